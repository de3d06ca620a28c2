"""The views in the database are those of the view files."""

import pytest

from fleettickets.errors import MigrationError
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate, pending_changes
from tests.support.schemas import BASE, MakeSchema, function, paths, state, value, view


def oid(conn: Connection, name: str) -> object:
    return value(conn, f"SELECT '{name}'::regclass::oid")


def rows_of_view(name: str, of: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION tickets.{name}() RETURNS SETOF tickets.{of}\n"
        f"LANGUAGE sql AS $$ SELECT * FROM tickets.{of} $$;\n"
    )


def test_views_and_functions_are_made_in_any_order(
    conn: Connection, make_schema: MakeSchema
) -> None:
    schema = make_schema(
        {
            **BASE,
            "functions/f.sql": function("f"),
            "functions/rows.sql": rows_of_view("rows", "a_first"),
            "views/a_first.sql": view("a_first", "SELECT * FROM tickets.b_second"),
            "views/b_second.sql": view("b_second", "SELECT tickets.f() AS x"),
        }
    )

    plan = migrate(conn, schema)

    assert paths(plan)[3:] == ["views/a_first.sql", "views/b_second.sql"]
    assert value(conn, "SELECT x FROM tickets.rows()") == 1


def test_a_second_run_writes_nothing(conn: Connection, make_schema: MakeSchema) -> None:
    schema = make_schema({**BASE, "views/v.sql": view("v", "SELECT 1 AS x")})
    migrate(conn, schema)
    before = state(conn)

    assert not migrate(conn, schema)
    assert state(conn) == before


def test_a_changed_file_is_made_again(conn: Connection, make_schema: MakeSchema) -> None:
    migrate(conn, make_schema({**BASE, "views/v.sql": view("v", "SELECT 1 AS x")}))
    changed = make_schema({**BASE, "views/v.sql": view("v", "SELECT 2 AS x")})

    assert paths(migrate(conn, changed)) == ["views/v.sql"]
    assert value(conn, "SELECT x FROM tickets.v") == 2
    assert not pending_changes(conn, changed)


def test_a_view_changed_by_hand_is_put_right_by_the_next_migration(
    conn: Connection, make_schema: MakeSchema
) -> None:
    files = {**BASE, "views/v.sql": view("v", "SELECT 1 AS x")}
    migrate(conn, make_schema(files))
    conn.execute("CREATE OR REPLACE VIEW tickets.v AS SELECT 2 AS x")

    migrate(conn, make_schema({**files, "functions/f.sql": function("f")}))

    assert value(conn, "SELECT x FROM tickets.v") == 1


def test_a_view_that_is_the_same_waits_for_no_reader(
    conn: Connection, other: Connection, make_schema: MakeSchema
) -> None:
    files = {**BASE, "views/v.sql": view("v", "SELECT 1 AS x")}
    migrate(conn, make_schema(files))

    with other.transaction():
        other.execute("SELECT * FROM tickets.v")
        assert migrate(conn, make_schema({**files, "functions/f.sql": function("f")}))


def test_changed_columns_make_a_view_and_all_upon_it_again(
    conn: Connection, make_schema: MakeSchema
) -> None:
    files = {
        **BASE,
        "functions/f.sql": function("f"),
        "functions/rows.sql": rows_of_view("rows", "upper"),
        "views/lower.sql": view("lower", "SELECT 1 AS x, 2 AS y"),
        "views/upper.sql": view("upper", "SELECT y FROM tickets.lower"),
        "views/other.sql": view("other", "SELECT 5 AS z"),
    }
    migrate(conn, make_schema(files))
    others = oid(conn, "tickets.other")

    migrate(conn, make_schema({**files, "views/lower.sql": view("lower", "SELECT 7 AS y")}))

    assert value(conn, "SELECT y FROM tickets.rows()") == 7
    assert oid(conn, "tickets.other") == others


def test_a_function_with_another_result_is_made_again_with_all_upon_it(
    conn: Connection, make_schema: MakeSchema
) -> None:
    files = {
        **BASE,
        "functions/f.sql": function("f"),
        "functions/g.sql": function("f", "SELECT 3", "x integer"),
        "views/v.sql": view("v", "SELECT tickets.f() AS x"),
    }
    migrate(conn, make_schema(files))
    as_text = function("f").replace("RETURNS integer", "RETURNS text").replace("1", "'one'")

    migrate(conn, make_schema({**files, "functions/f.sql": as_text}))

    assert value(conn, "SELECT x || tickets.f(0) FROM tickets.v") == "one3"


def test_a_view_of_others_is_named_and_never_dropped(
    conn: Connection, make_schema: MakeSchema
) -> None:
    files = {
        **BASE,
        "views/lower.sql": view("lower", "SELECT 1 AS x, 2 AS y"),
        "views/upper.sql": view("upper", "SELECT y FROM tickets.lower"),
    }
    migrate(conn, make_schema(files))
    conn.execute("CREATE VIEW public.mine AS SELECT y FROM tickets.upper")
    before = state(conn)
    changed = make_schema({**files, "views/lower.sql": view("lower", "SELECT 7 AS y")})

    with pytest.raises(MigrationError, match=r"tickets\.upper: .*mine depends on view") as caught:
        migrate(conn, changed)

    assert "Hint: Drop what depends on it, migrate, then make it again." in str(caught.value)
    assert "CASCADE" not in str(caught.value)
    assert state(conn) == before
    conn.execute("DROP VIEW public.mine")
    migrate(conn, changed)
    assert value(conn, "SELECT y FROM tickets.upper") == 7


def test_a_view_of_others_does_not_hinder_a_change_that_keeps_the_columns(
    conn: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema({**BASE, "views/v.sql": view("v", "SELECT 1 AS x")}))
    conn.execute("CREATE VIEW public.mine AS SELECT x FROM tickets.v")

    migrate(conn, make_schema({**BASE, "views/v.sql": view("v", "SELECT 2 AS x, 3 AS y")}))

    assert value(conn, "SELECT x FROM public.mine") == 2


def test_views_whose_files_are_gone_are_dropped(conn: Connection, make_schema: MakeSchema) -> None:
    files = {
        "views/lower.sql": view("lower", "SELECT 1 AS x"),
        "views/upper.sql": view("upper", "SELECT x FROM tickets.lower"),
    }
    migrate(conn, make_schema({**BASE, **files}))
    moved = {"views/renamed.sql": view("lower", "SELECT 1 AS x")}

    plan = migrate(conn, make_schema({**BASE, **moved}))

    assert plan.gone == ("views/lower.sql", "views/upper.sql")
    assert value(conn, "SELECT to_regclass('tickets.upper')") is None
    assert value(conn, "SELECT x FROM tickets.lower") == 1
    assert not migrate(conn, make_schema({**BASE, **moved}))
    migrate(conn, make_schema(BASE))
    assert value(conn, "SELECT to_regclass('tickets.lower')") is None


def test_two_views_that_are_gone_may_rest_on_each_other(
    conn: Connection, make_schema: MakeSchema
) -> None:
    files = {
        "functions/rows.sql": rows_of_view("rows", "lower"),
        "views/lower.sql": view("lower", "SELECT 1 AS x"),
        "views/upper.sql": view("upper", "SELECT x FROM tickets.rows()"),
    }
    migrate(conn, make_schema({**BASE, **files}))

    migrate(conn, make_schema(BASE))

    assert (
        value(conn, "SELECT count(*) FROM pg_class WHERE relkind = 'v' AND relname = 'upper'") == 0
    )
    assert value(conn, "SELECT to_regproc('tickets.rows')") is None


def test_a_mistake_in_a_view_names_the_line(conn: Connection, make_schema: MakeSchema) -> None:
    wrong = view("v", "SELECT\n    nope")

    with pytest.raises(MigrationError, match=r"views/v\.sql, line 3: .*42703"):
        migrate(conn, make_schema({**BASE, "views/v.sql": wrong}))


def test_a_view_file_makes_one_qualified_view(conn: Connection, make_schema: MakeSchema) -> None:
    with pytest.raises(MigrationError, match="expected one CREATE OR REPLACE VIEW"):
        migrate(conn, make_schema({**BASE, "views/v.sql": "CREATE VIEW tickets.v AS SELECT 1;"}))
