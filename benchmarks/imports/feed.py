"""The change files that every competitor gets: generated once, then kept on disk.

All rows are the sample feed's, with its default seed. The parts, in the order of their keys:

- ``load``: the bulk feed, for an empty table.
- ``base``: the newest version of each of ``table`` tickets, for the cases on a filled table.
- ``steps``: the following files, one every 20 minutes.
- ``unchanged``: one file in which 95 % of the rows repeat the table's content.
- ``backlog``: many small files.
"""

import csv
import io
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from fleettickets.demo import sample_feed
from fleettickets.demo.sample_feed import (
    COLUMNS,
    FeedPlan,
    bulk_plan,
    next_files,
    sample_files,
)

PREFIX = "automations/inc/changes/"
_NAME = "%Y-%m-%dT%H-%M-%S.csv"
_SLOT = timedelta(minutes=20)
_IS_ALARM = COLUMNS.index("is_alarm")
_CHANGED_SHARE = 0.05

Row = list[str]


class Size(NamedTuple):
    """The size of each part."""

    load_files: int = 50
    rows_per_file: int = 20_000
    table: int = 300_000
    steps: int = 3
    step_rows: int = 500
    unchanged_rows: int = 20_000
    backlog_files: int = 100


FULL = Size()
QUICK = Size(4, 2_000, 2_500, 2, 100, 1_000, 20)


class Feed(NamedTuple):
    """The parts on disk."""

    folder: Path
    rows: dict[str, int]
    """The number of rows of each part, without headers."""

    def files(self, part: str) -> list[Path]:
        """Return the part's files, oldest first."""
        return sorted((self.folder / part).glob("*.csv"))


def key_of(file: Path) -> str:
    """Return the key under which the file is uploaded."""
    return PREFIX + file.name


def make_feed(folder: Path, size: Size) -> Feed:
    """Return the feed of this size; generate it unless the folder already has it."""
    home = folder / f"feed-{_identity(size)}"
    rows = home / "rows.json"
    if not rows.exists():
        draft = home.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        (draft / "rows.json").write_text(json.dumps(_Maker(draft, size).make()))
        draft.rename(home)
    return Feed(home, json.loads(rows.read_bytes()))


def read_rows(content: bytes) -> Iterator[Row]:
    """Yield the rows below the header."""
    return islice(csv.reader(io.StringIO(content.decode(), newline="")), 1, None)


@dataclass
class _Maker:
    folder: Path
    size: Size
    state: dict[str, Row] = field(default_factory=dict)
    """The newest version of each ticket so far, without alarms, the last changed one last."""
    rows: dict[str, int] = field(default_factory=dict)

    def make(self) -> dict[str, int]:
        size = self.size
        plan = bulk_plan(file_count=size.load_files, rows_per_file=size.rows_per_file)
        names = self._make_load(plan)
        later = (row for _, content in next_files(plan) for row in read_rows(content))
        while len(self.state) < size.table:
            self._keep(next(later))
        newest = list(self.state.values())
        for name, first in zip(names, range(0, len(newest), size.rows_per_file), strict=False):
            self._write("base", name, newest[first : first + size.rows_per_file])
        slots = self._slots_after(names[-1])
        for _ in range(size.steps):
            self._write("steps", next(slots), self._take(later, size.step_rows))
        self._write("unchanged", next(slots), self._repeat(later))
        for _ in range(size.backlog_files):
            self._write("backlog", next(slots), self._take(later, size.step_rows))
        return self.rows

    def _make_load(self, plan: FeedPlan) -> list[str]:
        names = []
        for key, content in sample_files(plan):
            rows = list(read_rows(content))
            names.append(key.removeprefix(PREFIX))
            self._save("load", names[-1], content, len(rows))
            for row in rows:
                self._keep(row)
        return names

    def _keep(self, row: Row) -> None:
        # It is blank in the exporter's own row, and true for an alarm.
        if row[_IS_ALARM] == "false":
            self.state.pop(row[0], None)
            self.state[row[0]] = row

    def _take(self, later: Iterator[Row], count: int) -> list[Row]:
        rows = list(islice(later, count))
        for row in rows:
            self._keep(row)
        return rows

    def _repeat(self, later: Iterator[Row]) -> list[Row]:
        changed = self._take(later, round(self.size.unchanged_rows * _CHANGED_SHARE))
        others = sorted(self.state.keys() - {row[0] for row in changed})
        rng = Random(1)  # noqa: S311 - a choice of tickets, not a secret
        repeated = rng.sample(others, self.size.unchanged_rows - len(changed))
        return [self.state[ticket_id] for ticket_id in repeated] + changed

    def _slots_after(self, name: str) -> Iterator[str]:
        at = datetime.strptime(name, _NAME)  # noqa: DTZ007 - names are compared, not instants
        while True:
            at += _SLOT
            yield at.strftime(_NAME)

    def _write(self, part: str, name: str, rows: Sequence[Row]) -> None:
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        self._save(part, name, text.getvalue().encode(), len(rows))

    def _save(self, part: str, name: str, content: bytes, rows: int) -> None:
        (self.folder / part).mkdir(exist_ok=True)
        (self.folder / part / name).write_bytes(content)
        self.rows[part] = self.rows.get(part, 0) + rows


def _identity(size: Size) -> str:
    """Return a digest of everything that decides the bytes, so that no stale feed is used."""
    sources = Path(sample_feed.__file__).parent
    digest = sha256(repr(size).encode() + Path(__file__).read_bytes())
    for path in [*sources.glob("sample_*.py"), *(sources / "data").iterdir()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
