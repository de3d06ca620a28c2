"""What a command prints: one line for each thing, in any encoding, and the alert all the same."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.commands import imports
from fleettickets.errors import MigrationError
from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.stream.test_runs import command, environ
from tests.support.disturbed import ended, fleettickets
from tests.support.feed import HEADER, csv_of, key, row
from tests.support.imports import World
from tests.support.webhook import webhook

FORGED = "dataset=crq applied=9"


@pytest.fixture
def world(world: World) -> World:
    world.dataset = DATASETS["crq"]
    return world


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x1b[2J\r", "\u2028", "\x85"])
def test_no_key_or_column_forges_a_line(end: str, world: World) -> None:
    header = [*HEADER, f"colour{end}{FORGED}"]
    world.put(
        {
            key(0, "crq"): csv_of([row("T1")], header),
            f"automations/crq/changes/x{end.replace(chr(27), '')}{FORGED}": b"x",
        }
    )
    done = ended(command("crq", "--from-bucket", "--apply"), environ(world))
    shown = ended(fleettickets("status"), environ(world))

    lines = [*done.stdout.splitlines(), *done.stderr.splitlines(), *shown.stdout.splitlines()]
    assert done.returncode == 1
    assert not [line for line in lines if line.startswith(FORGED)]
    assert "\x1b" not in done.stdout + done.stderr + shown.stdout
    assert sum(line.startswith("file=") for line in lines) == 1


def test_an_ascii_terminal_gets_escapes_and_the_alert_is_posted(world: World) -> None:
    header = [*HEADER, "größe"]
    world.put({key(0, "crq"): csv_of([row("T1")], header), key(20, "crq"): b"\xff"})
    with webhook() as hook:
        done = subprocess.run(
            command("crq", "--from-bucket", "--apply"),
            env=environ(world)
            | {"PYTHONIOENCODING": "ascii", "ALERT_WEBHOOK_URL": hook.url, "PYTHONUTF8": "0"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert "kept_in_raw=gr\\xf6\\xdfe" in done.stdout
        assert [change[1] for change in hook.changes] == ["file_failed"]


def test_the_alert_is_posted_after_an_unexpected_error_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[None] = []
    monkeypatch.setattr(imports, "_notify", lambda: posted.append(None))
    monkeypatch.setattr(imports, "end_run", lambda *_, **__: 1 / 0)
    for name, value in environ(world).items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ZeroDivisionError):
        imports.import_main("crq", ["--from-bucket", "--apply"])
    assert posted == [None]


def test_the_case_of_an_ending_does_not_matter(tmp_path: Path) -> None:
    for name in ("2026-06-25T06-00-00.CSV", "2026-06-25T06-20-00.Csv.GZ", "b.CSV", "c.txt"):
        (tmp_path / name).write_bytes(csv_of([row(name)]))

    keys = [file.key for file in LocalFiles(tmp_path, DATASETS["crq"]).waiting()]

    assert keys[:2] == [key(0, "crq"), key(20, "crq") + ".gz"]
    assert len(keys) == 3


@pytest.fixture
def plain_login(world: World, postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a login that may do what an import needs."""
    name = sql.Identifier("importer_of_output")
    with psycopg.connect(postgres_server.dsn, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'x'").format(name))
        admin.execute(sql.SQL("GRANT fleettickets_ingest TO {}").format(name))
        yield make_conninfo(world.url, user="importer_of_output", password="x")  # noqa: S106
        admin.execute(sql.SQL("DROP ROLE {}").format(name))


def test_a_lost_right_is_named_and_granted_again_by_migrate(world: World, plain_login: str) -> None:
    world.put({key(0, "crq"): csv_of([row("T1")])})
    run = command("crq", "--from-bucket", "--apply")
    login = environ(world) | {"DATABASE_URL": plain_login}
    with closing(connect(world.url)) as conn:
        conn.execute("REVOKE INSERT ON tickets.crq FROM fleettickets_ingest")

        refused = ended(run, login)
        assert refused.returncode == 2, refused.stderr
        assert "[FT310]" in refused.stderr
        assert "permission denied for table crq" in refused.stderr
        assert "fleettickets migrate" in refused.stderr

        migrate(conn)
    assert ended(run, login).returncode == 0


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_of_another_encoding_is_refused_before_anything_is_written(
    encoding: str, postgres_server: PostgresServer
) -> None:
    with ExitStack() as stack:
        name = f"encoded_{encoding.lower()}"
        admin = stack.enter_context(psycopg.connect(postgres_server.dsn, autocommit=True))
        create = "CREATE DATABASE {} ENCODING {} LOCALE 'C' TEMPLATE template0"
        admin.execute(sql.SQL(create).format(sql.Identifier(name), sql.Literal(encoding)))
        stack.callback(admin.execute, sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        conn = stack.enter_context(
            closing(connect(make_conninfo(postgres_server.dsn, dbname=name)))
        )

        with pytest.raises(MigrationError, match=f"its encoding is {encoding}") as caught:
            migrate(conn)
        assert "ENCODING 'UTF8'" in caught.value.hint
        assert conn.execute("SELECT to_regnamespace('tickets')").fetchone() == (None,)
