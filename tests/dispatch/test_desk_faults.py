"""What happens to decisions when the server lacks rights, or dies amid a publication."""

from contextlib import closing
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from fleettickets.errors import FleetTicketsError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.dispatch_desk import publish
from tests.support.dispatch_desk import DAY, planned_desk
from tests.support.logins import login
from tests.support.serving import (
    client_of,
    execute,
    make_token,
    serving,
    wait_until,
    waiting_for_locks,
)


def test_without_the_role_only_dispatch_is_refused(
    postgres_server: PostgresServer, database: str
) -> None:
    token = make_token(database, "ann", "dispatcher")
    with (
        login(postgres_server.dsn, "fleettickets_reader") as who,
        serving(make_conninfo(database, **who), is_loopback=False) as base,
        client_of(base, token) as ann,
    ):
        refused = ann.get("/api/v1/dispatch/day")
        assert (refused.status_code, refused.json()["code"]) == (503, "FT705")
        assert ann.get("/api/v1/inc/dashboard").status_code == 200


def test_with_the_role_the_server_decides_and_cannot_change_the_record(
    postgres_server: PostgresServer, database: str, crews_file: Path
) -> None:
    with login(postgres_server.dsn, "fleettickets_dispatcher") as who:
        own = make_conninfo(database, **who)
        with planned_desk(database, crews_file) as desk:
            plan_id = desk.plan_id()
        with closing(connect(own)) as conn:
            conn.execute("SET ROLE fleettickets_dispatcher")
            line = publish_again(conn, plan_id)
            assert line == "draft no longer"
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute("DELETE FROM dispatch.decisions")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute("UPDATE tickets.inc SET owner = 'me'")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute("SELECT FROM tickets.api_tokens")


def publish_again(conn: psycopg.Connection, plan_id: int) -> str:
    try:
        publish(conn, plan_id, instead_of="*", is_confirmed=True)
    except FleetTicketsError as error:
        return "draft no longer" if "no longer a draft" in str(error) else str(error)
    return "published"


def test_a_server_that_dies_amid_a_publication_leaves_the_earlier_plan(
    database: str, crews_file: Path
) -> None:
    with planned_desk(database, crews_file) as desk:
        before = desk.plan_id()
        made = desk.ann.post("/api/v1/dispatch/plans", json={"plan_on": DAY, "iterations": 5})
        draft = made.json()["plan_id"]
    failures: list[Exception] = []

    def work() -> None:
        try:
            with closing(connect(database)) as conn:
                publish(conn, draft, instead_of=str(before), is_confirmed=True)
        except (psycopg.Error, FleetTicketsError) as error:
            failures.append(error)

    with closing(connect(database)) as blocker, blocker.transaction():
        # The earlier plan is superseded, and the audit of that waits here.
        blocker.execute("LOCK TABLE dispatch.decisions IN ACCESS EXCLUSIVE MODE")
        thread = Thread(target=work)
        thread.start()
        wait_until(lambda: waiting_for_locks(database) == 1)
        execute(
            database,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'",
        )
        thread.join(20)
    assert len(failures) == 1
    states = execute(database, "SELECT plan_id, state FROM dispatch.plans ORDER BY plan_id")
    assert states == [(before, "published"), (draft, "draft")]
