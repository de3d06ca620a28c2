"""Runs while the bucket changes or is unavailable; tests/faults has more such faults."""

import socket
import subprocess
from contextlib import closing
from dataclasses import replace
from typing import Any

from fleettickets.feed.bucket import Bucket
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import connect
from tests.stream.test_runs import command, environ
from tests.support.feed import csv_of, key, row
from tests.support.imports import World


def test_a_version_uploaded_while_the_old_one_is_archived_is_not_lost(world: World) -> None:
    """The delete's condition protects a version uploaded after the check."""
    world.put({key(0): csv_of([row("T1")])})
    newer = csv_of([row("T1", normalized_status="closed")])

    def overwrite(**_: Any) -> None:
        world.put({key(0): newer})

    with closing(connect(world.url)) as conn:
        bucket = Bucket(world.settings, world.dataset)
        bucket._client.meta.events.register("before-call.s3.DeleteObject", overwrite)
        Import(conn, world.dataset, bucket).apply()
    world.run()

    assert world.query("SELECT normalized_status FROM tickets.inc") == [("closed",)]


def test_a_broken_replacement_leaves_the_applied_version(world: World) -> None:
    world.put(
        {key(0): csv_of([row("T1")]), key(40): csv_of([row("T1", normalized_status="closed")])}
    )
    world.run()
    world.put({key(40): b"junk", key(20): csv_of([row("T1", assigned_team="Team B")])})
    report = world.run()

    assert [entry.change_key for entry in report.failed] == [key(40)]
    assert [entry.change_key for entry in report.applied] == [key(20)]
    assert world.query("SELECT is_open, change_key FROM tickets.inc") == [(False, key(40))]
    assert world.query("SELECT count(*) FROM tickets.closure_events") == [(1,)]


def test_an_old_broken_file_does_not_hold_up_late_ones(world: World) -> None:
    world.put({key(20): csv_of([row("T1")]), key(60): csv_of([row("T1", owner="Ann")])})
    world.run()
    archived = world.keys("automations/inc/processed/")
    world.delete([name for name in archived if name.endswith("06-20-00.csv")])
    world.put(
        {
            key(0): b"junk",
            "automations/inc/changes/1-README.txt": b"hello",
            key(40): csv_of([row("T1", owner="Bob")]),
        }
    )
    report = world.run()

    assert [entry.change_key for entry in report.applied] == [key(40)]
    assert all("[FT101]" in (entry.error or "") for entry in report.failed)


def test_a_dry_run_reports_late_files_whose_archive_is_missing(world: World) -> None:
    world.put({key(0): csv_of([row("T1")]), key(40): csv_of([row("T1", owner="Ann")])})
    world.run()
    world.delete(world.keys("automations/"))
    world.put({key(20): csv_of([row("T1", owner="Bob")]), key(60): csv_of([row("T2")])})
    preview, report = world.dry_run(), world.run()

    assert [entry.change_key for entry in preview.applied] == [key(60)]
    assert preview.applied == report.applied
    assert [entry.change_key for entry in preview.failed] == [key(20)]


def test_a_run_without_new_files_creates_no_stage(world: World) -> None:
    with closing(connect(world.url)) as conn:
        Import(conn, world.dataset, Bucket(world.settings, world.dataset)).apply()

        assert conn.execute("SELECT to_regclass('pg_temp.staged_files')").fetchone() == (None,)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def ended(world: World, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("inc", "--from-bucket", "--apply"),
        env=environ(world) | {"FLEETTICKETS_RETRY_S": "1"} | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_unavailable_servers_and_wrong_settings_have_different_exit_statuses(world: World) -> None:
    nowhere = f"127.0.0.1:{free_port()}"
    unavailable = replace(world.settings, endpoint=f"http://{nowhere}").endpoint

    for status, changes, code in (
        (3, {"DATABASE_URL": f"postgresql://me:hunter2@{nowhere}/db"}, "[FT301]"),
        (3, {"RUSTFS_ENDPOINT": unavailable}, "[FT201]"),
        (2, {"RUSTFS_ENDPOINT": "localhost:8333"}, "[FT001]"),
        (2, {"RUSTFS_ENDPOINT": f"http://me:hunter2@{nowhere}"}, "[FT001]"),
        (2, {"RUSTFS_SECRET_KEY": "hunter2"}, "[FT001]"),
        (2, {"RUSTFS_BUCKET": "no-such-bucket"}, "[FT001]"),
        (2, {"DATABASE_URL": ""}, "[FT001]"),
        (2, {"FLEETTICKETS_MAX_FILE_MIB": "many"}, "[FT001]"),
    ):
        process = ended(world, **changes)
        assert (process.returncode, process.stderr[:7]) == (status, code), changes
        assert "hunter2" not in process.stdout + process.stderr
        assert "Traceback" not in process.stderr
