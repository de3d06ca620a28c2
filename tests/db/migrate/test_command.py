"""The migrate command: its dry run, its messages, its connection."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from fleettickets.commands.migration import main
from fleettickets.store.connect import Connection
from fleettickets.store.migrate import migrate, pending_changes
from tests.support.schemas import BASE, TWO, MakeSchema, function, paths, state, value

SCRIPT = Path(__file__).parents[3] / "run_migrations.py"


def test_an_empty_database_stays_empty(conn: Connection, make_schema: MakeSchema) -> None:
    schema = make_schema({**BASE, "functions/f.sql": function("f")})
    before = state(conn)

    assert paths(pending_changes(conn, schema)) == ["migrations/0001_one.sql", "functions/f.sql"]
    assert state(conn) == before


def test_it_lists_exactly_what_a_run_then_applies(
    conn: Connection, make_schema: MakeSchema
) -> None:
    migrate(conn, make_schema(BASE))
    schema = make_schema({**BASE, "migrations/0002_two.sql": TWO})
    pending = pending_changes(conn, schema)

    assert migrate(conn, schema) == pending
    assert not pending_changes(conn, schema)


def test_it_does_not_wait_for_a_migrator_at_work(
    conn: Connection, other: Connection, make_schema: MakeSchema
) -> None:
    schema = make_schema({**BASE, "functions/f.sql": function("f")})
    plans: list[list[str]] = []

    migrate(conn, schema, report=lambda _line: plans.append(paths(pending_changes(other, schema))))

    assert plans == [["functions/f.sql"], []]


def test_a_dry_run_lists_the_shipped_files(
    conn: Connection,
    empty_database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database)
    before = state(conn)

    assert main(["--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("would apply migrations/0001_")
    assert state(conn) == before


def test_an_error_is_shown_with_its_code_and_hint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert main([]) == 2
    assert capsys.readouterr().err.startswith("[FT001] DATABASE_URL: is not set. Set it in")


def test_the_script_runs_from_any_folder(empty_database: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--dry-run"],
        cwd=tmp_path,
        env={"DATABASE_URL": empty_database},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("would apply migrations/0001_")


def test_a_connection_is_in_autocommit_and_in_utc(conn: Connection) -> None:
    assert conn.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
    assert conn.autocommit
    assert value(conn, "SHOW TimeZone") == "UTC"
    assert value(conn, "SHOW application_name") == "fleettickets"
