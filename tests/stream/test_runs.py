"""Runs: one at a time, no writes without new files, no loss after a kill, and their output."""

import json
import os
import pty
import random
import subprocess
import sys
import termios
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import connect
from tests.stream.test_recorded_streams import SHIPPED, files_of
from tests.support.disturbed import backend_at_work, cost, said, start, wait_for_backends
from tests.support.dump import dump
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.oracle import expected_of

KILLS, KILLS_OF_SOAK = 6, 50
MAX_TRIES = 10
"""For each kill, because a run may end before it is killed."""


def command(dataset: str, *options: str) -> list[str]:
    return [sys.executable, "-m", f"{dataset}.import_{dataset}", *options]


def environ(world: World) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": world.url,
        "RUSTFS_ENDPOINT": world.settings.endpoint,
        "RUSTFS_BUCKET": world.settings.bucket,
        "RUSTFS_ACCESS_KEY": world.settings.access_key,
        "RUSTFS_SECRET_KEY": world.settings.secret_key,
        "FLEETTICKETS_BATCH_FILES": "7",
    }


def rows_of(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Return the location of every row of every table, and the transaction that wrote it."""
    tables = world.query("SELECT tablename FROM pg_tables WHERE schemaname = 'tickets'")
    return {
        table: world.query(f"SELECT ctid::text, xmin::text FROM tickets.{table} ORDER BY 1")
        for (table,) in tables
    }


def test_a_second_run_with_nothing_new_writes_only_its_own_row(world: World) -> None:
    world.put({key(0): csv_of([row("T1")]), key(20): csv_of([row("T1", owner="Ann")])})
    world.run()
    objects, before = world.objects(), rows_of(world)

    assert world.run().is_good

    after = rows_of(world)
    assert len(after.pop("import_runs")) == len(before.pop("import_runs")) + 1
    assert after == before
    assert world.objects() == objects


def test_a_repeated_row_leaves_its_ticket_untouched(world: World) -> None:
    origin = "SELECT ctid::text, xmin::text, ingested_at, change_key FROM tickets.inc"
    world.put({key(0): csv_of([row("T1", source_snapshot_id="a")])})
    world.run()
    before = world.query(origin)
    world.put({key(20): csv_of([row("T1", source_snapshot_id="b")])})
    report = world.run()

    assert world.query(origin) == before
    assert world.query("SELECT count(*) FROM tickets.ticket_events") == [(1,)]
    assert [entry.rows_unchanged for entry in report.applied] == [1]


def test_a_second_import_at_the_same_time_is_skipped_with_a_message(world: World) -> None:
    world.put({key(0): csv_of([row("T1")])})
    with closing(connect(world.url)) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('fleettickets.import'), hashtext('inc'))")
        ended = subprocess.run(
            command("inc", "--from-bucket", "--apply"),
            env=environ(world),
            capture_output=True,
            text=True,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "another import is running" in ended.stdout
    assert world.query("SELECT count(*) FROM tickets.import_runs") == [(0,)]


def test_the_command_imports_reports_and_fails_for_a_bad_file(world: World) -> None:
    world.put({key(0): csv_of([row("T1"), row("")]), key(20): b"nonsense"})
    preview = subprocess.run(
        command("inc", "--from-bucket"),
        env=environ(world),
        capture_output=True,
        text=True,
        check=False,
    )
    done = subprocess.run(
        command("inc", "--from-bucket", "--apply"),
        env=environ(world),
        capture_output=True,
        text=True,
        check=False,
    )

    counts = "read=2 dropped=0 rejected=1 inserted=1 updated=0 unchanged=0\n"
    assert preview.stdout == (
        f"file=2026-06-25T06-00-00.csv {counts}"
        f"dataset=inc would_apply=1 failed=1 archived=1 {counts}"
    )
    assert done.stdout == preview.stdout.replace("would_apply", "applied")
    assert (preview.returncode, done.returncode) == (1, 1)
    assert f"[FT101] {key(20)}" in done.stderr
    output = preview.stdout + preview.stderr + done.stdout + done.stderr
    assert world.settings.secret_key not in output


@pytest.mark.parametrize("seed", [20260625])
def test_killing_the_process_at_any_instant_loses_and_doubles_nothing(
    world: World, seed: int, note: Note, *, is_soak: bool
) -> None:
    """Kill the process after its first staged row, because before that nothing can be lost.

    A kill after the run's end does not count; then all files are made to wait again.
    """
    files, kills = files_of(SHIPPED), KILLS_OF_SOAK if is_soak else KILLS
    rng, killed, tries = random.Random(seed), 0, 0
    with closing(connect(world.url)) as watch:
        world.put(files)
        running = started(world)
        assert backend_at_work(watch, running) is not None
        began = time.monotonic()
        assert said(running)[0] == 0
        longest_work_s = time.monotonic() - began
        undisturbed = tables(world)
        while killed < kills:
            tries += 1
            assert tries <= MAX_TRIES * kills
            if not world.keys("automations/crq/changes/"):
                assert said(started(world))[0] == 0  # what is left to do after the last file
                assert tables(world) == undisturbed
                world.empty()
                world.put(files)
            running = started(world)
            backend_at_work(watch, running)
            with suppress(subprocess.TimeoutExpired):
                running.wait(rng.uniform(0.0, longest_work_s))
            killed += running.poll() is None
            running.kill()
            said(running)
            wait_for_backends(watch)
        began = time.monotonic()
        assert said(started(world))[0] == 0

    recovery_s = time.monotonic() - began
    crq = World(world.url, world.settings, DATASETS["crq"])
    lost, doubled = cost(crq, expected_of(files))
    note(Fault("import killed by SIGKILL", killed, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)
    assert tables(world) == undisturbed
    assert len(world.keys("automations/crq/processed/")) == len(files)


def started(world: World) -> subprocess.Popen[str]:
    return start(command("crq", "--from-bucket", "--apply"), environ(world))


def tables(world: World) -> dict[str, list[object]]:
    with closing(connect(world.url)) as conn:
        return dump(conn, "crq")


def test_json_is_one_summary(world: World) -> None:
    world.put({key(0): csv_of([row("T1")])})
    ended = subprocess.run(
        command("inc", "--apply", "--json"), env=environ(world), capture_output=True, check=True
    )

    summary = json.loads(ended.stdout)
    assert (summary["dataset"], summary["inserted"], summary["archived"]) == ("inc", 1, 1)
    assert [file["key"] for file in summary["files"]] == [key(0)]


def test_a_terminal_shows_a_bar(world: World) -> None:
    world.put({key(minute): csv_of([row("T1", owner=str(minute))]) for minute in range(5)})
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 100))
    os.set_blocking(terminal, False)
    subprocess.run(
        command("inc", "--apply"),
        env=environ(world) | {"TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=end,
        check=True,
    )
    shown = os.read(terminal, 1 << 16).decode()
    os.close(end)
    os.close(terminal)

    assert "rows/s" in shown
    assert "/5" in shown


def test_a_killed_run_is_recorded_as_abandoned(world: World) -> None:
    world.put({key(0): csv_of([row("T1")])})
    world.run_stopped("written")
    world.run()

    states = world.query("SELECT state FROM tickets.import_runs ORDER BY run_id")
    assert states == [("abandoned",), ("succeeded",)]


def test_local_files_are_imported_without_a_bucket(world: World, tmp_path: Path) -> None:
    file = tmp_path / "2026-06-25T06-20-00.csv"
    file.write_bytes(csv_of([row("T1")]))
    environment = {k: v for k, v in environ(world).items() if not k.startswith("RUSTFS")}
    for expected in ("applied=1", "applied=0"):
        ended = subprocess.run(
            command("inc", "--inc-csv", str(file), "--apply"),
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert expected in ended.stdout
    assert world.query("SELECT change_key FROM tickets.inc") == [(key(20),)]
    assert file.exists()


def test_a_local_file_that_vanishes_does_not_stop_the_others(world: World, tmp_path: Path) -> None:
    for minute in (0, 20, 40):
        (tmp_path / key(minute).rsplit("/", 1)[1]).write_bytes(csv_of([row(f"T{minute}")]))
    vanishing = tmp_path / key(20).rsplit("/", 1)[1]
    source = LocalFiles(tmp_path, world.dataset)
    with closing(connect(world.url)) as conn:
        report = Import(
            conn, world.dataset, source, on_waiting=lambda _: vanishing.unlink()
        ).apply()

    assert [(entry.change_key, entry.state) for entry in report.failed] == [(key(20), "failed")]
    assert "No such file" in (report.failed[0].error or "")
    assert world.query("SELECT ticket_id FROM tickets.inc ORDER BY 1") == [("T0",), ("T40",)]


def test_a_local_file_that_cannot_be_read_fails_until_it_can(world: World, tmp_path: Path) -> None:
    for minute in (0, 20):
        (tmp_path / key(minute).rsplit("/", 1)[1]).write_bytes(csv_of([row(f"T{minute}")]))
    unreadable = tmp_path / key(10).rsplit("/", 1)[1]
    unreadable.mkdir()
    states = "SELECT change_key, state FROM tickets.import_files ORDER BY 1, 2"

    for is_readable in (False, True):
        if is_readable:
            unreadable.rmdir()
            unreadable.write_bytes(csv_of([row("T10")]))
        with closing(connect(world.url)) as conn:
            source = LocalFiles(tmp_path, world.dataset)
            report = Import(conn, world.dataset, source).apply()
        assert report.is_good is is_readable
        state = ["applied", "superseded"] if is_readable else ["failed"]
        assert world.query(states) == [
            (key(0), "applied"),
            *((key(10), each) for each in state),
            (key(20), "applied"),
        ]
