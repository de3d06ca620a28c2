"""What the fault tests measured, gathered from every worker and told as tables."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

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
    lost: int | None = None
    """Rows that the tables lack in the end, changes never told; None where none was at stake."""
    doubled: int | None = None
    """Rows that stand in the tables more than once, changes told again; None as above."""
    recovery_s: float | None = None
    """The longest time from the end of the fault to the right tables; None where it has no end."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one file took that was made to cost."""

    name: str
    size_mib: float
    cpu_s: float
    memory_mib: float
    """Over what the process needed before."""


Figure = Fault | Cost
Note = Callable[[Figure], None]
Figures = dict[str, list[Figure]]

_KINDS: Mapping[str, type[Figure]] = {kind.__name__: kind for kind in (Fault, Cost)}


def noting(request: pytest.FixtureRequest) -> Note:
    """Return what a test calls with each figure; xdist carries it to the controller."""

    def note(figure: Figure) -> None:
        request.node.user_properties.append((type(figure).__name__, asdict(figure)))

    return note


def collected(terminal: Any) -> Figures:
    """Return the figures of the tests that ran, by section and name."""
    found: Figures = {}
    for report in chain.from_iterable(terminal.stats.values()):
        if getattr(report, "when", None) == "call":
            for name, value in report.user_properties:
                if name in _KINDS:
                    figure = _KINDS[name](**value)
                    found.setdefault(_section_of(report.nodeid), []).append(figure)
    return {
        section: sorted(found[section], key=lambda figure: figure.name) for section in sorted(found)
    }


def _section_of(nodeid: str) -> str:
    return next((name for start, name in _SECTIONS.items() if nodeid.startswith(start)), "Database")


def write_tables(terminal: Any, figures: Figures) -> None:
    """Print the tables as they stand in docs/reliability.md, below the headings of its sections."""
    terminal.section("faults")
    for section, found in figures.items():
        terminal.write_line(f"\n## {section}\n")
        faults = [figure for figure in found if isinstance(figure, Fault)]
        costs = [figure for figure in found if isinstance(figure, Cost)]
        for line in (*_fault_lines(faults), *_cost_lines(costs)):
            terminal.write_line(line)


def _fault_lines(faults: Sequence[Fault]) -> Iterator[str]:
    if faults:
        yield "| fault | injected | lost | doubled | recovered within |"
        yield "|---|---|---|---|---|"
    for fault in faults:
        within = "" if fault.recovery_s is None else f"{fault.recovery_s:.1f} s"
        lost, doubled = ("" if n is None else n for n in (fault.lost, fault.doubled))
        yield f"| {fault.name} | {fault.injected:,} | {lost} | {doubled} | {within} |"


def _cost_lines(costs: Sequence[Cost]) -> Iterator[str]:
    if costs:
        yield "\n| file | size | processor | memory over an idle process |"
        yield "|---|---|---|---|"
    for cost in sorted(costs, key=lambda cost: -cost.cpu_s):
        sizes = f"{cost.size_mib:.1f} MiB | {cost.cpu_s:.1f} s | {cost.memory_mib:.0f} MiB"
        yield f"| {cost.name} | {sizes} |"


def save(figures: Figures, path: Path) -> None:
    """Keep the figures for whoever writes them down."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {section: [asdict(figure) for figure in found] for section, found in figures.items()}
    path.write_text(json.dumps(plain, indent=1))
