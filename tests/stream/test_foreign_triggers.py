"""What an operator's own objects do to a row costs its file only, whatever they do."""

from collections.abc import Iterator
from contextlib import ExitStack, closing

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.feed.bucket import Bucket
from fleettickets.imports.pipeline import Import
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.stream.test_refused_files import BAD
from tests.support.feed import csv_of, key, row
from tests.support.imports import World
from tests.support.serving import wait_until

FUNCTION = "CREATE FUNCTION public.object() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
TRIGGER = "CREATE TRIGGER of_others BEFORE INSERT OR UPDATE ON tickets."
ROW = " FOR EACH ROW EXECUTE FUNCTION public.object()"
IS_BAD = "new.owner = 'Bad'"
FAILS = "1 / (CASE WHEN owner = 'Bad' THEN 0 ELSE 1 END)"
SAME = "USING btree (owner WITH =) WHERE (owner = 'Bad') DEFERRABLE INITIALLY DEFERRED"
CODES = ("08006", "0A000", "25006", "40001", "42501", "42P01", "53300", "55P03", "57014")
DROPPED = "the database dropped 2 row(s) of tickets."


def on_bad(action: str, table: str = "inc", column: str = "owner") -> str:
    body = f" IF new.{column} = 'Bad' THEN {action} END IF; RETURN new; END $$; "
    return FUNCTION + body + TRIGGER + table + ROW


def raised(code: str) -> str:
    return on_bad(f"RAISE 'no Bad here' USING ERRCODE = '{code}';")


SILENT: dict[str, tuple[str, str]] = {
    "returns no row": (on_bad("RETURN NULL;"), "inc, the first of ticket T2"),
    "changes the id": (on_bad("new.ticket_id := 'X' || new.ticket_id;"), "inc"),
    "drops an event": (
        on_bad("RETURN NULL;", "ticket_events", "to_owner"),
        "ticket_events, the first of ticket T2",
    ),
    "a rule": (
        f"CREATE RULE of_others AS ON INSERT TO tickets.inc WHERE {IS_BAD} DO INSTEAD NOTHING",
        "inc",
    ),
}
LOUD: dict[str, tuple[str, str]] = {
    # A check of the operator's may raise any code, those of a broken server too.
    **{
        code: (raised(code), "no Bad here")
        for code in (
            "08006",
            "0A000",
            "25006",
            "40001",
            "42501",
            "42P01",
            "53300",
            "55P03",
            "57014",
        )
    },
    "a missing table": (on_bad("PERFORM 1 FROM audit_log;"), 'relation "audit_log" does not'),
    "a missing function": (on_bad("PERFORM audit(new);"), "function audit(tickets.inc) does not"),
    "a column that is generated": (
        f"ALTER TABLE tickets.inc ADD COLUMN of_others int GENERATED ALWAYS AS ({FAILS}) STORED",
        "division by zero",
    ),
    "an exclusion at the commit": (
        f"ALTER TABLE tickets.inc ADD CONSTRAINT of_others EXCLUDE {SAME}",
        "violates exclusion constraint",
    ),
    "an index": (
        f"CREATE INDEX of_others ON tickets.inc (({FAILS}))",
        "division by zero",
    ),
}
CASES = {name: (made, DROPPED + words) for name, (made, words) in SILENT.items()} | LOUD
SESSIONS = "SELECT FROM pg_stat_activity WHERE usename = 'importer_of_policies'"
UNDO = """
DROP RULE IF EXISTS of_others ON tickets.inc;
ALTER TABLE tickets.inc DROP CONSTRAINT IF EXISTS of_others, DROP COLUMN IF EXISTS of_others;
DROP INDEX IF EXISTS tickets.of_others;
DROP FUNCTION IF EXISTS public.object() CASCADE;
"""


@pytest.fixture
def world(world: World) -> Iterator[World]:
    world.put({key(0): csv_of([row("T1")]), key(20): BAD, key(40): csv_of([row("T5")])})
    yield world
    with closing(connect(world.url)) as conn:
        conn.execute(UNDO.encode())


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_named_and_the_others_are_applied(case: str, world: World) -> None:
    made, words = CASES[case]
    with closing(connect(world.url)) as conn:
        conn.execute(made.encode())

        report = world.run()

        [failed] = report.failed
        assert failed.change_key == key(20)
        assert words in (failed.error or "")
        assert [entry.change_key for entry in report.applied] == [key(0), key(40)]
        assert world.keys(world.dataset.changes_prefix) == [key(20)]
        conn.execute(UNDO.encode())
    assert world.run().is_good
    tickets = world.query("SELECT ticket_id FROM tickets.inc ORDER BY 1")
    assert tickets == [(f"T{n}",) for n in range(1, 6)]


def test_a_closing_that_is_dropped_is_noticed(world: World) -> None:
    closing_of_t1 = csv_of([row("T1", closed_at="2026-06-25 06:30:00")])
    world.put({key(50): closing_of_t1})
    with closing(connect(world.url)) as conn:
        drop = "RETURN NULL;"
        conn.execute(on_bad(drop, "closure_events", "cluster").replace("'Bad'", "'Westlands'"))
        [failed] = world.run().failed

    assert failed.change_key == key(50)
    assert "dropped 1 row(s) of tickets.closure_events, the first of ticket T1" in (
        failed.error or ""
    )


def test_a_policy_for_rows_costs_the_file_only(
    world: World, postgres_server: PostgresServer
) -> None:
    """Its code is that of a missing right, which would stop everything."""
    with ExitStack() as stack:
        admin = stack.enter_context(psycopg.connect(postgres_server.dsn, autocommit=True))
        role = sql.Identifier("importer_of_policies")
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(role))
        stack.callback(admin.execute, sql.SQL("DROP ROLE {}").format(role))
        # A session owns its temporary tables for a moment after its connection is closed.
        stack.callback(wait_until, lambda: not admin.execute(SESSIONS).rowcount)
        admin.execute(sql.SQL("GRANT fleettickets_ingest TO {}").format(role))
        owner = stack.enter_context(closing(connect(world.url)))
        owner.execute(
            "CREATE POLICY of_others ON tickets.inc USING (TRUE) WITH CHECK (owner <> 'Bad'"
            " OR owner IS NULL); ALTER TABLE tickets.inc ENABLE ROW LEVEL SECURITY"
        )
        stack.callback(
            owner.execute,
            "DROP POLICY of_others ON tickets.inc;"
            " ALTER TABLE tickets.inc DISABLE ROW LEVEL SECURITY",
        )
        url = make_conninfo(world.url, user="importer_of_policies", password="x")  # noqa: S106
        conn = stack.enter_context(closing(connect(url)))
        report = Import(conn, world.dataset, Bucket(world.settings, world.dataset)).apply()

        assert [entry.change_key for entry in report.applied] == [key(0), key(40)]
        assert "row-level security policy" in (report.failed[0].error or "")
        conn.execute("DISCARD TEMP")  # the login owns them
