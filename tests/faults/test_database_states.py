"""An available database that refuses: limits, locks, another schema, no PostGIS, read-only."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from signal import SIGINT

import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from fleettickets.cli import main
from fleettickets.config import BucketSettings
from fleettickets.errors import FleetTicketsError
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.process import stop
from fleettickets.store.connect import connect
from fleettickets.store.failures import explained_troubles
from tests.support import own_server
from tests.support.databases import fresh_database
from tests.support.disturbed import (
    cost,
    ended,
    environ,
    fleettickets,
    fresh_world,
    import_command,
)
from tests.support.feed import csv_of, key, row
from tests.support.figures import Fault, Note
from tests.support.imports import World
from tests.support.oracle import expected_of
from tests.support.serving import execute, locked, wait_until

Here = Callable[..., str]

MINUTES = (0, 20, 40)
FILES = {
    key(minute, "crq"): csv_of([row(f"T{number}", owner=str(minute)) for number in range(20)])
    for minute in MINUTES
}
FIRST = key(0, "crq")
EXPECTED = expected_of(FILES)
SORT = "SELECT count(*) FROM (SELECT n FROM generate_series(1, 100000) AS n ORDER BY -n) AS t"
LATER = "SELECT 1"


def begin(world: World) -> None:
    """Import one file, and leave two for later."""
    world.put({FIRST: FILES[FIRST]})
    world.run()
    world.put({name: FILES[name] for name in FILES if name != FIRST})


@pytest.fixture
def world(world: World) -> World:
    begin(world)
    return world


def refusal(world: World, command: list[str], status: int, code: str, **changes: str) -> str:
    """Run a command that must fail with this code and status; return its last line."""
    process = ended(command, environ(world, **changes))
    lines = process.stderr.splitlines()
    assert (process.returncode, lines[-1:] and lines[-1][:7]) == (status, f"[{code}]"), process
    assert "Traceback" not in process.stderr
    assert str(conninfo_to_dict(world.url)["password"]) not in process.stdout + process.stderr
    return lines[-1]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process, which must fail; returns its error message."""

    def run(world: World, words: str, status: int, code: str, **changes: str) -> str:
        with monkeypatch.context() as patch:
            for name, value in environ(world, **changes).items():
                patch.setenv(name, value)
            exit_status = main(words.split())
        line = capsys.readouterr().err
        assert (exit_status, line[:7]) == (status, f"[{code}]"), words
        return line

    return run


def check_recovered(world: World, note: Note, name: str) -> None:
    """Check that the next run ends with the right tables; note the cost of the fault."""
    began = time.monotonic()
    again = ended(import_command(), environ(world))
    assert again.returncode == 0, again.stderr
    recovery_s = time.monotonic() - began
    lost, doubled = cost(world, EXPECTED)
    note(Fault(name, 1, lost, doubled, recovery_s))
    assert (lost, doubled) == (0, 0)


@contextmanager
def database_setting(world: World, name: str, value: str) -> Iterator[None]:
    """Give every new session of the database a setting."""
    with closing(connect(world.url)) as conn:
        database = sql.Identifier(conn.info.dbname)
        setting = sql.SQL("ALTER DATABASE {} SET {} = {}")
        conn.execute(setting.format(database, sql.Identifier(name), sql.Literal(value)))
        yield
        conn.execute(sql.SQL("ALTER DATABASE {} RESET {}").format(database, sql.Identifier(name)))


def test_a_statement_timeout_is_reported(world: World, note: Note) -> None:
    with database_setting(world, "statement_timeout", "2s"), locked(world.url, "tickets.crq"):
        line = refusal(world, import_command(), 3, "FT307")

    assert "statement timeout" in line
    assert "ALTER ROLE" in line
    check_recovered(world, note, "statement_timeout")


def test_the_holder_of_a_lock_is_named(world: World, note: Note) -> None:
    with closing(connect(f"{world.url} application_name=forgotten")) as other:
        for statement, mode in (
            ("LOCK TABLE tickets.crq IN ACCESS EXCLUSIVE MODE", "ACCESS EXCLUSIVE"),
            ("UPDATE tickets.crq SET owner = 'me' WHERE ticket_id = 'T7'", "ROW EXCLUSIVE"),
        ):
            with other.transaction(force_rollback=True):
                other.execute(statement.encode())
                line = refusal(world, import_command(), 3, "FT306", FLEETTICKETS_LOCK_WAIT_S="1")
                pid = other.info.backend_pid
            assert f"pid {pid} (fleettickets, forgotten) holds {mode} on tickets.crq" in line
            assert "pg_terminate_backend(pid)" in line

    check_recovered(world, note, "lock held by another session")


def test_geocoding_and_manual_positions_also_name_the_lock_holder(world: World, here: Here) -> None:
    with locked(world.url, "tickets.geo_locations"):
        for words in ("geocode", "geocode set Westlands -- -1.26 36.8"):
            line = here(world, words, 3, "FT306", FLEETTICKETS_LOCK_WAIT_S="1")
            assert "holds ACCESS EXCLUSIVE on tickets.geo_locations" in line


def test_a_read_only_login_is_a_wrong_setting(world: World, here: Here, note: Note) -> None:
    with database_setting(world, "default_transaction_read_only", "on"):
        assert "default_transaction_read_only)" in refusal(world, import_command(), 2, "FT304")
        assert "default_transaction_read_only)" in here(world, "replay crq", 2, "FT304")
        assert ended(fleettickets("status"), environ(world)).returncode == 0

    check_recovered(world, note, "default_transaction_read_only")


def test_a_standby_is_refused_as_such(
    s3_server: BucketSettings, tmp_path: Path, here: Here, note: Note
) -> None:
    with (
        own_server.own_server(tmp_path / "primary") as primary,
        fresh_world(primary.dsn, s3_server) as world,
    ):
        begin(world)
        with own_server.standby_of(primary, tmp_path / "standby") as standby:
            mistaken = make_conninfo(world.url, port=standby.port)
            line = refusal(world, import_command(), 2, "FT304", DATABASE_URL=mistaken)
            assert "the database is a standby" in line
            assert "target_session_attrs=read-write" in line
            for words in ("import crq", "geocode"):
                assert "a standby" in here(world, words, 2, "FT304", DATABASE_URL=mistaken)
            # A standby serves commands that only read.
            assert ended(fleettickets("status"), environ(world, DATABASE_URL=mistaken)).stdout
            # The remedy of the hint.
            both = make_conninfo(
                world.url,
                host="127.0.0.1,127.0.0.1",
                port=f"{standby.port},{primary.port}",
                target_session_attrs="read-write",
            )
            assert ended(import_command(), environ(world, DATABASE_URL=both)).returncode == 0

        check_recovered(world, note, "standby mistaken for the primary")


def test_a_database_without_migrations_is_refused_by_every_command(
    postgres_server: PostgresServer, s3_server: BucketSettings, here: Here
) -> None:
    with fresh_database(postgres_server.dsn) as url:
        for words in (
            *("import crq", "import crq --apply", "replay crq", "geocode", "status"),
            *("rejects inc", "sla list", "token list", "import inc --capture-history --apply"),
        ):
            line = here(World(url, s3_server), words, 2, "FT302")
            assert "no migration has been applied" in line
            assert "`fleettickets migrate`" in line


def test_a_missing_migration_and_a_newer_schema_are_refused(
    world: World, here: Here, note: Note
) -> None:
    later, known = "migrations/9000_later.sql", "functions/capture_history.sql"
    execute(world.url, "INSERT INTO tickets.schema_files (path, digest) VALUES (%s, 'x')", later)
    assert f"the database has {later}" in refusal(world, import_command(), 2, "FT302")
    assert f"the database has {later}" in here(world, "migrate", 2, "FT302")
    execute(world.url, "DELETE FROM tickets.schema_files WHERE path = any(%s)", [later, known])
    assert "files are pending, the first is functions/" in here(world, "import crq", 2, "FT302")
    assert ended(fleettickets("migrate"), environ(world)).returncode == 0

    check_recovered(world, note, "schema older or newer than the code")


def test_a_database_whose_postgis_was_dropped_is_refused(world: World, here: Here) -> None:
    execute(world.url, "DROP EXTENSION postgis CASCADE")

    assert "PostGIS is missing" in here(world, "import crq --apply", 2, "FT308")


def test_a_server_without_postgis_is_reported_and_a_later_migrate_succeeds(
    s3_server: BucketSettings, tmp_path: Path, here: Here, note: Note
) -> None:
    """This happens when a server is upgraded without installing PostGIS for the new version."""
    with (
        own_server.own_server(tmp_path / "own") as server,
        fresh_world(server.dsn, s3_server) as world,
        own_server.open_folder() as folder,
    ):
        begin(world)
        own_server.kill(server, SIGINT)
        pid = own_server.start_without_postgis(server, folder)
        line = refusal(world, import_command(), 2, "FT308")
        assert "PostGIS is missing" in line
        with fresh_database(server.dsn) as url:
            line = here(world, "migrate", 1, "FT303", DATABASE_URL=url)
            assert 'extension "postgis" is not available' in line
        stop(pid, (SIGINT, 10.0))
        own_server.start(tmp_path / "own")

        check_recovered(world, note, "server without PostGIS")


def test_a_migration_that_does_not_end_is_reported(world: World, here: Here) -> None:
    with closing(connect(world.url)) as conn:
        conn.execute("SELECT pg_advisory_lock(%s)", [int.from_bytes(b"ftmigrat", "big")])
        line = here(world, "import crq --apply", 3, "FT306", FLEETTICKETS_LOCK_WAIT_S="1")

        assert f"pid {conn.info.backend_pid} (" in line
        assert "holds EXCLUSIVE on migrations or positions" in line


def is_there(world: World, pid: int) -> bool:
    return bool(world.query("SELECT FROM pg_stat_activity WHERE pid = %s", [pid]))


def test_each_refusal_of_the_database_has_its_own_error(world: World) -> None:
    for codes, settings, statement in (
        ("FT305", "SET temp_file_limit = '64kB'; SET work_mem = '64kB'", SORT),
        ("FT307", "SET statement_timeout = '100ms'", "SELECT pg_sleep(30)"),
        # The server's last message may be lost with the connection.
        ("FT307 FT301", "SET idle_in_transaction_session_timeout = '10ms'; BEGIN", LATER),
        ("FT301", "", "SELECT pg_terminate_backend(pg_backend_pid())"),
        ("FT302", "", "SELECT tickets.no_such_function()"),
        ("FT301", "", "SELECT 1 / 0"),
    ):
        with closing(connect(world.url)) as conn:
            conn.execute(settings.encode())
            if statement == LATER:
                pid = conn.info.backend_pid
                wait_until(lambda: not is_there(world, pid))  # noqa: B023 - called at once
            with pytest.raises(FleetTicketsError) as caught, explained_troubles("work", conn):
                conn.execute(statement.encode())

        assert caught.value.code in codes.split()
