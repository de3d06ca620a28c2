"""A database that others use keeps everything that is theirs, whatever the migrator does in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import errors

from fleettickets.commands.migration import main
from fleettickets.errors import MigrationError, SettingError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store import neighbours
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate, pending_changes
from fleettickets.store.ownership import list_foreign, recorded, select_own
from tests.support.neighbours import (
    OWNER,
    READER,
    THEIR_ANSWERS,
    ask_as,
    changed,
    move_in,
    neighbours_roles,
    snapshot,
)
from tests.support.schemas import shipped_schema_with, shipped_state, value

TAKEN = {
    "function": ("fn_freshness", "FUNCTION {}() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    "overload": ("fn_backlog", "FUNCTION {}(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    "aggregate": ("fn_open_sla", "AGGREGATE {}(int) (sfunc = int4pl, stype = int)"),
    "view": ("freshness", "VIEW {} AS SELECT 1 AS x"),
    "materialized view": ("freshness", "MATERIALIZED VIEW {} AS SELECT 1 AS x"),
    "table": ("freshness", "TABLE {} (x integer)"),
    "sequence": ("freshness", "SEQUENCE {}"),
    "type": ("freshness", "TYPE {} AS ENUM ('x')"),
    "composite type": ("freshness", "TYPE {} AS (x integer)"),
}
TAKEN_IN_TICKETS = {
    "table": "TABLE tickets.inc (x integer)",
    "index": "INDEX inc_geog_idx ON tickets.theirs (x)",
    "function": "FUNCTION tickets.is_wanted(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "view": "VIEW tickets.all_tickets AS SELECT 1 AS x",
}

REDO = "UPDATE tickets.schema_files SET digest = NULL WHERE path = 'views/freshness.sql'"
"""Has every function and view be made again."""


@pytest.fixture
def roles(postgres_server: PostgresServer) -> Iterator[None]:
    with neighbours_roles(postgres_server.dsn):
        yield


@pytest.fixture
def shared(roles: None, conn: Connection) -> Connection:
    """A database with neighbours, to whom schema reporting belongs."""
    assert roles is None
    move_in(conn)
    return conn


def test_nothing_of_theirs_changes(shared: Connection, tmp_path: Path) -> None:
    before = snapshot(shared)
    another = "CREATE OR REPLACE VIEW reporting.another AS SELECT 1 AS x;\n"

    assert migrate(shared, readers=[READER])
    assert changed(shared, before) == []
    assert not migrate(shared, readers=[READER])
    assert migrate(shared, shipped_schema_with(tmp_path / "sql", "views/another.sql", another))
    shared.execute("UPDATE tickets.schema_files SET digest = NULL WHERE path = 'views/another.sql'")
    assert migrate(shared).gone == ("views/another.sql",)

    assert changed(shared, before) == []


def test_a_schema_dispatch_of_theirs_is_shared_too(shared: Connection) -> None:
    """As where the operator defines dispatch.tracker_positions before fleettickets comes."""
    shared.execute("CREATE SCHEMA dispatch")
    shared.execute("CREATE VIEW dispatch.tracker_positions AS SELECT 1 AS device")

    assert migrate(shared)

    foreign = list_foreign(shared)
    assert {"schema dispatch", "view dispatch.tracker_positions"} <= set(foreign)
    assert "dispatch.crews" in select_own(shared)
    assert not migrate(shared)


def test_a_name_of_theirs_in_schema_dispatch_is_refused(shared: Connection) -> None:
    shared.execute("CREATE SCHEMA dispatch")
    shared.execute("CREATE TABLE dispatch.crews ()")

    with pytest.raises(MigrationError, match=r"table dispatch\.crews"):
        migrate(shared)


def test_their_readers_still_read(shared: Connection) -> None:
    migrate(shared)

    assert {question: ask_as(shared, READER, question) for question in THEIR_ANSWERS} == (
        THEIR_ANSWERS
    )


def test_what_is_recorded_as_ours_is_what_was_created(shared: Connection) -> None:
    migrate(shared)

    assert list_foreign(shared) == [
        "function reporting.fn_live_positions()",
        "function reporting.fn_vehicle_track(pg_catalog.text)",
        "materialized view reporting.v_ingest_health",
        "schema reporting",
        "sequence reporting.fuel_id_seq",
        "table reporting.fuel",
        "view reporting.v_trips",
    ]
    own = set(select_own(shared))
    assert {"tickets", "tickets.inc", "reporting.freshness", "tickets.schema_objects"} <= own
    assert "reporting" not in own


def test_default_privileges_give_no_right_on_what_is_ours(shared: Connection) -> None:
    migrate(shared)

    allowed = shared.execute(
        "SELECT i.identity FROM ("
        " SELECT tableoid, oid, relacl AS acl FROM pg_class UNION ALL"
        " SELECT tableoid, oid, proacl FROM pg_proc UNION ALL"
        " SELECT tableoid, oid, nspacl FROM pg_namespace) AS o,"
        " LATERAL aclexplode(o.acl) AS a, LATERAL pg_identify_object(o.tableoid, o.oid, 0) AS i"
        " INNER JOIN tickets.schema_objects AS s ON s.identity = i.identity"
        " WHERE a.grantee = %s::regrole",
        [READER],
    )
    assert allowed.fetchall() == []
    with pytest.raises(errors.InsufficientPrivilege):
        ask_as(shared, READER, "SELECT reporting.fn_freshness()")


def test_the_roles_of_the_setting_call_the_reports_and_nothing_else(shared: Connection) -> None:
    migrate(shared)
    said: list[str] = []

    assert not migrate(shared, readers=[READER], report=said.append)

    assert len(said) == 1
    assert said[0].startswith("owner or grants corrected: ")
    before = shipped_state(shared)
    assert not migrate(shared, readers=[READER], report=said.append)
    assert (len(said), shipped_state(shared)) == (1, before)
    for call in ("fn_inc_dashboard()", "fn_tickets_for_map()", "fn_freshness()"):
        assert ask_as(shared, READER, f"SELECT {call}") != []
    for refused in (
        "SELECT reporting.fn_api_token('')",
        "SELECT reporting.fn_note_token_use('x')",
        "SELECT ticket_id FROM tickets.inc",
        "SELECT tickets.is_importing()",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            ask_as(shared, READER, refused)


def test_functions_that_are_made_again_keep_the_readers_of_the_setting(shared: Connection) -> None:
    migrate(shared, readers=[READER])
    shared.execute("DROP FUNCTION reporting.fn_freshness()")
    shared.execute(REDO.encode())

    assert migrate(shared, readers=[READER])

    assert ask_as(shared, READER, "SELECT fn_freshness()") != []


def test_a_reader_in_a_database_of_ours_may_use_the_schema(roles: None, conn: Connection) -> None:
    assert roles is None

    migrate(conn, readers=[READER])

    assert ask_as(conn, READER, "SELECT fn_freshness()") != []
    assert not migrate(conn, readers=[READER])


def test_a_role_that_does_not_exist_is_refused_before_anything_is_done(shared: Connection) -> None:
    before = snapshot(shared)

    for run in (migrate, pending_changes):
        with pytest.raises(SettingError, match=r"FLEETTICKETS_READER_ROLES: .* no role nobody_ro"):
            run(shared, readers=[READER, "nobody_ro"])

    assert snapshot(shared) == before


def test_the_command_reads_the_setting(
    shared: Connection,
    empty_database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database)
    for wrong in ("nobody_ro", "fleettickets_ingest", f"{READER},,"):
        monkeypatch.setenv("FLEETTICKETS_READER_ROLES", wrong)
        assert main([]) == 2
        assert capsys.readouterr().err.startswith("[FT001] FLEETTICKETS_READER_ROLES: ")
    assert value(shared, "SELECT to_regnamespace('tickets')") is None

    monkeypatch.setenv("FLEETTICKETS_READER_ROLES", f" {READER}, {OWNER}")
    assert main([]) == 0

    for role in (READER, OWNER):
        assert ask_as(shared, role, "SELECT reporting.fn_freshness()") != []


@pytest.mark.parametrize(("name", "created"), TAKEN.values(), ids=TAKEN.keys())
def test_a_name_that_is_taken_is_refused_before_anything_is_done(
    shared: Connection, name: str, created: str
) -> None:
    with shared.transaction():
        shared.execute(f"SET LOCAL ROLE {OWNER}".encode())
        shared.execute(f"CREATE {created.format(f'reporting.{name}')}".encode())
    before = snapshot(shared)

    for run in (migrate, pending_changes):
        with pytest.raises(MigrationError) as refused:
            run(shared)
        assert f"reporting.{name}" in str(refused.value)
        assert f"(owner {OWNER}). Nothing was changed." in str(refused.value)

    assert snapshot(shared) == before


@pytest.mark.parametrize("taken", TAKEN_IN_TICKETS.values(), ids=TAKEN_IN_TICKETS.keys())
def test_a_name_in_tickets_that_is_taken_is_refused_too(shared: Connection, taken: str) -> None:
    shared.execute("CREATE SCHEMA tickets; CREATE TABLE tickets.theirs (x integer)")
    shared.execute(f"CREATE {taken}".encode())
    before = snapshot(shared)

    with pytest.raises(MigrationError, match="others hold names that are needed"):
        migrate(shared)

    assert snapshot(shared) == before


def test_a_schema_tickets_of_theirs_is_shared(shared: Connection) -> None:
    shared.execute(f"CREATE SCHEMA tickets AUTHORIZATION {OWNER}".encode())
    shared.execute("CREATE TABLE tickets.theirs (x integer)")
    before = snapshot(shared)

    migrate(shared)

    assert changed(shared, before) == []
    assert ask_as(shared, "fleettickets_ingest", "SELECT count(*) FROM tickets.inc") == [(0,)]


def test_an_installation_of_other_migrations_is_refused(shared: Connection) -> None:
    shared.execute(
        "CREATE SCHEMA tickets;"
        "CREATE TABLE tickets.schema_migrations (name text);"
        "CREATE TABLE tickets.inc (ticket_id text, raw jsonb)"
    )
    before = snapshot(shared)

    for run in (migrate, pending_changes):
        with pytest.raises(MigrationError, match=r"tables: inc, schema_migrations\)\. Nothing was"):
            run(shared)

    assert snapshot(shared) == before


def test_an_overload_made_later_stands_in_the_way_of_a_change_only(shared: Connection) -> None:
    migrate(shared)
    shared.execute(
        "CREATE FUNCTION reporting.fn_backlog(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'"
    )
    before = snapshot(shared)

    assert not migrate(shared)
    assert snapshot(shared) == before
    shared.execute(REDO.encode())
    with pytest.raises(MigrationError, match=r"function reporting\.fn_backlog\(integer\) \(owner"):
        migrate(shared)
    assert changed(shared, before) == []


def test_their_overload_of_a_function_that_is_gone_is_not_dropped(
    shared: Connection, tmp_path: Path
) -> None:
    text = (
        "CREATE OR REPLACE FUNCTION reporting.fn_gone() RETURNS integer\n"
        "LANGUAGE sql AS 'SELECT 1';\n"
    )
    migrate(shared, shipped_schema_with(tmp_path / "sql", "functions/fn_gone.sql", text))
    shared.execute("CREATE FUNCTION reporting.fn_gone(int) RETURNS int LANGUAGE sql AS 'SELECT 2'")

    migrate(shared)

    assert value(shared, "SELECT reporting.fn_gone(1)") == 2
    assert value(shared, "SELECT to_regprocedure('reporting.fn_gone()')") is None


def test_what_others_create_meanwhile_is_not_recorded(
    shared: Connection, other: Connection
) -> None:
    migrate(shared)
    with shared.transaction(), recorded(shared):
        other.execute("CREATE TABLE reporting.meanwhile ()")
        with shared.transaction():
            shared.execute("CREATE TABLE reporting.ours ()")

    assert "reporting.ours" in select_own(shared)
    assert "table reporting.meanwhile" in list_foreign(shared)


def test_an_event_trigger_of_theirs_that_refuses_is_explained(shared: Connection) -> None:
    shared.execute(
        "CREATE OR REPLACE FUNCTION tracksolid.note_ddl() RETURNS event_trigger"
        " LANGUAGE plpgsql AS"
        " $$BEGIN IF tg_tag = 'CREATE TABLE' THEN RAISE 'no tables today'; END IF; END$$"
    )
    before = snapshot(shared)

    with pytest.raises(MigrationError, match=r"0001_.*\.sql, line \d+: no tables today"):
        migrate(shared)

    assert changed(shared, before) == []
    assert value(shared, "SELECT to_regnamespace('tickets')") is None


def test_an_older_server_is_refused(shared: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_OLDEST_SERVER", 99)

    with pytest.raises(MigrationError, match=r"server: is PostgreSQL \d+; 99 or later is needed"):
        migrate(shared)
