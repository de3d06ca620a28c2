"""What the command reports of a database, and what it refuses, before anything is moved."""

from collections.abc import Iterator
from contextlib import closing

import orjson
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.commands.adopt import main
from fleettickets.commands.migration import main as migrate_main
from fleettickets.config import BucketSettings, DatabaseSettings
from fleettickets.errors import AdoptionError, MigrationError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.earlier_schema import recognise
from fleettickets.store.migrate import migrate
from tests.db.adopt.conftest import Place
from tests.support import earlier
from tests.support.logins import login
from tests.support.neighbours import READER, snapshot

OLD_INC = "CREATE SCHEMA tickets; CREATE TABLE tickets.inc (ticket_id text, {})"
NOT_IT = {
    "nothing": ("", r"has no schema tickets, so there is nothing to adopt\. Check DATABASE_URL"),
    "another schema": (
        "CREATE SCHEMA tickets; CREATE TABLE tickets.orders (id int)",
        r"schema tickets: has no table inc; it has orders\. docs/moving-in\.md",
    ),
    "without raw": (
        OLD_INC.format("status text"),
        r"table tickets\.inc: has no ticket_id, or no raw of type jsonb; it has ticket_id text",
    ),
    "raw as text": (OLD_INC.format("raw text"), r"it has ticket_id text, raw text"),
    "aside": (
        OLD_INC.format("raw jsonb") + "; CREATE SCHEMA tickets_before",
        r"has a schema tickets_before that `fleettickets adopt` has not made",
    ),
}


@pytest.fixture
def environment(empty_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = empty_place.settings
    monkeypatch.setenv("DATABASE_URL", empty_place.url)
    values = {
        "endpoint": settings.endpoint,
        "bucket": settings.bucket,
        "access_key": settings.access_key,
        "secret_key": settings.secret_key,
    }
    for name, value in values.items():
        monkeypatch.setenv(BucketSettings.setting(name).name, value)
    assert DatabaseSettings.from_env().url == empty_place.url


@pytest.fixture
def empty(empty_place: Place) -> Iterator[Connection]:
    with closing(connect(empty_place.url)) as conn:
        yield conn


@pytest.mark.usefixtures("environment")
def test_a_dry_run_reports_everything_and_changes_nothing(
    place: Place, conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(conn)

    assert main([]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("tables, rows: inc 7, crq 2, geo_clusters 3, geo_locations 1")
    assert lines[1].startswith("migrations applied: 01_tickets_schema.sql, 02_import_meta.sql")
    assert lines[2].startswith("functions to be moved to tickets_before: reporting.fn_inc_dash")
    assert lines[3:] == [
        f"roles that may call them: {READER}, tracksolid_owner",
        f"roles that may read its views: {READER} (inc_open_sla)",
        "others' objects that will follow it to tickets_before: view reporting.v_open_by_cluster",
        "files of inc: 3 in processed/, 1 in changes/",
        "files of crq: 1 in processed/, 0 in changes/",
        "nothing was changed; add --apply to take it over",
    ]
    assert snapshot(conn) == before
    assert len(place.world.keys()) == 5


@pytest.mark.usefixtures("environment")
def test_the_command_takes_over_compares_and_undoes(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--apply", "--shown", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "moved"
    assert lines[1].startswith(f"set FLEETTICKETS_READER_ROLES={READER},tracksolid_owner")
    assert "restored inc key=automations/inc/changes/2026-06-22T15-50-39.adopted.csv.gz" in lines[5]
    assert "inc: tickets 7 -> 7, open 4 -> 2, closed 3 -> 5, positions 7 -> 7" in lines
    assert "  2 were open and are not: WOT0000002 and 1 more" in lines

    assert main([]) == 0
    assert capsys.readouterr().out.startswith("done: moved, migrated, carried, replayed inc")
    assert main(["--apply", "--json"]) == 0
    found = orjson.loads(capsys.readouterr().out)
    assert found["is_good"]
    assert [each["dataset"] for each in found["comparisons"]] == ["inc", "crq"]

    assert main(["--undo"]) == 0
    assert "the earlier installation's again" in capsys.readouterr().out
    assert main(["--json"]) == 0
    assert orjson.loads(capsys.readouterr().out)["tables"]["inc"] == 7
    assert place.world.query("SELECT count(*) FROM tickets.schema_migrations") == [(12,)]


@pytest.mark.usefixtures("environment")
def test_tickets_that_end_nowhere_make_it_fail(
    place: Place, conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """The import rejects a value of this length; alarms and export markers do not count."""
    earlier.load(
        conn,
        "inc",
        [
            earlier.ticket("WOT0000300", location_name="X" * 300_000),
            earlier.ticket("WOT0000301", is_alarm="true"),
            earlier.ticket("EXPORT STOPPED AT 100 ROWS"),
        ],
    )
    broken = "automations/inc/processed/2026-06-22T18-00-00.csv"
    place.world.put({broken: b"not,a,change,file\n"})

    assert main(["--apply"]) == 1

    shown = capsys.readouterr()
    assert f"[FT101] {broken.replace('processed', 'changes')}" in shown.err
    assert "  1 were there and are not here: WOT0000300\n" in shown.out
    assert "  2 are alarms or export markers, which are not imported: EXPORT ST" in shown.out


@pytest.mark.parametrize("kind", NOT_IT)
def test_what_is_not_it_is_refused(empty: Connection, kind: str) -> None:
    setup, problem = NOT_IT[kind]
    if setup:
        empty.execute(setup.encode())

    with pytest.raises(AdoptionError, match=problem) as raised:
        recognise(empty)
    assert raised.value.code == "FT309"


@pytest.mark.usefixtures("environment")
def test_a_database_of_ours_is_refused(
    empty: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    migrate(empty)

    for arguments in ([], ["--apply"]):
        assert main(arguments) == 2
        assert "[FT309] database: schema tickets was made by" in capsys.readouterr().err


@pytest.mark.usefixtures("environment")
def test_migrate_points_to_it(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert place.url

    assert migrate_main([]) == 1
    assert "`fleettickets adopt` shows what it can take over" in capsys.readouterr().err


def test_a_name_of_somebody_else_is_refused_before_anything_is_moved(
    place: Place, conn: Connection
) -> None:
    conn.execute("CREATE FUNCTION reporting.fn_backlog() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    before = snapshot(conn)

    with pytest.raises(MigrationError, match=r"others hold .* reporting\.fn_backlog\(\)"):
        place.adopt()

    assert snapshot(conn) == before


def test_a_login_that_may_not_migrate_is_refused_before_anything_is_moved(
    place: Place, conn: Connection, postgres_server: PostgresServer
) -> None:
    with login(postgres_server.dsn) as who:
        role = sql.Identifier(who["user"])
        conn.execute(sql.SQL("ALTER SCHEMA tickets OWNER TO {}").format(role))
        for name in ("inc", "crq"):
            table = sql.Identifier("tickets", name)
            conn.execute(sql.SQL("ALTER TABLE {} OWNER TO {}").format(table, role))
        with closing(connect(make_conninfo(place.url, **who))) as its_conn:
            with pytest.raises(AdoptionError, match="this login may not rename it"):
                recognise(its_conn)
            database = sql.Identifier(conn.info.dbname)
            conn.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(database, role))
            conn.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA tickets TO {}").format(role))
            with pytest.raises(AdoptionError, match="this login may not move it"):
                recognise(its_conn)
            conn.execute("DROP FUNCTION reporting.fn_inc_dashboard, reporting.fn_tickets_for_map")
            with pytest.raises(MigrationError, match="As an administrator: "):
                recognise(its_conn)
        conn.execute(sql.SQL("REASSIGN OWNED BY {} TO CURRENT_USER").format(role))
        conn.execute(sql.SQL("DROP OWNED BY {}").format(role))
    assert place.adopt().is_good


def test_a_hand_made_function_with_our_name_is_moved_too(place: Place, conn: Connection) -> None:
    conn.execute(
        "CREATE FUNCTION reporting.fn_freshness() RETURNS bigint LANGUAGE sql"
        " AS 'SELECT count(*) FROM tickets.inc'"
    )

    assert place.adopt().is_good

    moved = conn.execute("SELECT tickets_before.fn_freshness()").fetchone()
    assert moved == (7,)


@pytest.mark.parametrize(
    "without",
    [("13",), ("08", "09", "10", "12"), ("02",), ("03", "04", "05", "06", "07", "08", "09", "10")],
    ids=["crq without columns", "no view and no history", "no import_meta", "only raw"],
)
def test_older_forms_are_taken_over(empty_place: Place, without: tuple[str, ...]) -> None:
    if "03" in without:
        without = (*without, "12", "13")
    with closing(connect(empty_place.url)) as conn:
        earlier.install(conn, without=without)
        if "02" in without:
            conn.execute("CREATE TABLE tickets.import_meta (dataset text, metadata jsonb)")
        earlier.fill(conn, has_history="10" not in without)
        if "02" in without:
            conn.execute("DROP TABLE tickets.import_meta")
        conn.execute("ALTER TABLE tickets.inc ADD COLUMN noted_by text")
    empty_place.world.put(earlier.files())

    assert empty_place.adopt().is_good
    assert empty_place.world.query("SELECT count(*) FROM tickets.inc") == [(7,)]


def test_a_missing_table_is_no_obstacle(place: Place, conn: Connection) -> None:
    conn.execute("DROP TABLE tickets.crq CASCADE")
    conn.execute("DROP TABLE tickets.geo_locations, tickets.schema_migrations")
    assert recognise(conn).missing == ["crq", "geo_locations", "schema_migrations"]

    report = place.adopt()

    assert [each.dataset for each in report.comparisons] == ["inc"]
    assert place.world.query("SELECT count(*) FROM tickets.crq") == [(2,)]


def test_without_any_file_every_ticket_comes_from_raw(place: Place) -> None:
    place.world.delete(place.world.keys())

    report = place.adopt()

    assert report.is_good
    key = "automations/inc/changes/2026-06-22T17-10-41.adopted.csv.gz"
    assert place.world.query("SELECT DISTINCT change_key FROM tickets.inc") == [(key,)]
    assert place.world.query("SELECT count(*) FROM tickets.crq") == [(2,)]


def test_positions_kept_by_location_alone_count_in_each_cluster(
    place: Place, conn: Connection
) -> None:
    conn.execute(
        "DROP TABLE tickets.geo_locations;"
        "CREATE TABLE tickets.geo_locations (location text, lat float, lng float, source text);"
        "INSERT INTO tickets.geo_locations VALUES ('muigai inn, gate 2', -1.171, 36.951, 'x')"
    )

    place.adopt()

    assert place.world.query(
        "SELECT cluster, location_name, provider, precision, round(st_x(geom)::numeric, 3)::text"
        " FROM tickets.geo_locations WHERE NOT is_manual ORDER BY cluster"
    ) == [
        ("KILIMANI", "Muigai Inn, Gate 2", "x", "unknown", "36.951"),
        ("MUIGAI INN", "Muigai Inn, Gate 2", "x", "unknown", "36.951"),
    ]
