"""What the fault tests measured, gathered from every worker and told as tables."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

_PROPERTY = "fault"
_SECTIONS = {
    "tests/faults/bucket/": "Bucket and input",
    "tests/faults/test_input": "Bucket and input",
    "tests/faults/test_access": "Access",
    "tests/faults/test_watching": "Watching",
    "tests/stream/": "The process",
}
"""Of docs/reliability.md, by where a test lies; every other one is of the database."""


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
Figures = dict[str, list[Fault]]


def noting(request: pytest.FixtureRequest) -> Note:
    """Return what a test calls with each figure; xdist carries it to the controller."""

    def note(fault: Fault) -> None:
        request.node.user_properties.append((_PROPERTY, asdict(fault)))

    return note


def told(terminal: Any) -> Figures:
    """Return the figures of the tests that ran, by section and name."""
    found: Figures = {}
    for report in chain.from_iterable(terminal.stats.values()):
        if getattr(report, "when", None) == "call":
            for name, value in report.user_properties:
                if name == _PROPERTY:
                    found.setdefault(_section_of(report.nodeid), []).append(Fault(**value))
    return {
        section: sorted(found[section], key=lambda fault: fault.name) for section in sorted(found)
    }


def _section_of(nodeid: str) -> str:
    return next((name for start, name in _SECTIONS.items() if nodeid.startswith(start)), "Database")


def write_tables(terminal: Any, figures: Figures) -> None:
    """Print the tables as they stand in docs/reliability.md, below the headings of its sections."""
    terminal.section("faults")
    for section, faults in figures.items():
        terminal.write_line(f"\n## {section}\n")
        terminal.write_line("| fault | injected | lost | doubled | recovered within |")
        terminal.write_line("|---|---|---|---|---|")
        for fault in faults:
            within = "" if fault.recovery_s is None else f"{fault.recovery_s:.1f} s"
            terminal.write_line(
                f"| {fault.name} | {fault.injected:,} | {fault.lost} | {fault.doubled} | {within} |"
            )


def save(figures: Figures, path: Path) -> None:
    """Keep the figures for whoever writes them down."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {section: [asdict(fault) for fault in faults] for section, faults in figures.items()}
    path.write_text(json.dumps(plain, indent=1))
