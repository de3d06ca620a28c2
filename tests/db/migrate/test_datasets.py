"""The tables, triggers and views of every ticket type follow from its row and from tickets.inc."""

from pathlib import Path

from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate
from fleettickets.store.schema import SQL_FOLDER
from tests.support.schemas import shipped_schema_with, value
from tests.support.tickets import add_ticket

DOCS = Path(__file__).parents[3] / "docs"
ANOTHER = DOCS / "another-type.sql"
COLUMN = DOCS / "another-column.sql"


def shape(conn: Connection, suffix: str) -> list[object]:
    """Return the columns, constraints, indexes and triggers of a table, without its name."""
    rows = conn.execute(
        "SELECT replace(t.line, %(name)s, '') FROM ("
        " SELECT attnum || attname || format_type(atttypid, atttypmod) || attnotnull AS line"
        "   FROM pg_attribute WHERE attrelid = %(table)s::regclass AND attnum > 0"
        " UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        "   WHERE conrelid = %(table)s::regclass"
        " UNION ALL SELECT regexp_replace(pg_get_indexdef(indexrelid), '.* USING ', '')"
        "   FROM pg_index WHERE indrelid = %(table)s::regclass"
        " UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger"
        "   WHERE tgrelid = %(table)s::regclass"
        ") AS t ORDER BY 1",
        {"table": f"tickets.{suffix}", "name": suffix.partition("_")[0]},
    )
    return [line for (line,) in rows]


def test_a_new_types_tables_are_those_of_the_incidents(conn: Connection, tmp_path: Path) -> None:
    migrate(conn)
    another = ANOTHER.read_text(encoding="utf-8")

    migrate(conn, shipped_schema_with(tmp_path / "sql", "migrations/9000_add_mnt.sql", another))

    for suffix in ("", "_daily_snapshot"):
        assert shape(conn, f"mnt{suffix}") == shape(conn, f"inc{suffix}")
        assert shape(conn, f"crq{suffix}") == shape(conn, f"inc{suffix}")
    add_ticket(conn, "M1", table="mnt")
    assert value(conn, "SELECT dataset FROM tickets.all_tickets") == "mnt"
    assert value(conn, "SELECT sla_state FROM tickets.mnt_open_sla") is not None
    rules = "SELECT jsonb_object_agg(ev_class::regclass, xmin::text) FROM pg_rewrite"
    before = value(conn, rules)
    conn.execute("CALL tickets.build_datasets()")
    assert value(conn, rules) == before
    assert value(conn, "SELECT to_regclass('pg_temp.view_to_be')") is None


def test_a_column_of_the_feed_is_typed_and_checked_without_naming_it(
    conn: Connection, tmp_path: Path
) -> None:
    migrate(conn)
    add_ticket(conn, "I0", reported_at="2026-06-25 06:20:00")
    column = COLUMN.read_text(encoding="utf-8")

    migrate(conn, shipped_schema_with(tmp_path / "sql", "migrations/9000_add_reported.sql", column))

    filled = "SELECT reported_at = '2026-06-25 03:20:00+00' FROM tickets.inc"
    assert value(conn, filled) is True
    conn.execute("DELETE FROM tickets.inc")
    add_ticket(conn, "I1", reported_at="2026-06-25 06:20:00")
    add_ticket(conn, "C1", table="crq", reported_at="at noon")
    found = conn.execute(
        "SELECT ticket_id, reported_at = '2026-06-25 03:20:00+00' FROM tickets.all_tickets"
        " ORDER BY ticket_id DESC"
    )
    assert found.fetchall() == [("I1", True), ("C1", None)]
    with conn.transaction():
        conn.execute("SET LOCAL fleettickets.importing = 'on'")
        conn.execute("UPDATE tickets.inc SET reported_at = NULL, ticket_id = 'I2', mttr = 7")
    checked = conn.execute(
        "SELECT column_name, stored, derived FROM tickets.check_tickets('inc') ORDER BY 1"
    )
    assert checked.fetchall() == [
        ("mttr", "7", None),
        ("reported_at", None, "2026-06-25T03:20:00+00:00"),
        ("ticket_id", "I2", None),
    ]


def test_a_wider_list_of_open_tickets_reaches_every_view_upon_it(
    conn: Connection, tmp_path: Path
) -> None:
    migrate(conn)
    text = (SQL_FOLDER / "functions" / "open_sla.sql").read_text(encoding="utf-8")
    wider = text.replace("    geog geography\n)", "    geog geography,\n    is_wider boolean\n)")
    wider = wider.replace("        t.geog\n", "        t.geog,\n        TRUE\n")

    migrate(conn, shipped_schema_with(tmp_path / "sql", "functions/open_sla.sql", wider))

    add_ticket(conn, "I1")
    assert value(conn, "SELECT is_wider FROM tickets.inc_open_sla") is True
    assert value(conn, "SELECT is_wider FROM reporting.fn_open_sla('inc')") is True
    reader = (
        "has_function_privilege('fleettickets_reader', 'reporting.fn_open_sla(text, timestamptz)'"
    )
    assert value(conn, f"SELECT {reader}, 'EXECUTE')") is True


def test_a_view_over_all_types_with_other_columns_is_dropped_and_made_again(
    conn: Connection,
) -> None:
    migrate(conn)
    conn.execute("DROP VIEW tickets.all_daily_snapshots")
    conn.execute("CREATE VIEW tickets.all_daily_snapshots AS SELECT 1 AS x")
    conn.execute("UPDATE tickets.schema_files SET digest = NULL WHERE path LIKE 'functions/%'")

    migrate(conn)

    assert value(conn, "SELECT count(snapshot_on) FROM tickets.all_daily_snapshots") == 0
