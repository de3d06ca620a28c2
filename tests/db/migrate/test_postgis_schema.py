"""PostGIS may be in any schema, and search_path may be anything."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.cli import main
from fleettickets.commands.imports import import_main
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate
from fleettickets.store.schema import SQL_FOLDER, read_schema
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, row
from tests.support.reporting import apply_given, ask

GIVEN = """
INSERT INTO given (
    file_at, cluster, ticket_id, normalized_status, location_name, latitude, longitude, closed_at
)
SELECT
    '2026-06-25 10:00', 'Westlands', 'I' || n, CASE WHEN n < 8 THEN 'open' ELSE 'closed' END,
    'street ' || chr(64 + n), '-1.28', '36.82', CASE WHEN n > 7 THEN '2026-06-25 09:00:00' END
FROM generate_series(1, 9) AS n;
"""


@pytest.fixture(params=["extensions", "Geo Data", "tickets"])
def conn(postgres_server: PostgresServer, request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A database whose schema public is gone, and whose search_path leads nowhere."""
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(postgres_server.dsn))
        with psycopg.connect(url, autocommit=True) as admin:
            schema = sql.Identifier(request.param)
            admin.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
            admin.execute(sql.SQL("CREATE EXTENSION postgis SCHEMA {}").format(schema))
            admin.execute("DROP SCHEMA public")
            database = sql.Identifier(admin.info.dbname)
            admin.execute(sql.SQL("ALTER DATABASE {} SET search_path = nowhere").format(database))
        conn = stack.enter_context(closing(connect(url)))
        migrate(conn)
        yield conn


def test_tickets_are_located_and_moved_and_drawn(conn: Connection, tmp_path: Path) -> None:
    apply_given(conn, GIVEN, tmp_path)
    assert ask(conn, "SELECT array_agg(DISTINCT geo_source) FROM tickets.inc") == ["feed"]
    assert ask(conn, "SELECT length(reporting.fn_closed_tile('inc', 0, 0, 0)) > 20")

    conn.execute("UPDATE tickets.geo_settings SET suspect_addresses = 5")
    conn.execute("SELECT tickets.refresh_suspects()")
    conn.execute(
        "INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)"
        " VALUES ('Westlands', st_setsrid(st_makepoint(36.8, -1.26), 4326), 'test', 'cluster')"
    )

    assert ask(conn, "SELECT array_agg(DISTINCT geo_source) FROM tickets.inc") == ["cluster"]
    assert ask(conn, "SELECT count(*) FROM tickets.check_tickets('inc')") == 0


def test_an_import_and_geocoding_find_it(
    conn: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url_of(conn))
    (tmp_path / "2026-06-25T06-20-00.csv").write_bytes(csv_of([row("T1"), row("T2")]))

    assert import_main("inc", ["--inc-csv", str(tmp_path), "--apply", "--no-geocode"]) == 0
    assert main(["geocode", "--provider", "gazetteer"]) == 0
    assert main(["status", "inc"]) in {0, 1}

    assert ask(conn, "SELECT count(*) FROM tickets.inc WHERE geom IS NOT NULL") == 2


def url_of(conn: Connection) -> str:
    return make_conninfo(conn.info.dsn, password=conn.info.password)


def test_a_second_run_has_nothing_to_do(conn: Connection) -> None:
    assert not migrate(conn)


PATHS = {
    "of the login": ("ALTER ROLE {role} IN DATABASE {name} SET search_path = nowhere, pg_catalog",),
    "of the database, with pg_catalog last": (
        "ALTER DATABASE {name} SET search_path = elsewhere, pg_catalog",
        "CREATE SCHEMA elsewhere",
        # It would answer in place of PostgreSQL's own.
        "CREATE FUNCTION elsewhere.lower(text) RETURNS text LANGUAGE sql AS $$ SELECT 'no' $$",
        "CREATE FUNCTION elsewhere.now() RETURNS text LANGUAGE sql AS $$ SELECT 'never' $$",
    ),
    "without public, which nobody may use": (
        "ALTER DATABASE {name} SET search_path = ''",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    ),
}


@pytest.mark.parametrize("case", PATHS)
def test_any_search_path_will_do(
    case: str, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(postgres_server.dsn))
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("CREATE SCHEMA extensions")
            admin.execute("CREATE EXTENSION postgis SCHEMA extensions")
            names = {
                "name": sql.Identifier(admin.info.dbname),
                "role": sql.Identifier(admin.info.user),
            }
            for statement in PATHS[case]:
                admin.execute(sql.SQL(statement).format(**names))
        conn = stack.enter_context(closing(connect(url)))
        migrate(conn)

        apply_given(conn, GIVEN, tmp_path)

        assert ask(conn, "SELECT array_agg(DISTINCT geo_source) FROM tickets.inc") == ["feed"]
        assert ask(conn, "SELECT count(*) FROM tickets.check_tickets('inc')") == 0
        assert ask(conn, "SELECT length(reporting.fn_closed_tile('inc', 0, 0, 0)) > 20")
        assert not migrate(conn)


def test_public_stands_for_postgis_only() -> None:
    """So it may be replaced, wherever PostGIS is."""
    schema = read_schema(SQL_FOLDER)
    for script in schema.migrations + schema.functions + schema.views:
        moved = script.with_postgis_in("elsewhere")
        assert moved.digest == script.digest
        assert moved.text.count("elsewhere.") == moved.text.count("elsewhere") - moved.text.count(
            "search_path = elsewhere"
        )
