"""The server checks at intervals, with a role that may do nothing else."""

import json
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.api.logs import JsonLines
from fleettickets.api.service import Scene
from fleettickets.config import AlertSettings
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.watching import notify as notifying
from fleettickets.watching import watchdog
from fleettickets.watching.watchdog import Watchdog
from tests.faults.watching.steps import (
    age_runs,
    cost,
    execute,
)
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.serving import client_of, serving, wait_until
from tests.support.webhook import TOKEN, Webhook


@contextmanager
def login(dsn: str, *roles: str) -> Iterator[dict[str, str]]:
    name, password = f"watch_{secrets.token_hex(4)}", secrets.token_hex(8)
    user = sql.Identifier(name)
    with psycopg.connect(dsn, autocommit=True) as admin:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        admin.execute(create.format(user, sql.Literal(password)))
        for role in roles:
            admin.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), user))
        yield {"user": name, "password": password}
        admin.execute(sql.SQL("DROP ROLE {}").format(user))


def test_the_server_notices_a_dead_import(
    world: World, hook: Webhook, postgres_server: PostgresServer, note: Note
) -> None:
    alerts = AlertSettings(hook.url, every_s=1)
    roles = ("fleettickets_reader", "fleettickets_watcher")
    with login(postgres_server.dsn, *roles) as credentials:
        url = make_conninfo(world.url, **credentials)
        with serving(url, alerts=alerts), serving(url, alerts=alerts):  # in one process
            age_runs(world, 91)
            began = time.monotonic()
            wait_until(lambda: hook.bodies)
            noticed_s = time.monotonic() - began
            time.sleep(2.5)
            assert hook.changes == [("raised", "import_overdue", "inc")]
            execute(world, "UPDATE tickets.import_runs SET finished_at = now()")
            wait_until(lambda: len(hook.changes) == 2)
    assert noticed_s < 5
    lost, doubled = cost(world, hook)
    assert (lost, doubled) == (0, 0)
    name = "a dead import, noticed by two servers of one process"
    note(Fault(name, 1, lost, doubled, recovery_s=noticed_s))


def test_a_failed_check_is_logged_and_the_next_one_posts(
    world: World,
    hook: Webhook,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failures: list[str] = []

    def fail(_: str, url: str, **_options: bool) -> notifying.Outcome:
        failures.append(url)
        raise KeyError(url)

    age_runs(world, 91)
    with monkeypatch.context() as patch:
        patch.setattr(watchdog, "notify", fail)
        with serving(world.url, alerts=AlertSettings(hook.url, every_s=1)) as base:
            wait_until(lambda: len(failures) == 3)
            assert unchecked_s(base) > 1.5
            patch.undo()
            wait_until(lambda: hook.bodies)
            wait_until(lambda: unchecked_s(base) < 1)
    assert hook.changes == [("raised", "import_overdue", "inc")]
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert record.getMessage() == "the watchdog's check failed (KeyError)"
    shown = JsonLines().format(record)
    assert "in fail" in json.loads(shown)["traceback"]
    assert TOKEN not in shown


def unchecked_s(base: str) -> float:
    """Return the seconds since the server's last check."""
    with client_of(base) as client:
        families = list(text_string_to_metric_families(client.get("/metrics").text))
    name = "fleettickets_watchdog_last_look_seconds"
    [sample] = [sample for family in families for sample in family.samples if sample.name == name]
    return sample.value


def test_a_reader_cannot_suppress_alerts(
    world: World,
    hook: Webhook,
    postgres_server: PostgresServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    age_runs(world, 91)
    with login(postgres_server.dsn, "fleettickets_reader") as credentials:
        url = make_conninfo(world.url, **credentials)
        with closing(connect(url)) as conn:
            for call in ("sync_alerts()", "claim_alerts('1 day')", "settle_alerts('{1}', true)"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    conn.execute(f"SELECT tickets.{call}".encode())
        with Watchdog(url, AlertSettings(hook.url, every_s=1)).watching():
            wait_until(lambda: "GRANT fleettickets_watcher to it" in caplog.text)
    assert hook.asked == 0


def test_a_watcher_may_do_nothing_else(world: World, postgres_server: PostgresServer) -> None:
    with (
        login(postgres_server.dsn, "fleettickets_watcher") as credentials,
        closing(connect(make_conninfo(world.url, **credentials))) as conn,
    ):
        conn.execute("SELECT tickets.sync_alerts()")
        for statement in (
            "SELECT * FROM tickets.alerts",
            "SELECT * FROM tickets.inc",
            "SELECT * FROM tickets.find_troubles()",
            "SELECT reporting.fn_freshness()",
            "UPDATE tickets.watch_limits SET overdue_minutes = 9999",
            "SELECT tickets.capture_history()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(statement.encode())


def test_stopping_the_server_does_not_wait_for_the_webhook(world: World, hook: Webhook) -> None:
    hook.fault = "hang"
    age_runs(world, 91)
    with serving(world.url, alerts=AlertSettings(hook.url, every_s=1)):
        wait_until(lambda: hook.asked)
        began = time.monotonic()
    assert time.monotonic() - began < 4


def test_without_an_address_nothing_is_checked(world: World) -> None:
    age_runs(world, 91)
    with serving(world.url) as base, client_of(base) as client:
        time.sleep(0.5)
        assert "fleettickets_watchdog" not in client.get("/metrics").text
    assert world.query("SELECT count(*) FROM tickets.alerts") == [(0,)]
    assert Scene("").alerts == AlertSettings(None)


def test_the_command_line_exits_as_documented(world: World, tmp_path: Path) -> None:
    script = "import sys; from fleettickets.cli import main; sys.exit(main(['status']))"

    def run() -> int:
        return subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, check=False, capture_output=True
        ).returncode

    assert run() == 0
    age_runs(world, 91)
    assert run() == 1
