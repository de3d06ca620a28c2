"""The sample feed: change files of an invented internet provider in East Africa.

The same plan always gives the same files, byte for byte (docs/sample-feed.md). Places are real, see
``data/README.md`` for their licences; people, teams and tickets are invented.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count, islice
from math import exp
from typing import NamedTuple

from fleettickets.demo.sample_lives import DAY, HOUR, MINUTE
from fleettickets.demo.sample_places import chance, seeded
from fleettickets.demo.sample_tickets import (
    EPOCH,
    ROW_COLUMNS,
    Capture,
    Origin,
    date_text,
    row_of,
    simulate,
    stamp,
)
from fleettickets.domain.change import DROPPED_COLUMNS

COLUMNS = (*ROW_COLUMNS, *DROPPED_COLUMNS)

FIXED_UNTIL = datetime(2026, 6, 25, 17, 0, tzinfo=UTC)

EXPORT_GAP_S = 6 * MINUTE
"""The median time between two exports, beyond the shortest."""
SHORTEST_GAP_S = 2 * MINUTE
FIRST_EXPORT_S = 6 * HOUR
LAST_EXPORT_S = 20 * HOUR
# The content of the real feed is about two days older than the time in the file's name.
CONTENT_LAG = 47 * HOUR + 40 * MINUTE

SENTINEL = "EXPORT STOPPED: row limit reached"
SENTINEL_SHARE = 0.03

BULK_FILE_SPAN = 2 * HOUR
BULK_EXPORT_GAP = 66 * MINUTE
BULK_VERSIONS_A_TICKET = 2.89


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """The size and time of a feed: about ``tickets`` tickets, in files that end near ``until``.

    If ``rows_per_file`` is 0, there are files at irregular times from 06:00 to 20:00 EAT for
    ``days`` days. The first one is a baseline: the newest version of each ticket of the
    ``backlog_days`` before it.
    Otherwise the same kind of stream is cut into ``file_count`` files of exactly that many rows.
    """

    dataset: str
    tickets: int = 2_000
    days: int = 5
    backlog_days: int = 21
    until: datetime = FIXED_UNTIL
    seed: int = 1
    rows_per_file: int = 0
    file_count: int = 0

    def __post_init__(self) -> None:
        if min(self.tickets, self.days) < 1 or min(self.backlog_days, self.rows_per_file) < 0:
            msg = f"a feed needs at least one ticket and one day, got {self}"
            raise ValueError(msg)


class _Batch(NamedTuple):
    """The content of one file; ``at_s`` is its time in EAT seconds."""

    number: int
    at_s: int
    captures: list[Capture]
    is_cut_off: bool


def bulk_plan(
    dataset: str = "inc", *, file_count: int = 50, rows_per_file: int = 20_000, seed: int = 1
) -> FeedPlan:
    """Return a plan for a benchmark; by default 1,000,000 INC changes of about 346,000 tickets.

    Consecutive files are about two hours apart, so that a ticket's versions are in several files.
    """
    return FeedPlan(
        dataset=dataset,
        tickets=max(1, round(file_count * rows_per_file / BULK_VERSIONS_A_TICKET)),
        seed=seed,
        rows_per_file=rows_per_file,
        file_count=file_count,
    )


def sample_files(plan: FeedPlan) -> Iterator[tuple[str, bytes]]:
    """Yield the plan's files as (key, CSV bytes), oldest first; no file if nothing changed.

    Raises:
        KeyError: the plan's dataset is neither ``inc`` nor ``crq``.
    """
    for batch in _batches(plan):
        if not _is_planned(plan, batch):
            return
        yield _encode(plan, batch)


def next_files(plan: FeedPlan) -> Iterator[tuple[str, bytes]]:
    """Yield the files after those of ``sample_files``, without end; the first one is slow."""
    for batch in _batches(plan):
        if not _is_planned(plan, batch):
            yield _encode(plan, batch)


def all_files(plan: FeedPlan) -> Iterator[tuple[str, bytes]]:
    """Yield the files of ``sample_files`` and those after them, without end."""
    for batch in _batches(plan):
        yield _encode(plan, batch)


def next_file(plan: FeedPlan, n: int) -> tuple[str, bytes]:
    """Return the n-th file, counted from 0, after the plan's last one."""
    return next(islice(next_files(plan), n, None))


def _is_planned(plan: FeedPlan, batch: _Batch) -> bool:
    if plan.rows_per_file:
        return batch.number < plan.file_count
    return batch.at_s <= _last_export_s(plan)


def _batches(plan: FeedPlan) -> Iterator[_Batch]:
    return _batches_by_rows(plan) if plan.rows_per_file else _batches_by_time(plan)


def _batches_by_time(plan: FeedPlan) -> Iterator[_Batch]:
    last_s = _last_export_s(plan)
    life_days = plan.days + plan.backlog_days
    start_s = last_s - CONTENT_LAG - life_days * DAY
    tickets_a_day = plan.tickets / life_days
    changes = simulate(Origin(plan.dataset, plan.seed, start_s, tickets_a_day, EXPORT_GAP_S))
    upcoming = next(changes)
    opening_s = last_s - plan.days * DAY
    for number, at_s in enumerate(_exports_from(plan, opening_s)):
        batch: list[Capture] = []
        while upcoming[0] <= at_s - CONTENT_LAG:
            batch.append(upcoming)
            upcoming = next(changes)
        if number == 0:
            batch = list({change[2].ticket_id: change for change in batch}.values())
        if batch:
            yield _Batch(number, at_s, batch, _is_cut_off(plan, number))


def _batches_by_rows(plan: FeedPlan) -> Iterator[_Batch]:
    span_s = plan.file_count * BULK_FILE_SPAN
    start_s = _last_export_s(plan) - CONTENT_LAG - span_s
    tickets_a_day = plan.tickets * DAY / span_s
    changes = simulate(Origin(plan.dataset, plan.seed, start_s, tickets_a_day, BULK_EXPORT_GAP))
    at_s = 0
    for number in count():
        is_cut_off = plan.rows_per_file > 1 and _is_cut_off(plan, number)
        batch = list(islice(changes, plan.rows_per_file - is_cut_off))
        at_s = next(_exports_from(plan, max(at_s + 1, batch[-1][0] + CONTENT_LAG)))
        yield _Batch(number, at_s, batch, is_cut_off)


def _is_cut_off(plan: FeedPlan, number: int) -> bool:
    return chance(seeded(plan.seed, plan.dataset, "cut off", number), SENTINEL_SHARE)


def _exports_from(plan: FeedPlan, start_s: int) -> Iterator[int]:
    """Yield the times of the exports from start_s on, without end."""
    for day in count(start_s // DAY):
        for at_s in _exports_of(plan, day):
            if at_s >= start_s:
                yield at_s


def _exports_of(plan: FeedPlan, day: int) -> Iterator[int]:
    rng = seeded(plan.seed, plan.dataset, "exports", day)
    at_s = FIRST_EXPORT_S + rng.randrange(10 * MINUTE)
    while at_s <= LAST_EXPORT_S:
        yield day * DAY + at_s
        at_s += SHORTEST_GAP_S + int(EXPORT_GAP_S * exp(rng.gauss(0.0, 0.9)))


def _last_export_s(plan: FeedPlan) -> int:
    """Return the time of the last export until the plan's end."""
    until_s = int((plan.until - EPOCH).total_seconds())
    day = until_s // DAY
    exports = [*_exports_of(plan, day - 1), *_exports_of(plan, day)]
    return max(at_s for at_s in exports if at_s <= until_s)


def _encode(plan: FeedPlan, batch: _Batch) -> tuple[str, bytes]:
    day = batch.at_s // DAY
    monday = day - (day + 3) % 7  # 1970-01-01 was a Thursday
    name = f"{stamp(batch.at_s).replace(' ', 'T').replace(':', '-')}.csv"
    snapshot = sha256(f"{plan.seed}/{plan.dataset}/{name}".encode()).hexdigest()[:12]
    prefix = f"automations/{plan.dataset}"
    export = (
        date_text(monday),
        date_text(monday + 6),
        "isptickets",
        f"{prefix}/snapshots/{name}",
        snapshot,
        "field operations",
        plan.dataset,
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row_of(ticket, step) + export for _, _, ticket, step in batch.captures)
    if batch.is_cut_off:
        writer.writerow((SENTINEL, *[""] * (len(COLUMNS) - 1)))
    return f"{prefix}/changes/{name}", text.getvalue().encode()
