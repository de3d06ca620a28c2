"""Failed files and failed runs appear in /metrics, `status` and the webhook."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from fleettickets.commands import status
from fleettickets.store.connect import connect
from fleettickets.store.ledger import Ledger
from tests.faults.watching.steps import GOOD, Capsys, age_runs, counted, import_inc, troubles
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.proxy import Proxy, proxied
from tests.support.s3_faults import status as status_of
from tests.support.webhook import Webhook


def test_a_failed_file_is_posted_once_and_does_not_hide_a_dead_import(
    world: World, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(0): GOOD, key(20): b"", key(40): b"not,a,header\n"})
    assert import_inc() == 1
    assert import_inc() == 1

    [body] = hook.bodies  # both files in one
    assert hook.changes == 2 * [("raised", "file_failed", "inc")]
    assert [change["subject"] for change in body["changes"]] == [key(20), key(40)]
    assert body["text"].count("\n") == 1
    assert body["text"].startswith(f"raised: {key(20)} cannot be imported: [FT101]")
    assert troubles(capsys) == (1, 2 * [("inc", "file_failed")])
    assert counted(world) == {("inc", "file_failed"): 2}

    # Only the files failed, so the import is alive; when it dies, that is another trouble.
    age_runs(world, 91)
    assert status.main(["--notify"]) == 1
    assert hook.changes[2:] == [("raised", "import_overdue", "inc")]

    world.put({key(20): GOOD, key(40): csv_of([row("T9")])})
    assert import_inc() == 0
    assert sorted(hook.changes[3:]) == [
        ("cleared", "file_failed", "inc"),
        ("cleared", "file_failed", "inc"),
        ("cleared", "import_overdue", "inc"),
    ]
    assert troubles(capsys) == (0, [])


def test_a_failed_run_is_shown_and_posted_only_when_overdue(
    world: World, hook: Webhook, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLEETTICKETS_RETRY_S", "1")
    monkeypatch.setenv("RUSTFS_ENDPOINT", "http://127.0.0.1:1")
    assert import_inc() == 3
    assert troubles(capsys) == (1, [("inc", "run_failed")])
    assert counted(world) == {("inc", "run_failed"): 1}
    assert hook.asked == 0

    age_runs(world, 91)
    assert import_inc() == 3
    assert hook.changes == [("raised", "import_overdue", "inc")]


@pytest.fixture
def proxy(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    with proxied(world.settings) as running:
        monkeypatch.setenv("RUSTFS_ENDPOINT", running.settings.endpoint)
        monkeypatch.setenv("FLEETTICKETS_RETRY_S", "1")
        yield running


def test_a_failing_server_is_not_blamed_on_its_files(
    world: World, proxy: Proxy, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(minute): GOOD for minute in (0, 20, 40)})
    proxy.inject("get", status_of(500, "InternalError"))
    age_runs(world, 91)
    for _ in range(2):
        assert import_inc() == 1
        assert hook.changes == [("raised", "import_overdue", "inc")]  # none succeeded
        assert troubles(capsys) == (1, [("inc", "import_overdue"), ("inc", "run_failed")])

    assert import_inc() == 1  # it lasts, so the files may be at fault
    assert hook.changes[1:] == 3 * [("raised", "file_failed", "inc")]

    proxy.heal()
    assert import_inc() == 0
    assert len(hook.changes) == 8
    assert troubles(capsys) == (0, [])


def test_a_file_is_posted_once_its_refusal_lasts(
    world: World, proxy: Proxy, hook: Webhook, capsys: Capsys
) -> None:
    world.put({key(minute): GOOD for minute in (0, 20, 40)})
    proxy.inject("get", status_of(403, "AccessDenied"), key_end=key(20))
    age_runs(world, 91)
    for _ in range(2):  # in the second run, no other file waits
        assert import_inc() == 1
        assert troubles(capsys) == (1, [("inc", "run_failed")])
    assert hook.asked == 0

    assert import_inc() == 1
    assert hook.changes == [("raised", "file_failed", "inc")]
    assert troubles(capsys) == (1, [("inc", "file_failed")])


def test_a_killed_run_is_shown(world: World, capsys: Capsys) -> None:
    with closing(connect(world.url)) as conn:
        ledger = Ledger(conn, "inc")
        assert ledger.try_lock()
        ledger.start_run("bucket")
        assert troubles(capsys) == (0, [])
    assert troubles(capsys) == (1, [("inc", "run_failed")])
