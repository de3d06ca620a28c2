"""``fleettickets adopt``: take over a database that an earlier installation made."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict

import orjson

from fleettickets.adoption.takeover import Adoption, AdoptionReport, Comparison
from fleettickets.commands.runner import Command, Parser, UsageError
from fleettickets.commands.session import open_session
from fleettickets.config import BucketSettings, DatabaseSettings, Limits, MigrationSettings
from fleettickets.domain.dataset import Dataset
from fleettickets.feed.bucket import Bucket
from fleettickets.imports.datasets import DATASETS
from fleettickets.store.adoption_steps import select_steps
from fleettickets.store.connect import Connection
from fleettickets.store.earlier_schema import (
    ASIDE,
    EarlierSchema,
    find_installation,
    recognise,
)
from fleettickets.store.failures import explained_troubles

_FAILED = 1
_COUNTS = ("tickets", "open", "closed", "positions")
_MEANINGS = {
    "missing": "were there and are not here",
    "dropped": "are alarms or export markers, which are not imported",
    "new": "are here and were not there",
    "no_longer_open": "were open and are not",
    "open_again": "are open and were not",
    "no_longer_closed": "had a closing time and are not closed",
    "closed_since": "are closed and had no closing time",
    "without_position": "had a position and have none",
    "position_found": "have a position and had none",
    "position_moved": "lie more than 100 m from where they were",
}


def _add_options(parser: Parser) -> None:
    action = parser.add_mutually_exclusive_group()
    action.add_argument(
        "--apply",
        action="store_true",
        help="take the database over; if an earlier call was interrupted, continue it",
    )
    action.add_argument(
        "--undo",
        action="store_true",
        help="put the earlier installation back, as long as its tables have not been dropped",
    )
    parser.add_argument(
        "--shown",
        type=int,
        default=20,
        metavar="TICKETS",
        help="how many tickets to name for each difference (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print one machine-readable summary")


def _run(options: argparse.Namespace) -> int:
    if options.shown < 0:
        raise UsageError("--shown must not be negative")
    with closing(open_session()) as conn:
        adoption = Adoption(
            conn,
            list(DATASETS.values()),
            _bucket_of,
            readers=MigrationSettings.from_env().reader_roles,
            limits=Limits.from_env(),
            shown=options.shown,
            report=_say_nothing if options.json else _say,
        )
        if options.undo:
            adoption.undo()
            return 0
        if not options.apply:
            return _list(conn, is_json=options.json)
        return _print(adoption.apply(), is_json=options.json)


def _bucket_of(dataset: Dataset) -> Bucket:
    retry_s = DatabaseSettings.from_env().retry_s
    return Bucket(BucketSettings.from_env(), dataset, retry_s=retry_s, limits=Limits.from_env())


def _list(conn: Connection, *, is_json: bool) -> int:
    """Print what was found, or which steps an interrupted adoption has done."""
    with explained_troubles("adopt", conn):
        if find_installation(conn).is_adopting:
            steps = list(select_steps(conn))
            _write({"steps": steps} if is_json else [f"done: {', '.join(steps)}", _NEXT])
            return 0
        found = recognise(conn)
    files = {name: _files(dataset) for name, dataset in DATASETS.items()}
    _write(_as_json(found, files) if is_json else [*_lines(found, files), _FIRST])
    return 0


_FIRST = "nothing was changed; add --apply to take it over"
_NEXT = "nothing was changed; add --apply to continue, or --undo to put back what was moved"


def _files(dataset: Dataset) -> dict[str, int]:
    bucket = _bucket_of(dataset)
    return {"processed": len(bucket.processed()), "changes": len(bucket.waiting())}


def _as_json(found: EarlierSchema, files: dict[str, dict[str, int]]) -> dict[str, object]:
    return {
        "tables": dict(found.counts),
        "missing_tables": found.missing,
        "migrations": list(found.migrations),
        "functions": [routine.identity for routine in found.routines],
        "readers": found.readers,
        "view_readers": [list(pair) for pair in found.view_readers],
        "dependents": list(found.dependents),
        "moved_with_it": list(found.strangers),
        "files": files,
    }


def _lines(found: EarlierSchema, files: dict[str, dict[str, int]]) -> list[str]:
    tables = [f"{name} {count:,}" for name, count in found.counts.items()]
    lines = [f"tables, rows: {', '.join(tables)}"]
    named = {
        "tables that are missing": found.missing,
        "migrations applied": found.migrations,
        f"functions to be moved to {ASIDE}": [routine.identity for routine in found.routines],
        "roles that may call them": found.readers,
        "roles that may read its views": [f"{role} ({view})" for view, role in found.view_readers],
        f"others' objects that will follow it to {ASIDE}": found.dependents,
        "in schema tickets, but not of its migrations, and moved with it": found.strangers,
    }
    lines += [f"{title}: {', '.join(names)}" for title, names in named.items() if names]
    return lines + [
        f"files of {name}: {counts['processed']:,} in processed/, {counts['changes']:,} in changes/"
        for name, counts in files.items()
    ]


def _print(report: AdoptionReport, *, is_json: bool) -> int:
    if is_json:
        comparisons = [
            {"dataset": each.dataset, "kinds": [kind._asdict() for kind in each.kinds]}
            for each in report.comparisons
        ]
        _write(asdict(report) | {"comparisons": comparisons, "is_good": report.is_good})
    else:
        for comparison in report.comparisons:
            _write(_comparison_lines(comparison))
    for problem in report.problems:
        sys.stderr.write(f"failed: {problem}\n")
    return 0 if report.is_good else _FAILED


def _comparison_lines(comparison: Comparison) -> list[str]:
    totals = {kind.kind: kind.total for kind in comparison.kinds}
    counts = [
        f"{name} {totals.get(f'{name}_before', 0):,} -> {totals.get(f'{name}_now', 0):,}"
        for name in _COUNTS
    ]
    lines = [f"{comparison.dataset}: {', '.join(counts)}"]
    for kind in comparison.kinds:
        if kind.kind in _MEANINGS:
            ids = ", ".join(kind.ticket_ids)
            more = kind.total - len(kind.ticket_ids)
            rest = f" and {more:,} more" if more else ""
            lines.append(f"  {kind.total:,} {_MEANINGS[kind.kind]}: {ids}{rest}")
    return lines


def _write(shown: object) -> None:
    if isinstance(shown, Sequence):
        for line in shown:
            _say(str(line))
    else:
        _say(orjson.dumps(shown).decode())


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _say_nothing(_line: str) -> None:
    pass


main = Command(
    description="Take over a database that an earlier installation's migrations made: move its "
    "schema aside, migrate, carry over what no file holds, import the history from the bucket, and "
    "compare. Without --apply, only report what is there (docs/moving-in.md).",
    add_options=_add_options,
    work=_run,
    settings=(DatabaseSettings, BucketSettings, Limits, MigrationSettings),
)
