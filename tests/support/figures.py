"""What the fault tests measured, collected from every worker and printed as tables."""

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
    "tests/faults/watching/": "Watching",
    "tests/stream/": "The process",
}
"""Sections of docs/reliability.md by the tests' paths; all others belong to the database."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: how often it was injected, and its cost."""

    name: str
    injected: int
    lost: int | None = None
    """Rows missing from the tables, or changes never posted; None if none were at stake."""
    doubled: int | None = None
    """Rows in the tables more than once, or changes posted again; None as above."""
    recovery_s: float | None = None
    """The longest time from the fault's end to the right tables; None if it has no end."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of reading one hostile file."""

    name: str
    size_mib: float
    cpu_s: float
    memory_mib: float
    """In addition to what the process needed before."""


Figure = Fault | Cost
Note = Callable[[Figure], None]
Figures = dict[str, list[Figure]]

_KINDS: Mapping[str, type[Figure]] = {kind.__name__: kind for kind in (Fault, Cost)}


def noting(request: pytest.FixtureRequest) -> Note:
    """Return a function that records a figure; xdist sends it to the controller."""

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
    """Print the tables of docs/reliability.md, under the headings of its sections."""
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
    """Save the figures for docs/reliability.md."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {section: [asdict(figure) for figure in found] for section, found in figures.items()}
    path.write_text(json.dumps(plain, indent=1))
