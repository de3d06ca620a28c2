"""Measure the reports over 21,000 and 1,000,000 tickets of each type.

``python -m benchmarks.dashboard [--dsn DSN] [--days N]``

Times are the client's: the call, and its answer as text over loopback. ``plain`` is the simplest
possible query, the count and the features of the open tickets (count_and_features.sql). Calls
alternate, so that a disturbance of the machine affects all of them. ``--dsn`` names a server with a
superuser to use in place of a private one; ``--days`` spreads the tickets over fewer days, so that
more of them were closed recently.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from psycopg import sql
from psycopg.types.json import Jsonb

from fleettickets.local.postgres import private_postgres
from fleettickets.local.scratch import fresh_database
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate

_FOLDER = Path(__file__).parent
_GENERATE = sql.SQL((_FOLDER / "generate_tickets.sql").read_text(encoding="utf-8"))
_PLAIN = (_FOLDER / "count_and_features.sql").read_bytes()
_CONTENT_AS_OF = datetime(2026, 6, 25, 9, 0, tzinfo=UTC)
_REPEATS = 40

CALLS = {
    "plain": _PLAIN.decode(),
    "fn_inc_dashboard": "SELECT reporting.fn_inc_dashboard()",
    "  of a cluster": "SELECT reporting.fn_inc_dashboard('CLUSTER 7')",
    "  of a week": "SELECT reporting.fn_inc_dashboard(p_window => '7d')",
    "fn_crq_dashboard": "SELECT reporting.fn_crq_dashboard()",
    "fn_tickets_for_map": "SELECT reporting.fn_tickets_for_map()",
    "fn_backlog": "SELECT reporting.fn_backlog('inc')",
    "  of a cluster's": "SELECT reporting.fn_backlog('inc', p_cluster => 'CLUSTER 7')",
    "fn_backlog_at, 3 days": "SELECT reporting.fn_backlog_at('inc', '2026-06-22 09:00+00')",
    "fn_team_closures": "SELECT reporting.fn_team_closures('inc')",
    "fn_closures_by": "SELECT reporting.fn_closures_by('inc', 'owner')",
    "fn_ticket_history": "SELECT reporting.fn_ticket_history('inc', 'WOT00000077')",
    "fn_freshness": "SELECT reporting.fn_freshness()",
}


class Size(NamedTuple):
    """The number of tickets of each type, of open ones among them, and of days."""

    tickets: int
    open_tickets: int
    days: int


def main(argv: Sequence[str] | None = None) -> None:
    """Measure both sizes and print a table for each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dashboard")
    parser.add_argument("--dsn", help="a server on which to create the databases")
    parser.add_argument("--days", type=int, default=1096, help="days that 1,000,000 tickets span")
    options = parser.parse_args(argv)
    with _server(options.dsn) as dsn:
        for size in (Size(21_000, 1_000, 60), Size(1_000_000, 5_000, options.days)):
            with fresh_database(dsn) as url, closing(connect(url)) as conn:
                migrate(conn)
                fill(conn, size, ("inc", "crq"))
                _print(
                    size, measure(conn), {name: pages(conn, call) for name, call in CALLS.items()}
                )


def fill(conn: Connection, size: Size, datasets: Sequence[str] = ("inc",)) -> None:
    """Write the tickets of each type, their history and the data for the freshness."""
    for dataset in datasets:
        tables = {"table": dataset, "snapshots": f"{dataset}_daily_snapshot"}
        names = {name: sql.Identifier("tickets", table) for name, table in tables.items()}
        params = size._asdict() | {"dataset": dataset, "content_as_of": _CONTENT_AS_OF}
        meta = {
            "content_as_of": _CONTENT_AS_OF.isoformat(),
            "source_max_key": f"automations/{dataset}/changes/2026-06-25T12-20-00.csv",
        }
        with conn.transaction():
            conn.execute("SET LOCAL fleettickets.importing = 'on'")
            conn.execute(_GENERATE.format(**names), params)
            statement = "INSERT INTO tickets.import_meta (dataset, metadata) VALUES (%s, %s)"
            conn.execute(statement, [dataset, Jsonb(meta)])
    conn.execute("VACUUM ANALYZE")


def measure(conn: Connection) -> dict[str, list[float]]:
    """Return each call's times in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in CALLS}
    for _ in range(_REPEATS):
        for name, call in CALLS.items():
            began = time.perf_counter()
            # Read as text, like the API, which does not parse the JSON either.
            with conn.cursor() as cursor:
                cursor.execute(call.encode())
                assert cursor.pgresult is not None  # noqa: S101 - execute has set it
                cursor.pgresult.get_value(0, 0)
            times[name].append((time.perf_counter() - began) * 1000)
    return {name: found[2:] for name, found in times.items()}  # without the warm-up


def pages(conn: Connection, call: str) -> int:
    """Return how many pages of tables and indexes a call reads, from memory or disk."""
    explain = f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {call}"
    row = conn.execute(explain.encode()).fetchone()
    assert row is not None  # noqa: S101 - EXPLAIN answers
    plan = row[0][0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def _print(size: Size, times: dict[str, list[float]], read: dict[str, int]) -> None:
    write = sys.stdout.write
    write(f"{size.tickets:,} tickets over {size.days} days, {size.open_tickets:,} open, ms\n")
    write(f"{'':24}{'p50':>8}{'p95':>8}{'of plain':>10}{'pages':>10}\n")
    plain = quantiles(times["plain"], n=20)[9]
    for name, found in times.items():
        cuts = quantiles(found, n=20)
        write(f"{name:24}{cuts[9]:8.1f}{cuts[18]:8.1f}{cuts[9] / plain:10.2f}{read[name]:10,}\n")
    write("\n")


@contextmanager
def _server(dsn: str | None) -> Iterator[str]:
    if dsn is not None:
        yield dsn
        return
    with tempfile.TemporaryDirectory() as folder, private_postgres(Path(folder)) as server:
        yield server.dsn


if __name__ == "__main__":
    main()
