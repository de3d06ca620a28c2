"""What the fault tests measured, gathered from every worker and told as one table."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

_PROPERTY = "fault"


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: how often it was injected, and what it cost."""

    name: str
    injected: int
    lost: int
    """Rows that the tables lack in the end."""
    doubled: int
    """Rows that stand in the tables more than once."""
    recovery_s: float | None = None
    """The longest time from the end of the fault to the right tables; None where it has no end."""


Note = Callable[[Fault], None]


def noting(request: pytest.FixtureRequest) -> Note:
    """Return what a test calls with each figure; xdist carries it to the controller."""

    def note(fault: Fault) -> None:
        request.node.user_properties.append((_PROPERTY, asdict(fault)))

    return note


def told(terminal: Any) -> list[Fault]:
    """Return the figures of the tests that ran, by name."""
    reports = [report for found in terminal.stats.values() for report in found]
    faults = [
        Fault(**value)
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == _PROPERTY
    ]
    return sorted(faults, key=lambda fault: fault.name)


def write_table(terminal: Any, faults: list[Fault]) -> None:
    """Print the table as it stands in docs/reliability.md."""
    terminal.section("faults")
    terminal.write_line("| fault | injected | lost | doubled | recovered within |")
    terminal.write_line("|---|---|---|---|---|")
    for fault in faults:
        within = "" if fault.recovery_s is None else f"{fault.recovery_s:.1f} s"
        terminal.write_line(
            f"| {fault.name} | {fault.injected:,} | {fault.lost} | {fault.doubled} | {within} |"
        )


def save(faults: list[Fault], path: Path) -> None:
    """Keep the figures for whoever writes them down."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(fault) for fault in faults], indent=1))
