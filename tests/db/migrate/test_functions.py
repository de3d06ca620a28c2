"""The functions in the database are those of the function files."""

import pytest

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate
from tests.support.schemas import BASE, MakeSchema, function, paths, state, value


def test_a_changed_file_is_made_again(conn: Connection, make_schema: MakeSchema) -> None:
    migrate(conn, make_schema({**BASE, "functions/f.sql": function("f")}))
    changed = make_schema({**BASE, "functions/f.sql": function("f", "SELECT 2")})

    assert paths(migrate(conn, changed)) == ["functions/f.sql"]
    assert value(conn, "SELECT tickets.f()") == 2
    assert not migrate(conn, changed)


def test_functions_are_made_in_any_order(conn: Connection, make_schema: MakeSchema) -> None:
    atomic = (
        "CREATE OR REPLACE FUNCTION tickets.a(x integer DEFAULT tickets.z()) RETURNS integer\n"
        "BEGIN ATOMIC SELECT tickets.z() + x; END;"
    )
    files = {
        "functions/a.sql": atomic,
        "functions/b.sql": function("b", "SELECT tickets.c(1)"),
        "functions/c.sql": function(
            "c", "SELECT CASE WHEN x > 0 THEN 3 ELSE tickets.b() END", "x integer"
        ),
        "functions/z.sql": function("z"),
    }

    migrate(conn, make_schema({**BASE, **files}))

    assert value(conn, "SELECT tickets.a() + tickets.b()") == 5


def test_a_mistake_in_a_body_undoes_all_and_names_the_line(
    conn: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema({**BASE, "functions/f.sql": function("f")}))
    before = state(conn)
    files = {
        "functions/f.sql": function("f", "SELECT 2"),
        "functions/g.sql": function("g", "\nSELECT tickets.nope()"),
    }

    with pytest.raises(MigrationError, match=r"functions/g\.sql, line 4: .*42883"):
        migrate(conn, make_schema({**BASE, **files}))
    assert state(conn) == before


def test_a_migration_leaves_functions_pending_until_they_are_made(
    conn: Connection, make_schema: MakeSchema
) -> None:
    files = {**BASE, "functions/f.sql": function("f")}
    migrate(conn, make_schema(files))
    files["migrations/0002_two.sql"] = "DROP FUNCTION tickets.f();"

    with pytest.raises(MigrationError):  # the migration stays, the functions fail
        migrate(conn, make_schema({**files, "functions/g.sql": function("g", "SELECT nope")}))
    assert paths(migrate(conn, make_schema(files))) == ["functions/f.sql"]
    assert value(conn, "SELECT tickets.f()") == 1


def test_a_function_whose_file_is_gone_is_dropped(
    conn: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema({**BASE, "functions/f.sql": function("f")}))
    schema = make_schema(BASE)

    assert migrate(conn, schema).gone == ("functions/f.sql",)
    assert value(conn, "SELECT to_regproc('tickets.f')") is None
    assert not migrate(conn, schema)


def test_a_function_that_changes_its_parameters_leaves_no_old_overload(
    conn: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema({**BASE, "functions/f.sql": function("f")}))
    wider = function("f", "SELECT coalesce(x, 7)", "x integer DEFAULT NULL")

    migrate(conn, make_schema({**BASE, "functions/f.sql": wider}))

    assert value(conn, "SELECT tickets.f()") == 7


def test_two_files_may_overload_one_name(conn: Connection, make_schema: MakeSchema) -> None:
    files = {
        "functions/f.sql": function("f"),
        "functions/f_of_x.sql": function("f", "SELECT x", "x integer"),
    }

    migrate(conn, make_schema({**BASE, **files}))

    assert value(conn, "SELECT tickets.f() + tickets.f(4)") == 5


def test_a_function_that_is_in_use_is_not_dropped(
    conn: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema({**BASE, "functions/f.sql": function("f")}))
    conn.execute("CREATE VIEW tickets.v AS SELECT tickets.f()")

    with pytest.raises(MigrationError, match=r"DROP ROUTINE tickets.f\(\): .*view tickets\.v"):
        migrate(conn, make_schema(BASE))
    assert value(conn, "SELECT f FROM tickets.v") == 1
