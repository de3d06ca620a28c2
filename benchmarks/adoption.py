"""Measure ``fleettickets adopt``: ``python -m benchmarks.adoption [--quick]``.

An earlier installation with 114,000 incidents and 42,000 installations (docs/moving-in.md), whose
history lies in several hundred files under processed/. It missed one file, and holds some hundred
tickets of files that are gone. Both servers are private, with durable data. Printed are the time of
the whole command and of each step, and the peak memory of its processes.
"""

import argparse
import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from psycopg import sql
from psycopg.types.json import Jsonb

from benchmarks.imports import machine
from benchmarks.imports.world import Lane, lane, private_world
from fleettickets.domain.change import DROPPED_COLUMNS, KEPT_COLUMNS
from fleettickets.store.connect import Connection, connect

_ROOT = Path(__file__).parents[1]
_COMMAND = Path(sys.executable).with_name("fleettickets")
_MIGRATIONS = _ROOT / "tests" / "db" / "adopt" / "earlier"
_LEDGER = b"CREATE TABLE tickets.schema_migrations (filename text PRIMARY KEY)"
_INSERT = "INSERT INTO {} (ticket_id, raw) VALUES (%s, %s)"
_HISTORY = b"SELECT tickets.capture_history()"
_PLACES = b"""
INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)
SELECT 'CLUSTER ' || i, st_setsrid(st_makepoint(36.6 + i / 500.0, -1.2), 4326), 'locationiq', 'x'
FROM generate_series(0, 149) AS i
"""
_BEGAN_AT = datetime(2026, 6, 22, 15, 50, 39, tzinfo=UTC)
_UNHELD = 300
_OPEN_SHARE = 0.01
_COLUMNS = (*KEPT_COLUMNS, *DROPPED_COLUMNS)

Row = dict[str, str]


class Stream(NamedTuple):
    """A type's size; the first file, the baseline, holds a third of the tickets."""

    dataset: str
    tickets: int
    files: int


FULL = (Stream("inc", 114_000, 300), Stream("crq", 42_000, 150))
QUICK = (Stream("inc", 2_000, 12), Stream("crq", 700, 6))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure one adoption and print it; return the command's exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.adoption")
    parser.add_argument("--quick", action="store_true", help="little data")
    parser.add_argument("--folder", type=Path, default=_ROOT / ".local/bench", help="for servers")
    options = parser.parse_args(argv)
    streams = QUICK if options.quick else FULL
    with (
        private_world(options.folder / "servers") as world,
        lane(world, options.folder / "lane") as place,
        closing(connect(place.url)) as conn,
    ):
        _install(conn)
        conn.execute(_PLACES)
        rows = sum(_fill(conn, place, stream) for stream in streams)
        conn.execute(_HISTORY)
        place.vacuum()
        command = [str(_COMMAND), "adopt", "--apply", "--shown", "3"]
        usage = place.run(command, {})
        sys.stdout.write(f"{machine.line(machine.describe(conn))}\n{place.output()}")
        steps = conn.execute(
            "SELECT step, round(extract(epoch FROM finished_at - lag(finished_at) OVER"
            " (ORDER BY finished_at)), 1) FROM tickets_before.adoption ORDER BY finished_at"
        ).fetchall()
    sys.stdout.writelines(f"{step}: {seconds} s\n" for step, seconds in steps if seconds)
    sys.stdout.write(
        f"{rows:,} rows in {sum(stream.files for stream in streams)} files: {usage.wall_s:.0f} s, "
        f"of which {usage.cpu_s:.0f} s of its own processor time and {usage.postgres_cpu_s:.0f} s "
        f"of the database's; others used {usage.others_cpu_s:.0f} s; "
        f"peak {usage.peak_bytes / 2**20:.0f} MiB\n"
    )
    return usage.status


def _install(conn: Connection) -> None:
    for path in sorted(_MIGRATIONS.glob("*.sql")):
        conn.execute(path.read_bytes())
    conn.execute(_LEDGER)


def _fill(conn: Connection, place: Lane, stream: Stream) -> int:
    """Upload a stream's files, and write what the earlier importer made of them."""
    newest: dict[str, Row] = {}
    written = 0
    for number, rows in enumerate(_files(stream)):
        at = _BEGAN_AT + timedelta(minutes=20 * number)
        name = f"{at + timedelta(hours=3):%Y-%m-%dT%H-%M-%S}.csv"
        place.put([(f"automations/{stream.dataset}/processed/{name}", _csv_of(rows))])
        if number != stream.files // 2:  # the one that it missed
            newest |= {row["ticket_id"]: row for row in rows}
        written += len(rows)
    newest |= {f"OLD{i:07}": _row(f"OLD{i:07}", i, is_closed=True) for i in range(_UNHELD)}
    statement = sql.SQL(_INSERT).format(sql.Identifier("tickets", stream.dataset))
    with conn.transaction(), conn.cursor() as cursor:
        cursor.executemany(statement, [(name, Jsonb(_raw(row))) for name, row in newest.items()])
    return written


def _files(stream: Stream) -> Iterator[list[Row]]:
    """Yield each file's rows: new tickets, and the closings of those of the file before."""
    baseline = stream.tickets // 3
    each = -(-(stream.tickets - baseline) // (stream.files - 1))
    opened: list[int] = []
    first = 0
    prefix = "WOT" if stream.dataset == "inc" else "CRQ"
    for number in range(stream.files):
        last = min(stream.tickets, first + (each if number else baseline))
        is_old = number == 0
        rows = [_row(f"{prefix}{i:07}", i, is_closed=is_old) for i in range(first, last)]
        kept = [i for i in opened if i % 100 >= _OPEN_SHARE * 100]
        rows += [_row(f"{prefix}{i:07}", i, is_closed=True) for i in kept]
        yield rows
        opened = [] if is_old else list(range(first, last))
        first = last


def _row(ticket_id: str, i: int, *, is_closed: bool) -> Row:
    at = _BEGAN_AT - timedelta(minutes=i % 40_000)
    row = {
        "ticket_id": ticket_id,
        "normalized_status": "closed" if is_closed else "accepted",
        "raw_status": "CLOSED COMPLETE" if is_closed else "ACCEPTED",
        "bucket": "closed" if is_closed else "pending",
        "is_actionable": str(not is_closed).lower(),
        "cluster": f"CLUSTER {i % 150}",
        "region": "nairobi",
        "location_name": f"Some road near some place, building {i}",
        "assigned_team": f"TEAM {i % 60}",
        "owner": f"owner{i % 200}",
        "created_at_service": f"{at:%Y-%m-%d %H:%M:%S}" if i % 10 not in {0, 1, 2} else "",
        "first_seen_at": f"{at + timedelta(minutes=5):%Y-%m-%d %H:%M:%S}",
        "source_updated_at": f"{at + timedelta(minutes=9):%Y-%m-%d %H:%M:%S}",
        "is_alarm": "false",
        "service_type": "FTTH",
    }
    if is_closed:
        closed_at = at + timedelta(hours=30)
        row |= {
            "closed_at": f"{closed_at:%Y-%m-%d %H:%M:%S}",
            "mttr": "29.5",
            "sla_status": "Compliant" if i % 3 else "Breached",
        }
    return row


def _raw(row: Mapping[str, str]) -> dict[str, str | None]:
    return {name: row.get(name) or None for name in KEPT_COLUMNS}


def _csv_of(rows: Sequence[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


if __name__ == "__main__":
    raise SystemExit(main())
