"""Every run of the migrator gives the roles their rights, and takes what they have too many."""

import pytest

from fleettickets.commands.migration import main
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate
from tests.support.schemas import shipped_state, value

CHANGES = {
    "a right of a reader": (
        "REVOKE EXECUTE ON FUNCTION reporting.fn_freshness() FROM fleettickets_reader",
        "has_function_privilege('fleettickets_reader', 'reporting.fn_freshness()', 'EXECUTE')",
    ),
    "a right on a view": (
        "REVOKE SELECT ON reporting.freshness FROM fleettickets_reader",
        "has_table_privilege('fleettickets_reader', 'reporting.freshness', 'SELECT')",
    ),
    "a right on a table": (
        "REVOKE UPDATE ON tickets.inc FROM fleettickets_ingest",
        "has_table_privilege('fleettickets_ingest', 'tickets.inc', 'UPDATE')",
    ),
    "a right on a schema": (
        "REVOKE USAGE ON SCHEMA tickets FROM fleettickets_watcher",
        "has_schema_privilege('fleettickets_watcher', 'tickets', 'USAGE')",
    ),
    "the owner's own right": (
        "REVOKE DELETE ON tickets.inc FROM fleettickets_owner",
        "has_table_privilege('fleettickets_owner', 'tickets.inc', 'DELETE')",
    ),
    "a right too many": (
        "GRANT DELETE ON tickets.inc TO fleettickets_ingest",
        "NOT has_table_privilege('fleettickets_ingest', 'tickets.inc', 'DELETE')",
    ),
    "a right to hand on": (
        "GRANT SELECT ON tickets.inc TO fleettickets_ingest WITH GRANT OPTION",
        "NOT has_table_privilege('fleettickets_ingest', 'tickets.inc', 'SELECT WITH GRANT OPTION')",
    ),
    "a right of everybody": (
        "GRANT SELECT ON tickets.api_tokens TO PUBLIC",
        "NOT has_table_privilege('fleettickets_reader', 'tickets.api_tokens', 'SELECT')",
    ),
    "another owner": (
        "ALTER VIEW tickets.all_tickets OWNER TO CURRENT_USER",
        (
            "'fleettickets_owner'::regrole = "
            "(SELECT relowner FROM pg_class WHERE oid = 'tickets.all_tickets'::regclass)"
        ),
    ),
}


def test_a_changed_grant_is_corrected_with_nothing_else_pending(conn: Connection) -> None:
    migrate(conn)
    for statement, is_right in CHANGES.values():
        conn.execute(statement.encode())
        assert value(conn, f"SELECT {is_right}") is False
    lines: list[str] = []

    plan = migrate(conn, report=lines.append)

    assert not plan
    assert {name: value(conn, f"SELECT {right}") for name, (_, right) in CHANGES.items()} == (
        dict.fromkeys(CHANGES, True)
    )
    assert lines == ["owner or grants corrected: 6"]


def test_rights_that_are_as_they_should_be_are_not_written(conn: Connection) -> None:
    migrate(conn)
    before = shipped_state(conn)
    lines: list[str] = []

    assert not migrate(conn, report=lines.append)

    assert shipped_state(conn) == before
    assert lines == []


def test_rights_of_other_roles_are_left_alone(conn: Connection) -> None:
    migrate(conn)
    conn.execute("GRANT SELECT ON reporting.freshness TO pg_monitor")

    migrate(conn)

    assert value(conn, "SELECT has_table_privilege('pg_monitor', 'reporting.freshness', 'SELECT')")


def test_a_view_that_had_to_be_dropped_has_its_rights_again(conn: Connection) -> None:
    migrate(conn)
    conn.execute("DROP FUNCTION reporting.fn_open_sla")
    conn.execute("DROP VIEW tickets.inc_open_sla")
    conn.execute("UPDATE tickets.schema_files SET digest = NULL WHERE path = 'views/freshness.sql'")

    assert migrate(conn)

    table, function = "'tickets.inc_open_sla'", "'reporting.fn_open_sla(text, timestamptz)'"
    for right in (
        f"has_table_privilege('fleettickets_ingest', {table}, 'SELECT')",
        f"has_function_privilege('fleettickets_reader', {function}, 'EXECUTE')",
    ):
        assert value(conn, f"SELECT {right}") is True


def test_a_login_that_may_not_apply_them_finds_nothing_to_do(
    conn: Connection,
    empty_database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    migrate(conn)
    conn.execute("REVOKE UPDATE ON tickets.inc FROM fleettickets_ingest")
    monkeypatch.setenv("DATABASE_URL", empty_database + " options='-c role=fleettickets_ingest'")

    assert main([]) == 0
    assert capsys.readouterr().out == "nothing to do\n"
    monkeypatch.setenv("DATABASE_URL", empty_database)
    assert main([]) == 0
    assert capsys.readouterr().out == "owner or grants corrected: 1\n"
