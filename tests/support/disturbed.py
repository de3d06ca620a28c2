"""A world for one test, its commands as subprocesses, and the cost of a fault."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from fleettickets.config import BucketSettings
from fleettickets.imports.datasets import DATASETS
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database
from tests.support.imports import World
from tests.support.oracle import Expected
from tests.support.serving import wait_until

PATIENCE_S = 150.0
_TEMPLATE = "migrated_for_faults"
_UMBRELLA = "from fleettickets.cli import main; raise SystemExit(main())"


@contextmanager
def fresh_world(server_dsn: str, s3: BucketSettings, dataset: str = "crq") -> Iterator[World]:
    """Yield a migrated, empty database and an empty bucket."""
    template = _migrated(server_dsn)
    with fresh_database(server_dsn, template=template) as url, fresh_bucket(s3) as settings:
        yield World(url, settings, DATASETS[dataset])


def _migrated(server_dsn: str) -> str:
    """Return the name of a migrated database to copy, created once for each server."""
    with psycopg.connect(server_dsn, autocommit=True) as conn:
        known = "SELECT FROM pg_database WHERE datname = %s AND datistemplate"
        if conn.execute(known, [_TEMPLATE]).fetchone() is None:
            conn.execute(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0".encode())
            with closing(connect(make_conninfo(server_dsn, dbname=_TEMPLATE))) as new:
                migrate(new)
            conn.execute(f"ALTER DATABASE {_TEMPLATE} IS_TEMPLATE TRUE".encode())
    return _TEMPLATE


def environ(world: World, **changes: str) -> dict[str, str]:
    """Return the environment of a command that does not wait for absent servers."""
    settings = world.settings
    return (
        os.environ
        | {
            "DATABASE_URL": world.url,
            "RUSTFS_ENDPOINT": settings.endpoint,
            "RUSTFS_BUCKET": settings.bucket,
            "RUSTFS_ACCESS_KEY": settings.access_key,
            "RUSTFS_SECRET_KEY": settings.secret_key,
            "FLEETTICKETS_BATCH_FILES": "7",
            "FLEETTICKETS_RETRY_S": "1",
        }
        | changes
    )


def import_command(dataset: str = "crq") -> list[str]:
    """Return the entrypoint that cron runs."""
    return [sys.executable, "-m", f"{dataset}.import_{dataset}", "--from-bucket", "--apply"]


def fleettickets(*words: str) -> list[str]:
    """Return a command line of the umbrella command."""
    return [sys.executable, "-c", _UMBRELLA, *words]


def start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start a command and keep its output."""
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(
    command: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )


def said(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for the end; return exit status, standard output and standard error."""
    output, errors = process.communicate(timeout=PATIENCE_S)
    return process.returncode, output, errors


def applied_by(output: str) -> int:
    """Return how many files the runs report as applied."""
    return sum(int(number) for number in re.findall(r"\bapplied=(\d+)", output))


def backend_at_work(watch: psycopg.Connection[Any], process: subprocess.Popen[str]) -> int | None:
    """Wait until the process has staged rows in a transaction; return None if it ended."""
    query = (
        "SELECT a.pid FROM pg_stat_activity AS a WHERE a.application_name = 'fleettickets'"
        " AND a.pid <> pg_backend_pid() AND a.datname = current_database()"
        " AND EXISTS (SELECT FROM pg_locks AS l WHERE l.pid = a.pid AND l.locktype = 'relation'"
        "  AND l.relation IN (SELECT c.oid FROM pg_class AS c WHERE c.relname = 'staged_changes'))"
    )
    give_up_at = time.monotonic() + PATIENCE_S
    while process.poll() is None:
        found = watch.execute(query.encode()).fetchone()
        if found is not None:
            return int(found[0])
        assert time.monotonic() < give_up_at
        time.sleep(0.002)
    return None


def wait_for_backends(watch: psycopg.Connection[Any]) -> None:
    """Wait until the server has noticed that all other processes have ended."""
    query = (
        "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend'"
        " AND pid <> pg_backend_pid() AND datname = current_database()"
    )
    wait_until(lambda: watch.execute(query.encode()).fetchone() is None, PATIENCE_S)


def cost(world: World, expected: Expected) -> tuple[int, int]:
    """Return how many rows are missing from the tables, and how many are surplus."""
    table = world.dataset.table
    rows = world.query(f"SELECT ticket_id, raw, change_key, change_line FROM tickets.{table}")
    lost = doubled = 0
    for got, wanted in (
        (
            rows,
            [(t, e.raw, e.change_key, e.change_line) for t, e in expected.tickets.items()],
        ),
        (
            world.query(
                "SELECT ticket_id, change_key, change_line, kind, occurred_at"
                f" FROM tickets.ticket_events WHERE dataset = '{world.dataset.name}'"
            ),
            expected.events,
        ),
        (
            world.query(
                "SELECT ticket_id, change_key, change_line, closed_at, assigned_team"
                f" FROM tickets.closure_events WHERE dataset = '{world.dataset.name}'"
            ),
            expected.closures,
        ),
    ):
        have, want = _counted(got), _counted(wanted)
        lost += (want - have).total()
        doubled += (have - want).total()
    return lost, doubled


def _counted(rows: Iterable[tuple[Any, ...]]) -> Counter[str]:
    return Counter(repr([_plain(value) for value in row]) for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted(value.items())
    return value.timestamp() if hasattr(value, "timestamp") else value
