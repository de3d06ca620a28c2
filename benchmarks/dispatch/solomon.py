"""Solomon's instances (1987) as pure routing: drives and windows, without loads or lateness.

Their files state no licence, so they are not in this repository: ``--solomon FOLDER`` names a
folder with C101.txt and so on, in the author's format. Our engine knows no loads, so the demands
are left out for all, and costs differ from the published ones, which hold for limited loads. A unit
of distance is a minute, rounded up, so that we and the peers work on the same numbers.
"""

import re
from math import ceil, hypot
from pathlib import Path
from typing import NamedTuple

import numpy as np

from fleettickets.dispatch.problem import CrewOnShift, Job, Problem

_NAMES = re.compile(r"(C|R|RC)[12]\d\d\.txt", re.IGNORECASE)
_COLUMNS = 7
_UNSERVED = 1_000_000
"""Leaving out a customer is never cheaper than a drive to it."""


class Customer(NamedTuple):
    """A line of the table; the first one is the depot."""

    number: int
    x: float
    y: float
    demand: float
    ready: int
    due: int
    service: int


def files_in(folder: Path) -> list[Path]:
    """Return the instances of a folder, by name."""
    return sorted(path for path in folder.iterdir() if _NAMES.fullmatch(path.name))


def read_instance(text: str) -> tuple[int, list[Customer]]:
    """Return the number of vehicles and the table, the depot first.

    Raises:
        ValueError: the text is no instance.
    """
    rows = [[float(part) for part in line.split()] for line in text.splitlines() if _is_row(line)]
    vehicles = next((int(row[0]) for row in rows if len(row) == 2), 0)  # noqa: PLR2004 - and a load
    table = [
        Customer(int(row[0]), row[1], row[2], row[3], int(row[4]), int(row[5]), int(row[6]))
        for row in rows
        if len(row) == _COLUMNS
    ]
    if not vehicles or len(table) < 2 or table[0].number != 0:  # noqa: PLR2004 - depot, customer
        raise ValueError("expected Solomon's format: vehicles, then a table of seven columns")
    return vehicles, table


def _is_row(line: str) -> bool:
    parts = line.split()
    return bool(parts) and all(re.fullmatch(r"\d+(\.\d+)?", part) for part in parts)


def problem_of(text: str) -> Problem:
    """Return an instance as a day: hard windows, crews that only drive."""
    vehicles, table = read_instance(text)
    depot, *customers = table
    travel = np.array(
        [[ceil(hypot(a.x - b.x, a.y - b.y) - 1e-9) for b in table] for a in table], np.int32
    )
    crews = tuple(
        CrewOnShift(f"vehicle {number}", frozenset(), 0, 0, depot.ready, depot.due, 0)
        for number in range(1, vehicles + 1)
    )
    jobs = tuple(
        Job(
            f"customer {one.number}",
            place,
            one.service,
            _UNSERVED,
            windows=((one.ready, one.due),),
        )
        for place, one in enumerate(customers, 1)
    )
    return Problem(crews, jobs, travel)
