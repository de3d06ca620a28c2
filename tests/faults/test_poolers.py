"""A session that a pooler shares with others: refused, and not taken for a success."""

from contextlib import closing, suppress
from dataclasses import replace

import pytest

from fleettickets.commands.imports import import_main
from fleettickets.errors import LockedError, SettingError
from fleettickets.feed.bucket import Bucket
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import connect, prepare_session
from fleettickets.store.ledger import Ledger
from fleettickets.store.migrate import held_schema
from tests.stream.test_runs import environ
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.pgbouncer import pgbouncer_before
from tests.support.serving import client_of, serving

SHARING = {
    "transaction": ("transaction", ""),
    "transaction, by turns": ("transaction", "server_round_robin = 1"),
    "transaction, reset each time": ("transaction", "server_reset_query_always = 1"),
    "session, never reset": ("session", "server_reset_query ="),
}


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


@pytest.mark.parametrize("kind", SHARING)
def test_a_pooler_that_shares_sessions_is_refused(kind: str, world: World) -> None:
    with pgbouncer_before(world.url, *SHARING[kind]) as pooled:
        # Alone, without resets, the first connection is as good as a direct one.
        with suppress(SettingError):
            connect(pooled).close()
        with pytest.raises(SettingError, match="pooler in transaction mode") as caught:
            connect(pooled)
    assert caught.value.exit_status == 2


def test_a_server_behind_such_a_pooler_says_so(world: World) -> None:
    with (
        pgbouncer_before(world.url, *SHARING["transaction, reset each time"]) as pooled,
        serving(pooled, wait_s=3) as base,
        client_of(base) as client,
    ):
        answer = client.get("/api/v1/freshness")
    assert (answer.status_code, answer.json()["code"]) == (503, "FT301")
    assert "pooler in transaction mode" in answer.json()["message"]


def test_a_pooler_in_session_mode_is_a_server(world: World) -> None:
    with pgbouncer_before(world.url, "session") as pooled:
        behind = replace(world, url=pooled)
        for at in range(1, 4):
            behind.put({key(at, "crq"): csv_of([row(f"T{at}")])})
            assert behind.run().is_good
        with serving(pooled) as base, client_of(base) as client:
            statuses = {client.get("/api/v1/crq/dashboard").status_code for _ in range(3)}
    assert world.query("SELECT count(*) FROM tickets.crq") == [(3,)]
    assert statuses == {200}


def test_a_session_that_has_another_connections_mark_is_refused(world: World) -> None:
    with (
        closing(connect(world.url)) as conn,
        pytest.raises(SettingError, match="another connection's settings"),
    ):
        prepare_session(conn, 1)
