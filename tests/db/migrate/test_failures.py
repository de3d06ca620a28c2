"""A file that fails is undone, and the error says where and why."""

import pytest

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate
from tests.support.schemas import BASE, ONE, MakeSchema, state

FAILURES = {
    "first statement": ("SELECT\n    nope;", 2, "42703"),
    "at run time": (
        "SELECT 1;\nSELECT 'é;';\n\nINSERT INTO tickets.a VALUES (1), (1);",
        4,
        "23505",
    ),
    "fifth statement": (
        "SELECT 1;SELECT 2;\nSELECT 3;\nSELECT 4;\nSELECT 1\nFROM nope;",
        5,
        "42P01",
    ),
    "body of plpgsql": (
        "SELECT 1;\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$BEGIN\n\n RETRN 1;END$$;",
        4,
        "42601",
    ),
    "body of sql": (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1;\n  SELECT nope;\n$$;",
        3,
        "42703",
    ),
    "DO block": (
        "SELECT 1;\nDO\nLANGUAGE plpgsql $$\nBEGIN\n PERFORM 1;\n RAISE 'boo';\nEND\n$$;",
        6,
        "P0001",
    ),
    "open quote": ("SELECT 1;\nSELECT 'a;\n", 2, "42601"),
    "open comment": ("SELECT 1;\n/* a;\n", 2, "42601"),
    "outside a transaction": ("SELECT 1;\nVACUUM;", 2, "25001"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES.keys())
def test_the_error_names_file_and_line_and_the_file_is_undone(
    conn: Connection, make_schema: MakeSchema, failure: tuple[str, int, str]
) -> None:
    migrate(conn, make_schema(BASE))
    before = state(conn)
    text, line, sqlstate = failure
    second = "CREATE TABLE tickets.b (x integer);" + text

    with pytest.raises(MigrationError) as caught:
        migrate(conn, make_schema({**BASE, "migrations/0002_two.sql": second}))

    message = str(caught.value)
    assert f"migrations/0002_two.sql, line {line}: " in message
    assert f"(SQLSTATE {sqlstate})" in message
    assert state(conn) == before


def test_the_servers_detail_and_hint_are_shown(conn: Connection, make_schema: MakeSchema) -> None:
    text = "DO $$ BEGIN RAISE 'boo' USING DETAIL = 'because', HINT = 'fix it.'; END $$;"

    with pytest.raises(MigrationError) as caught:
        migrate(conn, make_schema({"migrations/0001_one.sql": text}))

    assert "boo (SQLSTATE P0001). Detail: because. Hint: fix it. Fix the cause" in str(caught.value)


def test_a_failing_first_migration_leaves_the_database_empty(
    conn: Connection, make_schema: MakeSchema
) -> None:
    before = state(conn)

    with pytest.raises(MigrationError):
        migrate(conn, make_schema({"migrations/0001_one.sql": ONE + "SELECT nope;"}))
    assert state(conn) == before


def test_a_constraint_that_fails_at_the_commit_is_explained(
    conn: Connection, make_schema: MakeSchema
) -> None:
    text = ONE + (
        "ALTER TABLE tickets.a ADD FOREIGN KEY (x) REFERENCES tickets.a DEFERRABLE"
        " INITIALLY DEFERRED, ADD COLUMN y integer REFERENCES tickets.a DEFERRABLE"
        " INITIALLY DEFERRED;\nINSERT INTO tickets.a VALUES (1, 2);"
    )

    with pytest.raises(MigrationError, match=r"0001_one\.sql, at its end: .*23503"):
        migrate(conn, make_schema({"migrations/0001_one.sql": text}))


def test_a_lost_connection_is_explained(conn: Connection, make_schema: MakeSchema) -> None:
    text = "SELECT pg_terminate_backend(pg_backend_pid());"

    with pytest.raises(MigrationError, match=r"0001_one\.sql, line 1: .*57P01"):
        migrate(conn, make_schema({"migrations/0001_one.sql": text}))
