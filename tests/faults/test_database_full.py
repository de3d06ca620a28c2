"""A full disk: that of the tables, or that of the write-ahead log, which stops the server."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from signal import SIGINT

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.config import BucketSettings
from fleettickets.imports.datasets import DATASETS
from fleettickets.local.home import Home
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.process import is_running, wait_until
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support import own_server
from tests.support.buckets import fresh_bucket
from tests.support.disturbed import cost, ended, environ, fresh_world, import_command
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.oracle import expected_of
from tests.support.small_disk import resize, small_disk

LONG = "a place that nobody will ever find " * 20


def large_files(count: int) -> dict[str, bytes]:
    """Return files of 2,000 distinct tickets each."""
    return {
        key(minute, "crq"): csv_of(
            [row(f"T{minute}-{n}", location_name=f"{n} {LONG}{n}") for n in range(2_000)]
        )
        for minute in range(count)
    }


@contextmanager
def on_disk(server_dsn: str, disk: Path) -> Iterator[str]:
    """Yield the DSN of a new database whose tables are on the disk."""
    with psycopg.connect(server_dsn, autocommit=True) as admin:
        place = sql.Literal(str(disk))
        admin.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(place))
        try:
            admin.execute("CREATE DATABASE on_small TEMPLATE template0 TABLESPACE small")
            yield make_conninfo(server_dsn, dbname="on_small")
        finally:
            admin.execute("DROP DATABASE IF EXISTS on_small WITH (FORCE)")
            admin.execute("DROP TABLESPACE small")


def check_recovery(world: World, files: dict[str, bytes], note: Note, name: str) -> None:
    began = time.monotonic()
    again = ended(import_command(), environ(world))
    assert again.returncode == 0, again.stderr
    recovery_s = time.monotonic() - began
    lost, doubled = cost(world, expected_of(files))
    note(Fault(name, 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_full_disk_is_reported_and_rolled_back_and_space_fixes_it(
    postgres_server: PostgresServer, s3_server: BucketSettings, note: Note
) -> None:
    files = large_files(6)
    with (
        small_disk(48) as disk,
        fresh_bucket(s3_server) as bucket,
        on_disk(postgres_server.dsn, disk) as url,
    ):
        with closing(connect(url)) as conn:
            migrate(conn)
        world = World(url, bucket, DATASETS["crq"])
        world.put(files)
        # Connected before, because a session may be unable to begin on a full disk.
        with closing(connect(url)) as conn:
            full = ended(import_command(), environ(world))
            kept = conn.execute("SELECT count(*) FROM tickets.crq").fetchone()

        last = full.stderr.splitlines()[-1]
        assert (full.returncode, last[:7]) == (3, "[FT305]"), full.stderr
        assert "No space left on device" in last
        assert "Free or add space" in last
        assert "Traceback" not in full.stderr
        assert kept == (0,)
        resize(disk, 400)
        check_recovery(world, files, note, "disk full")


def test_a_full_log_disk_stops_the_server_without_loss(
    s3_server: BucketSettings, tmp_path: Path, note: Note, *, is_soak: bool
) -> None:
    if not is_soak:
        pytest.skip("only make soak fills a server's log disk")
    files = large_files(12)
    with (
        small_disk(1_000) as disk,
        own_server.own_server(tmp_path / "own") as first,
        fresh_world(first.dsn, s3_server) as world,
    ):
        own_server.kill(first, SIGINT)
        own_server.move_log(Home(first.home), disk)
        server = own_server.start(tmp_path / "own")
        world.put(files)
        resize(disk, own_server.used_megabytes(disk) + 8)
        full = ended(import_command(), environ(world))
        assert full.returncode == 3, full.stderr
        assert full.stderr.splitlines()[-1][:7] in {"[FT301]", "[FT305]"}
        wait_until(lambda: not is_running(server.pid), 5)
        resize(disk, 1_000)
        own_server.start(tmp_path / "own")

        check_recovery(world, files, note, "disk of the write-ahead log full")
