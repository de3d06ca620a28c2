"""A session whose locks a pooler loses: refused, and not taken for a success."""

from contextlib import closing

import pytest

from fleettickets.commands.imports import import_main
from fleettickets.errors import LockedError, SettingError
from fleettickets.feed.bucket import Bucket
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import connect
from fleettickets.store.ledger import Ledger
from fleettickets.store.migrate import held_schema
from tests.stream.test_runs import environ
from tests.support.feed import csv_of, key, row
from tests.support.imports import World


@pytest.fixture
def world(world: World) -> World:
    world.put({key(0, "crq"): csv_of([row("T1")])})
    return world


def run_and_lose_locks(world: World, at: str) -> None:
    """Import, and lose the session's locks after a step, as if another session went on."""
    with closing(connect(world.url)) as conn:

        def on_step(step: str) -> None:
            if step == at:
                conn.execute("SELECT pg_advisory_unlock_all()")

        source = Bucket(world.settings, world.dataset)
        Import(conn, world.dataset, source, on_step=on_step).apply()


def test_nothing_is_written_without_the_lock(world: World) -> None:
    with pytest.raises(SettingError, match="a pooler in transaction mode") as caught:
        run_and_lose_locks(world, "staged")

    assert caught.value.exit_status == 2
    assert world.query("SELECT count(*) FROM tickets.crq") == [(0,)]
    assert world.run().is_good


@pytest.mark.parametrize("step", ["written", "committed", "archived"])
def test_a_lock_that_was_lost_later_is_an_error(step: str, world: World) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        run_and_lose_locks(world, step)

    assert world.query("SELECT count(*) FROM tickets.crq") == [(1,)]
    assert world.run().is_good


def test_a_lock_that_a_run_left_behind_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Later runs do not take it for an import that is running."""
    for name, value in environ(world).items():
        monkeypatch.setenv(name, value)
    with closing(connect(world.url)) as kept:
        assert import_main("crq", ["--from-bucket", "--apply"]) == 0
        assert Ledger(kept, "crq").try_lock()

        assert import_main("crq", ["--from-bucket", "--apply"]) == LockedError.exit_status
        assert f"pid {kept.info.backend_pid} holds the lock of crq" in capsys.readouterr().err
    assert import_main("crq", ["--from-bucket", "--apply"]) == 0


def test_the_schemas_lock_is_checked_too(world: World) -> None:
    with (
        closing(connect(world.url)) as conn,
        pytest.raises(SettingError, match="lost a lock"),
        held_schema(conn),
    ):
        conn.execute("SELECT pg_advisory_unlock_all()")


def test_an_unlock_without_a_lock_is_an_error(world: World) -> None:
    with closing(connect(world.url)) as conn, pytest.raises(SettingError, match="lost a lock"):
        Ledger(conn, "crq").unlock()
