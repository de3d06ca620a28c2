"""Concurrent commands: no deadlock, and every answer agrees with the files."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from fleettickets.demo.sample_feed import FeedPlan, sample_files
from fleettickets.imports.datasets import DATASETS
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from fleettickets.store.schema import SQL_FOLDER, read_schema
from tests.support.disturbed import (
    PATIENCE_S,
    applied_by,
    cost,
    ended,
    environ,
    fleettickets,
    import_command,
    said,
    start,
)
from tests.support.feed import csv_of, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.oracle import expected_of, open_after_each
from tests.support.serving import wait_until
from tests.support.tickets import misplaced
from tests.support.watching import watching

IMPORTERS = 8
SKIPPED = "crq: another import is running; nothing was done\n"

Files = dict[str, bytes]


def costs_of(world: World, dataset: str, files: Files) -> tuple[int, int]:
    return cost(World(world.url, world.settings, DATASETS[dataset]), expected_of(files))


def test_eight_importers_of_one_dataset_at_once(
    world: World, files: Files, note: Note, *, is_soak: bool
) -> None:
    lost = doubled = 0
    counts = {"crq": open_after_each(files), "inc": open_after_each({})}
    rounds = 4 if is_soak else 1
    for _ in range(rounds):
        world.empty()
        world.put(files)
        with watching(world.url, counts):
            runs = [start(import_command(), environ(world)) for _ in range(IMPORTERS)]
            answers = [said(run) for run in runs]

        assert [(status, errors) for status, _, errors in answers] == [(0, "")] * IMPORTERS
        assert sum(applied_by(output) for _, output, _ in answers) == len(files)
        assert all(output == SKIPPED or "\ndataset=" in f"\n{output}" for _, output, _ in answers)
        costs = costs_of(world, "crq", files)
        lost, doubled = lost + costs[0], doubled + costs[1]

    note(Fault("8 importers of one dataset at once", rounds * IMPORTERS, lost, doubled))
    assert (lost, doubled) == (0, 0)


def test_imports_of_both_types_a_geocoder_and_readers_at_once(
    world: World, note: Note, *, is_soak: bool
) -> None:
    """Use both types of the sample feed, because the gazetteer knows its places."""
    lost = doubled = 0
    feeds = {dataset: nairobi(dataset, is_long=is_soak) for dataset in ("inc", "crq")}
    counts = {dataset: open_after_each(files) for dataset, files in feeds.items()}
    environment = environ(world, FLEETTICKETS_BATCH_FILES="4")
    rounds = 4 if is_soak else 1
    for _ in range(rounds):
        world.empty()
        for dataset, files in feeds.items():  # the first file holds days, so many places to locate
            world.put(dict([next(iter(files.items()))]))
            assert World(world.url, world.settings, DATASETS[dataset]).run().is_good
            world.put(files)
        with watching(world.url, counts):
            with held_positions(world) as waiting:
                runs = [start(import_command(dataset), environment) for dataset in feeds]
                wait_until(lambda: waiting() == len(feeds), PATIENCE_S)
                geocoder = start(fleettickets("geocode"), environment)
                wait_until(lambda: waiting() == len(feeds) + 1, PATIENCE_S)
            geocoded = [said(geocoder)]
            while any(run.poll() is None for run in runs):
                geocoded.append(said(start(fleettickets("geocode"), environment)))
            imported = [said(run) for run in runs]

        ends = [(status, errors) for status, _, errors in imported + geocoded]
        assert ends == [(0, "")] * len(ends)
        assert located_meanwhile(world) > 0
        with closing(connect(world.url)) as conn:
            assert misplaced(conn) == []
        for dataset, files in feeds.items():
            costs = costs_of(world, dataset, files)
            lost, doubled = lost + costs[0], doubled + costs[1]

    note(Fault("INC, CRQ, geocoder and readers at once", rounds, lost, doubled))
    assert (lost, doubled) == (0, 0)


def nairobi(dataset: str, *, is_long: bool) -> Files:
    days, tickets = (3, 900) if is_long else (1, 200)
    plan = FeedPlan(dataset=dataset, tickets=tickets, days=days, backlog_days=2)
    return dict(sample_files(plan))


@contextmanager
def held_positions(world: World) -> Iterator[Callable[[], int]]:
    """Hold the lock on positions, so that every writer waits; yield a function that counts them.

    Imports and a geocoder that wait, each in an open transaction, then continue at the same time.
    """
    query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    of_this = " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    with closing(connect(world.url)) as conn, conn.transaction():
        conn.execute("SELECT tickets.lock_positions(FALSE)")
        yield lambda: int(conn.execute(f"{query}{of_this}".encode()).fetchall()[0][0])


def located_meanwhile(world: World) -> int:
    """Return how many places the geocoder located between an import's start and its end."""
    [(count,)] = world.query(
        "SELECT count(*) FROM (SELECT asked_at, provider, geom FROM tickets.geo_clusters"
        " UNION ALL SELECT asked_at, provider, geom FROM tickets.geo_locations) AS a"
        " WHERE a.provider = 'gazetteer' AND a.geom IS NOT NULL"
        " AND EXISTS (SELECT FROM tickets.import_runs AS r"
        "  WHERE r.files_applied > 1 AND a.asked_at BETWEEN r.started_at AND r.finished_at)"
    )
    return int(count)


def test_a_replay_during_an_import(
    world: World, files: Files, note: Note, *, is_soak: bool
) -> None:
    lost = doubled = 0
    rng, rounds = Random(3), 5 if is_soak else 1
    older = dict(list(files.items())[: len(files) // 2])
    for number in range(rounds):
        world.empty()
        world.put(older)
        assert world.run().is_good
        world.put({key: files[key] for key in files.keys() - older.keys()})
        commands = [import_command(), fleettickets("replay", "crq")]
        if number % 2:
            commands.reverse()
        first = start(commands[0], environ(world))
        time.sleep(rng.uniform(0, 0.3))
        answers = [said(start(commands[1], environ(world))), said(first)]
        answers.append(said(start(import_command(), environ(world))))

        assert [(status, errors) for status, _, errors in answers] == [(0, "")] * 3
        costs = costs_of(world, "crq", files)
        lost, doubled = lost + costs[0], doubled + costs[1]

    note(Fault("replay beside an import", rounds, lost, doubled))
    assert (lost, doubled) == (0, 0)


@pytest.mark.parametrize("readers", [0, 2])
def test_a_migration_during_an_import_with_readers(  # noqa: PLR0913 - fixtures
    readers: int,
    altered_world: World,
    files: Files,
    tmp_path: Path,
    note: Note,
    *,
    is_soak: bool,
) -> None:
    """The migration waits for the run to end; after it, the old code is refused.

    A reader that uses one of the migration's tables and waits for the other deadlocks with it.
    PostgreSQL cancels one of the two within a second, and it retries. An import never deadlocks.
    """
    world = altered_world
    shutil.copytree(SQL_FOLDER, tmp_path / "sql")
    later = "migrations/9000_widen.sql"
    (tmp_path / "sql" / later).write_text(
        "ALTER TABLE tickets.ticket_events ADD COLUMN later text;\n"
        "ALTER TABLE tickets.crq ADD COLUMN later text;\n"
    )
    newer = read_schema(tmp_path / "sql")
    lost, doubled, again, recovery_s, rng = 0, 0, 0, 0.0, Random(4)
    counts = {"crq": open_after_each(files), "inc": open_after_each({})}
    rounds = 5 if is_soak else 1
    for _ in range(rounds):
        world.empty()
        world.put(files)
        with closing(connect(world.url)) as conn:
            with watching(world.url, counts, readers=readers, may_be_refused=True) as watch:
                with held_positions(world) as waiting:
                    run = start(import_command(), environ(world, FLEETTICKETS_BATCH_FILES="3"))
                    wait_until(lambda: waiting() == 1, PATIENCE_S)
                time.sleep(rng.uniform(0, 0.2))
                migrate(conn, newer)
                status, _, errors = said(run)
                assert (status, errors) == (0, "")
                answers = watch.answers
                wait_until(lambda: len(answers) >= 2 * readers)  # noqa: B023 - not beyond the loop
            again += watch.refused
            refused = ended(import_command(), environ(world))
            assert (refused.returncode, refused.stderr[:7]) == (2, "[FT302]")
            # This code needs its own schema back; newer code would continue with the new one.
            conn.execute(
                "ALTER TABLE tickets.ticket_events DROP COLUMN later;"
                "ALTER TABLE tickets.crq DROP COLUMN later;"
                f"DELETE FROM tickets.schema_files WHERE path = '{later}'"
            )
        began = time.monotonic()
        assert ended(import_command(), environ(world)).returncode == 0
        recovery_s = max(recovery_s, time.monotonic() - began)
        costs = costs_of(world, "crq", files)
        lost, doubled = lost + costs[0], doubled + costs[1]

    deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert readers or world.query(deadlocks) == [(0,)]
    name = "migration beside an import"
    name += f" and readers (asked again: {again})" if readers else ""
    note(Fault(name, rounds, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


def test_a_writer_of_places_never_deadlocks_with_an_import_that_clears_origins(
    world: World,
) -> None:
    """Clearing origins writes tickets before the upsert does, so it needs the same lock first."""
    key = "automations/crq/changes/2026-06-25T06-00-00.csv"
    world.put({key: csv_of([row(f"T{n}", location_name=f"Road {n}") for n in range(20)])})
    world.run()
    world.put({key: csv_of([row("T0")])})
    waiting = threading.Event()
    with closing(connect(world.url)) as places, places.transaction():
        places.execute("SELECT tickets.lock_positions(FALSE)")
        run = threading.Thread(target=world.run)
        run.start()
        query = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while places.execute(query).fetchone() is None:
            waiting.wait(0.02)
        places.execute("UPDATE tickets.crq SET owner = 'me' WHERE ticket_id = 'T7'")
    run.join(30)

    assert world.query("SELECT count(*) FROM tickets.crq WHERE change_key = ''") == [(19,)]
