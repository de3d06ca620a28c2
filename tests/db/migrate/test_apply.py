"""The migrator applies each file once, in order."""

import pytest

from fleettickets.errors import MigrationError, SchemaVersionError
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import check_schema, migrate
from tests.support.schemas import BASE, ONE, TWO, MakeSchema, function, paths, state, value


def test_an_empty_database_gets_all_files_in_order(
    conn: Connection, make_schema: MakeSchema
) -> None:
    schema = make_schema({"migrations/0002_two.sql": TWO, **BASE, "functions/f.sql": function("f")})
    said: list[str] = []

    plan = migrate(conn, schema, report=said.append)

    assert paths(plan) == [
        "migrations/0001_one.sql",
        "migrations/0002_two.sql",
        "functions/f.sql",
    ]
    assert said == [
        "applied migrations/0001_one.sql",
        "applied migrations/0002_two.sql",
        "functions and views made: 1, dropped: 0",
    ]
    assert value(conn, "SELECT tickets.f()") == 1
    assert value(conn, "SELECT count(y) FROM tickets.a") == 0


def test_a_second_run_applies_and_writes_nothing(conn: Connection, make_schema: MakeSchema) -> None:
    schema = make_schema({**BASE, "functions/f.sql": function("f")})
    migrate(conn, schema)
    before = state(conn)

    assert not migrate(conn, schema)
    assert state(conn) == before


def test_a_later_migration_is_applied_alone(conn: Connection, make_schema: MakeSchema) -> None:
    migrate(conn, make_schema(BASE))

    plan = migrate(conn, make_schema({**BASE, "migrations/0002_two.sql": TWO}))

    assert paths(plan) == ["migrations/0002_two.sql"]


def test_an_edited_file_is_refused(conn: Connection, make_schema: MakeSchema) -> None:
    migrate(conn, make_schema(BASE))
    edited = make_schema({"migrations/0001_one.sql": ONE + "-- a comment\n"})
    before = state(conn)

    with pytest.raises(MigrationError, match=r"0001_one\.sql: was applied with other contents"):
        migrate(conn, edited)
    assert state(conn) == before


def test_a_newer_database_is_refused(conn: Connection, make_schema: MakeSchema) -> None:
    migrate(conn, make_schema({**BASE, "migrations/0002_two.sql": TWO}))

    with pytest.raises(SchemaVersionError, match="0002_two"):
        migrate(conn, make_schema(BASE))


def test_an_unusable_file_is_refused_before_any_is_applied(
    conn: Connection, make_schema: MakeSchema
) -> None:
    before = state(conn)

    with pytest.raises(MigrationError, match=r"0002_two\.sql, line 2: COMMIT is refused"):
        migrate(conn, make_schema({**BASE, "migrations/0002_two.sql": "SELECT 1;\nCOMMIT;"}))
    assert state(conn) == before


def test_a_migrated_database_passes(conn: Connection, make_schema: MakeSchema) -> None:
    schema = make_schema({**BASE, "functions/f.sql": function("f")})
    migrate(conn, schema)

    check_schema(conn, schema)


def test_an_empty_database_fails(conn: Connection, make_schema: MakeSchema) -> None:
    with pytest.raises(SchemaVersionError, match="no migration has been applied"):
        check_schema(conn, make_schema(BASE))


@pytest.mark.parametrize(
    "more",
    [{"migrations/0002_two.sql": TWO}, {"functions/f.sql": function("f")}],
)
def test_a_database_that_lacks_a_file_fails(
    conn: Connection, make_schema: MakeSchema, more: dict[str, str]
) -> None:
    migrate(conn, make_schema(BASE))

    with pytest.raises(SchemaVersionError, match=f"1 files are pending.*{next(iter(more))}"):
        check_schema(conn, make_schema({**BASE, **more}))


def test_a_newer_database_fails(conn: Connection, make_schema: MakeSchema) -> None:
    migrate(conn, make_schema({**BASE, "migrations/0002_two.sql": TWO}))

    with pytest.raises(SchemaVersionError, match="the database has migrations/0002_two"):
        check_schema(conn, make_schema(BASE))
