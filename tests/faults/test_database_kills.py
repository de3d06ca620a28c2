"""The database is lost during an import: its server is killed, or the connection is cut."""

import signal
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

from fleettickets.config import BucketSettings
from fleettickets.store.connect import connect
from tests.support import own_server
from tests.support.disturbed import (
    backend_at_work,
    cost,
    ended,
    environ,
    fleettickets,
    fresh_world,
    import_command,
    said,
    start,
)
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.oracle import expected_of
from tests.support.serving import locked, wait_until

LONGEST_WORK_S = 0.6
META = "tickets.import_meta"

Files = dict[str, bytes]


def refill(world: World, files: Files) -> None:
    world.empty()
    world.put(files)


def check_message(status: int, errors: str) -> None:
    """Check that the command reported the lost server with exit status 3 and one last line."""
    last = errors.splitlines()[-1]
    assert (status, last[:7]) == (3, "[FT301]"), errors
    assert "the connection was lost" in last
    assert "the next run continues" in last
    assert "Traceback" not in errors
    assert "psycopg" not in errors


def test_a_connection_cut_at_any_instant_loses_and_doubles_nothing(
    world: World, files: Files, note: Note, *, is_soak: bool
) -> None:
    rng, cuts, lost, doubled, recovery_s = Random(1), 0, 0, 0, 0.0
    wanted, expected = 30 if is_soak else 2, expected_of(files)
    refill(world, files)
    with closing(connect(world.url)) as watch:
        while cuts < wanted:
            run = start(import_command(), environ(world))
            pid = backend_at_work(watch, run)
            time.sleep(rng.uniform(0, LONGEST_WORK_S))
            watch.execute("SELECT pg_terminate_backend(%s)", [pid])
            cut_at = time.monotonic()
            status, _, errors = said(run)
            if status == 0:
                refill(world, files)  # the run ended before the cut
                continue
            check_message(status, errors)
            cuts += 1
            if cuts % 2 == 0 or cuts == wanted:
                again = ended(import_command(), environ(world))
                recovery_s = max(recovery_s, time.monotonic() - cut_at)
                assert again.returncode == 0, again.stderr
                costs = cost(world, expected)
                lost, doubled = lost + costs[0], doubled + costs[1]
                refill(world, files)

    note(Fault("connection cut by pg_terminate_backend", cuts, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_server_killed_in_a_transaction_recovers_without_loss(
    s3_server: BucketSettings, tmp_path: Path, files: Files, note: Note, *, is_soak: bool
) -> None:
    rng, kills, lost, doubled, recovery_s = Random(2), 0, 0, 0, 0.0
    signals, expected = [signal.SIGQUIT, signal.SIGKILL], expected_of(files)
    with (
        own_server.own_server(tmp_path / "own") as first,
        fresh_world(first.dsn, s3_server) as world,
    ):
        server = first
        world.put(files)
        while kills < (12 if is_soak else 2):
            run = start(import_command(), environ(world))
            with closing(connect(world.url)) as watch:
                is_at_work = backend_at_work(watch, run) is not None
                time.sleep(rng.uniform(0, LONGEST_WORK_S))
            own_server.kill(server, signals[kills % 2])
            status, _, errors = said(run)
            # This command finds no server at first, and waits for it.
            began = time.monotonic()
            waiting = start(import_command(), environ(world, FLEETTICKETS_RETRY_S="30"))
            server = own_server.start(tmp_path / "own")
            again = said(waiting)
            recovery_s = max(recovery_s, time.monotonic() - began)
            if status != 0 and is_at_work:
                check_message(status, errors)
                kills += 1
            assert again[0] == 0, again[2]
            costs = cost(world, expected)
            lost, doubled = lost + costs[0], doubled + costs[1]
            refill(world, files)

    note(Fault("server killed in mid-transaction", kills, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_every_command_reports_a_lost_connection(world: World) -> None:
    world.put({key(0, "crq"): csv_of([row("T1")])})
    world.run()
    waiting = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        " AND datname = current_database()"
    )
    for command, table in (
        (fleettickets("replay", "crq"), "tickets.crq"),
        (fleettickets("geocode"), "tickets.geo_clusters"),
        ([sys.executable, "-m", "inc.import_inc", "--capture-history", "--apply"], META),
    ):
        with closing(connect(world.url)) as watch, locked(world.url, table):
            run = start(command, environ(world))
            wait_until(lambda: watch.execute(waiting).fetchone() is not None)
            check_message(*said(run)[::2])
