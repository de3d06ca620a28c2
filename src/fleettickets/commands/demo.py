"""``fleettickets demo``: the main job, whole, on the embedded default."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from fleettickets.errors import FleetTicketsError, StoreError
from fleettickets.feed.bucket import Bucket
from fleettickets.geocode.settings import GeocoderSettings
from fleettickets.geocoder import Geocoder
from fleettickets.local.s3 import client
from fleettickets.local.sample_feed import FeedPlan, sample_files
from fleettickets.local.stack import DEFAULT_FOLDER, Stack, down, status, up
from fleettickets.pipeline import DATASETS, Import
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate

Answer = TypeVar("Answer")

_COUNTS = """
WITH placed AS (
    SELECT 'inc' AS dataset, ticket_id FROM tickets.inc WHERE cluster IS NOT NULL
    UNION ALL
    SELECT 'crq' AS dataset, ticket_id FROM tickets.crq WHERE cluster IS NOT NULL
)
SELECT
    (SELECT count(*) FROM tickets.inc),
    (SELECT count(*) FROM tickets.inc WHERE is_open),
    (SELECT count(*) FROM tickets.crq),
    (SELECT count(*) FROM tickets.crq WHERE is_open),
    (SELECT count(*) FROM tickets.ticket_events),
    (SELECT count(*) FROM tickets.import_files WHERE state = 'applied'),
    count(*),
    count(*) FILTER (
        WHERE p.geom IS NOT NULL AND p.geo_source IS NOT NULL AND p.precision IS NOT NULL
    )
FROM placed
LEFT JOIN tickets.ticket_positions AS p USING (dataset, ticket_id)
"""
_LEAST_LOCATED = 0.99


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Run the demo; return 0, or 1 when something failed. The servers end with it."""
    options = _parser(prog).parse_args(argv)
    try:
        with _stack(options.folder) as stack:
            _fill_and_import(stack)
            if not options.once:
                _wait()
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog, description="Import a sample feed of Nairobi on private servers on loopback."
    )
    parser.add_argument("--once", action="store_true", help="stop after checking the counts")
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the data lies")
    return parser


@contextmanager
def _stack(folder: Path) -> Iterator[Stack]:
    """Yield the servers, and stop them unless they ran before."""
    before = status(folder)
    was_up = before.postgres is not None and before.s3 is not None
    try:
        yield _timed("start PostgreSQL and S3", lambda: up(folder))
    finally:
        if not was_up:
            _timed("stop them", lambda: down(folder))


def _fill_and_import(stack: Stack) -> None:
    with closing(connect(stack.postgres.dsn)) as conn:
        _timed("migrate", lambda: migrate(conn))
    for name in DATASETS:
        _timed(f"fill the bucket ({name})", partial(_fill, stack, name))
    for name in DATASETS:
        _timed(f"import ({name})", partial(_import, stack, name))
    with closing(connect(stack.postgres.dsn)) as conn:
        _timed("geocode (offline)", partial(_geocode, conn))
        counts = conn.execute(_COUNTS.encode()).fetchone()
    if counts is None or 0 in counts:
        raise StoreError("demo", f"expected tickets of both kinds, got {counts}")
    inc, inc_open, crq, crq_open, events, files, with_cluster, located = counts
    if located < _LEAST_LOCATED * with_cluster:
        raise StoreError("demo", f"only {located} of {with_cluster} tickets have a position")
    _say(f"incidents     {inc:>7,} tickets, {inc_open:,} open")
    _say(f"installations {crq:>7,} tickets, {crq_open:,} open")
    _say(f"history       {events:>7,} events from {files:,} files")
    share = 100 * located / with_cluster
    _say(f"positions     {share:>6.1f} % of the {with_cluster:,} tickets with a cluster")


def _fill(stack: Stack, name: str) -> str:
    """Upload the feed once; a database that has seen it keeps what it has."""
    with closing(connect(stack.postgres.dsn)) as conn:
        if conn.execute("SELECT 1 FROM tickets.import_meta WHERE dataset = %s", [name]).fetchone():
            return "filled before"
    settings = stack.s3.settings
    s3 = client(settings)
    count = 0
    for key, content in sample_files(FeedPlan(dataset=name, until=datetime.now(UTC))):
        s3.put_object(Bucket=settings.bucket, Key=key, Body=content)
        count += 1
    return f"{count} files"


def _import(stack: Stack, name: str) -> str:
    dataset = DATASETS[name]
    with closing(connect(stack.postgres.dsn)) as conn:
        report = Import(conn, dataset, Bucket(stack.s3.settings, dataset)).apply()
    if not report.is_good:
        raise StoreError(
            "demo", "; ".join([*report.problems, *(entry.error or "" for entry in report.failed)])
        )
    rows = sum(entry.rows_read for entry in report.applied)
    return f"{len(report.applied)} files, {rows:,} rows"


def _geocode(conn: Connection) -> str:
    report = Geocoder(conn, GeocoderSettings.from_env({})).run(clusters=True, locations=True)
    return f"{report.questions} questions, {report.located} places located"


def _wait() -> None:
    _say("The servers are up until Ctrl-C. In another shell:")
    _say('  eval "$(uv run fleettickets local env)"')
    _say('  psql "$DATABASE_URL"')
    try:
        Event().wait()
    except KeyboardInterrupt:
        _say("")


def _timed(step: str, work: Callable[[], Answer]) -> Answer:
    began = time.monotonic()
    answer = work()
    detail = f"  {answer}" if isinstance(answer, str) else ""
    _say(f"{step:<24} {time.monotonic() - began:6.1f} s{detail}")
    return answer


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
