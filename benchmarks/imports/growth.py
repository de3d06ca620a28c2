"""Measure whether a step's cost grows with the table, and a drain's memory with the backlog.

``python -m benchmarks growth``. ``benchmarks/generate_tickets.sql`` fills the tables, including
their history. A step is 500 rows: 300 of open tickets, 50 of others, 150 of new ones. Steps are
measured alone, and then while a broken file waits, which fails in each run.
"""

import argparse
import csv
import gzip
import io
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from benchmarks import dashboard
from benchmarks.imports import machine
from benchmarks.imports.competitors import ours
from benchmarks.imports.feed import FULL, PREFIX, QUICK, Feed, Row, make_feed, read_rows
from benchmarks.imports.measure import Usage
from benchmarks.imports.report import DOCUMENT, ROOT, put_between, table
from benchmarks.imports.results import new_stem, save
from benchmarks.imports.world import Lane, World, lane, private_world
from fleettickets.demo.sample_feed import COLUMNS
from fleettickets.store.connect import connect

log = logging.getLogger(__name__)

# The generated tickets' newest file is that of 12:20.
_FIRST_SLOT = datetime(2026, 6, 25, 12, 40)  # noqa: DTZ001 - names are compared, not instants
_OPEN_TICKETS = 5_000
_DAYS = 1_096
_STEPS = 7
_STEP_PARTS = {"open": 300, "any": 50, "new": 150}

_STEP_HEAD = ("tickets", "wall s", "slowest s", "CPU s", "server CPU s", "peak MiB")
_BROKEN_HEAD = (*_STEP_HEAD, "of the step alone")
_DRAIN_HEAD = ("files", "rows", "wall s", "rows/s", "CPU s", "server CPU s", "peak MiB")


class Steps(NamedTuple):
    """The cost of the steps on one table."""

    alone: list[Usage]
    beside_broken: list[Usage]
    """While a broken file waits."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure both, print the tables and save them; return 0.

    Results are saved after each table and each drain, and printed even if a later one crashes.
    """
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    folder: Path = options.folder
    feed = make_feed(folder, QUICK if options.quick else FULL)
    stem = new_stem(folder, "growth")
    steps: dict[int, Steps] = {}
    drains: dict[int, Usage] = {}
    with private_world(folder / "servers") as world:
        home = folder / "lane"
        with closing(connect(world.dsn)) as conn:
            described = machine.describe(conn)
        content = {"machine": described, "steps": steps, "drains": drains}
        try:
            for size in options.tables:
                steps[size] = measure_steps(world, home, feed, size)
                save(stem, content)
            for count in options.backlogs:
                drains[count] = _measure_drain(world, home, feed, count)
                save(stem, content)
        finally:
            text = f"{machine.line(described)}\n\n{as_markdown(feed, steps, drains)}"
            sys.stdout.write(text)
    if options.write_docs:
        put_between(DOCUMENT, "growth", text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("--tables", type=int, nargs="*", default=[100_000, 1_000_000, 5_000_000])
    parser.add_argument(
        "--backlogs", type=int, nargs="*", default=[12, 50, 150], help="numbers of files"
    )
    parser.add_argument("--quick", action="store_true", help="with files of 2,000 rows")
    parser.add_argument("--folder", type=Path, default=ROOT / ".local/bench")
    parser.add_argument("--write-docs", action="store_true")
    return parser


def measure_steps(world: World, home: Path, feed: Feed, size: int, count: int = _STEPS) -> Steps:
    """Return the cost of steps on a table of this size: alone, then while a broken file waits.

    Raises:
        RuntimeError: a step failed, or the broken file did not.
    """
    contents = _steps(feed, size, 2 * count)
    with lane(world, home) as own:
        ours().prepare(own)
        with closing(connect(own.url)) as conn:
            dashboard.fill(conn, dashboard.Size(size, min(_OPEN_TICKETS, size // 20), _DAYS))
            # Imports of these tickets would have done this. Otherwise the first step finds suspect
            # coordinates among them, and scans the table for each.
            conn.execute("SELECT tickets.find_all_suspects()")
            conn.execute("VACUUM ANALYZE")
        alone = []
        for number in range(count):
            own.put([(_key(number), next(contents))])
            alone.append(_run(own))
            log.info("%s tickets, step %s: %s", size, number + 1, _summary(alone[-1]))
        own.put([(_key(count), _broken(feed))])
        beside = []
        for number in range(count + 1, 2 * count + 1):
            own.put([(_key(number), next(contents))])
            beside.append(_run(own, status=1))
            log.info("%s tickets, while a broken file waits: %s", size, _summary(beside[-1]))
        _check_ledger(own, count)
    return Steps(alone, beside)


def _check_ledger(own: Lane, count: int) -> None:
    """Check that every step was applied and that the broken file failed in each run."""
    with closing(connect(own.url)) as conn:
        found = conn.execute(
            "SELECT state, count(*), max(attempts) FROM tickets.import_files"
            " GROUP BY state ORDER BY state"
        ).fetchall()
    if found != [("applied", 2 * count, 1), ("failed", 1, count)]:
        msg = f"the ledger has {found}"
        raise RuntimeError(msg)


def _measure_drain(world: World, home: Path, feed: Feed, count: int) -> Usage:
    files = feed.files("load")
    with lane(world, home) as own:
        ours().prepare(own)
        own.put((_key(number), files[number % len(files)].read_bytes()) for number in range(count))
        used = _run(own)
    log.info("%s files: %s", count, _summary(used))
    return used


def _summary(used: Usage) -> str:
    return (
        f"{used.wall_s:.2f} s, cpu {used.cpu_s:.2f} + {used.postgres_cpu_s:.2f} s,"
        f" peak {used.peak_bytes / 2**20:.0f} MiB"
    )


def _run(own: Lane, status: int = 0) -> Usage:
    start = ours().start(own)
    used = own.run(start.command, start.environ)
    if used.status != status:
        msg = f"the import ended with status {used.status}: {own.output()}"
        raise RuntimeError(msg)
    return used


def _broken(feed: Feed) -> bytes:
    """Return a compressed file that is cut just before its end, so that all of it is read."""
    return gzip.compress(feed.files("steps")[0].read_bytes())[:-10]


def _steps(feed: Feed, size: int, count: int) -> Iterator[bytes]:
    rng = Random(1)  # noqa: S311 - a choice of tickets, not a secret
    rows = cycle(
        row for row in read_rows(feed.files("load")[0].read_bytes()) if row[0].startswith("WOT")
    )
    open_tickets = min(_OPEN_TICKETS, size // 20)
    for number in range(count):
        first_new = size + 1 + number * _STEP_PARTS["new"]
        chosen = [
            *rng.sample(range(size - open_tickets + 1, size + 1), _STEP_PARTS["open"]),
            *rng.sample(range(1, size - open_tickets + 1), _STEP_PARTS["any"]),
            *range(first_new, first_new + _STEP_PARTS["new"]),
        ]
        yield _file([[f"INC{ticket:08}", *next(rows)[1:]] for ticket in chosen])


def _file(rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode()


def _key(number: int) -> str:
    at = _FIRST_SLOT + number * timedelta(minutes=20)
    return f"{PREFIX}{at:%Y-%m-%dT%H-%M-%S}.csv"


def as_markdown(feed: Feed, steps: Mapping[int, Steps], drains: Mapping[int, Usage]) -> str:
    """Return tables of the steps alone, of the steps with a broken file, and of the drains."""
    alone = [_step_row(size, found.alone) for size, found in steps.items()]
    beside = [
        (*_step_row(size, found.beside_broken), _ratio(found)) for size, found in steps.items()
    ]
    rows_a_file = feed.rows["load"] // len(feed.files("load"))
    drain_rows = [
        (
            str(count),
            f"{count * rows_a_file:,}",
            f"{used.wall_s:.1f}",
            f"{count * rows_a_file / used.wall_s:,.0f}",
            f"{used.cpu_s:.1f}",
            f"{used.postgres_cpu_s:.1f}",
            f"{used.peak_bytes / 2**20:.0f}",
        )
        for count, used in drains.items()
    ]
    return (
        f"A step of {sum(_STEP_PARTS.values())} rows, by the table's size:\n\n"
        f"{table(_STEP_HEAD, alone)}\n\n"
        "The same while a broken file waits, which fails in each run:\n\n"
        f"{table(_BROKEN_HEAD, beside)}\n\n"
        "A drain into an empty table, by the number of waiting files:\n\n"
        f"{table(_DRAIN_HEAD, drain_rows)}\n"
    )


def _step_row(size: int, found: Sequence[Usage]) -> tuple[str, ...]:
    return (
        f"{size:,}",
        f"{_wall_s(found):.2f}",
        f"{max(used.wall_s for used in found):.2f}",
        f"{median(used.cpu_s for used in found):.2f}",
        f"{median(used.postgres_cpu_s for used in found):.2f}",
        f"{max(used.peak_bytes for used in found) / 2**20:.0f}",
    )


def _ratio(found: Steps) -> str:
    return f"{_wall_s(found.beside_broken) / _wall_s(found.alone):.2f}"


def _wall_s(found: Sequence[Usage]) -> float:
    return median(used.wall_s for used in found)


if __name__ == "__main__":
    raise SystemExit(main())
