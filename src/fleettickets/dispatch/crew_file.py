"""Crews in a CSV file."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import time
from typing import NamedTuple, TypeVar

from fleettickets.planner_errors import CrewFileError
from fleettickets.store.dispatch_decisions import CrewLine

COLUMNS = (
    "crew",
    "team",
    "skills",
    "start_latitude",
    "start_longitude",
    "end_latitude",
    "end_longitude",
    "shift_start",
    "shift_end",
    "lunch_from",
    "lunch_to",
    "lunch_minutes",
    "device",
)
_OPTIONAL = frozenset({"team", "skills", "device", "lunch_from", "lunch_to", "lunch_minutes"})
_MAX_LUNCH = 240
_T = TypeVar("_T")


class _Cells(NamedTuple):
    """One line of the file; reading a cell that cannot be used names it."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def read(self, column: str, kind: Callable[[str], _T], expected: str) -> _T:
        text = self.text(column)
        if not text:
            raise CrewFileError(self.file, self.line, column, f"is blank; expected {expected}")
        try:
            return kind(text)
        except ValueError:
            problem = f"expected {expected}, got {text!r}"
            raise CrewFileError(self.file, self.line, column, problem) from None


def read_crews(lines: Iterable[str], file: str, weekdays: list[int]) -> list[CrewLine]:
    """Return the crews of a CSV file.

    Raises:
        CrewFileError: a column is missing or unknown, or a cell cannot be used.
    """
    reader = csv.reader(lines)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise CrewFileError(file, reader.line_num, None, f"is not CSV: {error}") from None
    if not rows:
        raise CrewFileError(file, 1, None, "the file is empty")
    header = [name.strip().lower().lstrip("\ufeff") for name in rows[0][1]]
    _check_header(header, file)
    crews: list[CrewLine] = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows[1:]:
        if len(row) != len(header):
            problem = f"has {len(row)} cells; the header has {len(header)}"
            raise CrewFileError(file, line, None, problem)
        crew = _crew(_Cells(file, line, dict(zip(header, row, strict=True))), weekdays)
        for column, value in (("crew", crew.name), ("device", crew.device)):
            first = seen.setdefault((column, value or ""), line)
            if value and first != line:
                problem = f"{value!r} stands in line {first} already"
                raise CrewFileError(file, line, column, problem)
        crews.append(crew)
    return crews


def _check_header(header: list[str], file: str) -> None:
    missing = [name for name in COLUMNS if name not in header and name not in _OPTIONAL]
    if missing:
        raise CrewFileError(file, 1, None, f"columns are missing: {', '.join(missing)}")
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        problem = f"unknown columns: {', '.join(map(repr, unknown))}"
        raise CrewFileError(file, 1, None, f"{problem}; expected {', '.join(COLUMNS)}")
    if len(set(header)) != len(header):
        raise CrewFileError(file, 1, None, "a column stands twice")


def _crew(cells: _Cells, weekdays: list[int]) -> CrewLine:
    begins = cells.read("shift_start", _time, "a time, HH:MM")
    ends = cells.read("shift_end", _time, "a time, HH:MM")
    if begins >= ends:
        problem = f"{ends:%H:%M} is not after shift_start {begins:%H:%M}"
        raise CrewFileError(cells.file, cells.line, "shift_end", problem)
    lunch = _lunch(cells)
    return CrewLine(
        cells.read("crew", str, "the crew's name"),
        cells.text("team") or None,
        sorted({skill for part in cells.text("skills").split(";") if (skill := part.strip())}),
        cells.read("start_latitude", _degrees(90), "degrees from -90 to 90"),
        cells.read("start_longitude", _degrees(180), "degrees from -180 to 180"),
        cells.read("end_latitude", _degrees(90), "degrees from -90 to 90"),
        cells.read("end_longitude", _degrees(180), "degrees from -180 to 180"),
        begins,
        ends,
        *lunch,
        cells.text("device") or None,
        weekdays,
    )


def _lunch(cells: _Cells) -> tuple[time | None, time | None, int | None]:
    names = ("lunch_from", "lunch_to", "lunch_minutes")
    if not any(cells.text(name) for name in names):
        return None, None, None
    begins = cells.read("lunch_from", _time, "a time, HH:MM, or no lunch at all")
    ends = cells.read("lunch_to", _time, "a time, HH:MM, or no lunch at all")
    minutes = cells.read("lunch_minutes", _minutes, f"whole minutes from 1 to {_MAX_LUNCH}")
    if begins > ends:
        problem = f"{ends:%H:%M} is before lunch_from {begins:%H:%M}"
        raise CrewFileError(cells.file, cells.line, "lunch_to", problem)
    return begins, ends, minutes


def _time(text: str) -> time:
    if not re.fullmatch(r"\d{1,2}:\d{2}", text, re.ASCII):
        raise ValueError(text)
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _minutes(text: str) -> int:
    minutes = int(text)
    if not 1 <= minutes <= _MAX_LUNCH:
        raise ValueError(text)
    return minutes


def _degrees(limit: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        degrees = float(text)
        if not abs(degrees) <= limit:
            raise ValueError(text)
        return degrees

    return read
