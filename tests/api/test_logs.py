"""What a server writes down, and that no secret is in it."""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.local.postgres import PostgresServer
from tests.support.serving import client_of, execute, make_token, wait_until

COMMAND = "import sys; from fleettickets.cli import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def served(url: str, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run the command itself; yield it and its address."""
    command = [sys.executable, "-c", COMMAND, "serve", "--port", "0"]
    with (
        log.open("wb") as stderr,
        subprocess.Popen(
            command, env=os.environ | {"DATABASE_URL": url}, stdout=subprocess.PIPE, stderr=stderr
        ) as process,
    ):
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().decode().strip()
        finally:
            process.kill()


@pytest.fixture
def password(postgres_server: PostgresServer, url: str) -> Iterator[tuple[str, str]]:
    """The password of a login that may only read, and the database's URL with it."""
    name, word = f"log_{secrets.token_hex(4)}", "p4ss/w\"rd'" + secrets.token_hex(8)
    role = sql.Identifier(name)
    with psycopg.connect(postgres_server.dsn, autocommit=True) as admin:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} IN ROLE fleettickets_reader")
        admin.execute(create.format(role, sql.Literal(word)))
        yield word, make_conninfo(url, user=name, password=word)
        admin.execute(sql.SQL("DROP ROLE {}").format(role))


def test_no_secret_is_written_down(url: str, password: tuple[str, str], tmp_path: Path) -> None:
    mine, other = make_token(url, "mine", "viewer"), f"ft_{secrets.token_urlsafe(32)}"
    log = tmp_path / "log"
    with served(password[1], log) as (process, base), client_of(base) as client:
        bearer = {"authorization": f"Bearer {mine}"}
        answers = [
            client.get("/api/v1/inc/dashboard", headers=bearer),
            client.get("/api/v1/inc/dashboard", params={"token": mine}, headers=bearer),
            client.get("/api/v1/inc/dashboard", params={"window": mine}, headers=bearer),
            client.get(f"/api/v1/inc/tickets/{mine}", headers=bearer),
            client.get("/api/v1/session", headers={"authorization": f"Bearer {other}"}),
            client.get("/api/v1/session", headers=bearer | {"x-request-id": other}),
            client.get(f"/{other}"),
        ]
        execute(
            url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        execute(url, "UPDATE tickets.api_tokens SET role = 'admin'")
        answers.append(client.get("/metrics", headers=bearer))
        wait_until(lambda: "listening" in log.read_text())  # the loss was logged, with its cause
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0

    assert [answer.status_code for answer in answers] == [200, 400, 400, 404, 401, 200, 404, 200]
    written = log.read_text(encoding="utf-8")
    for secret in (mine, other, mine[3:], other[3:], password[0], json.dumps(password[0])[1:-1]):
        assert secret not in written
    assert "***" in written


def test_every_request_is_a_line_that_a_program_reads(url: str, tmp_path: Path) -> None:
    mine = make_token(url, "wall screen", "viewer")
    log = tmp_path / "log"
    with served(url, log) as (process, base), client_of(base, mine) as client:
        answer = client.get("/api/v1/inc/dashboard?team=A", headers={"x-request-id": "job-7"})
        client.get("/nothing/here")
        process.terminate()
        assert process.wait(10) == 0

    lines: list[dict[str, Any]] = [json.loads(line) for line in log.read_text().splitlines()]
    asked, missed = [line for line in lines if line["event"] == "request"]
    length = int(answer.headers["content-length"])
    assert asked | {"at": "", "ms": 0.0} == {
        "at": "",
        "level": "info",
        "logger": "fleettickets.access",
        "event": "request",
        "request_id": "job-7",
        "method": "GET",
        "path": "/api/v1/inc/dashboard",
        "route": "/api/v1/{dataset}/dashboard",
        "status": 200,
        "bytes": length,
        "ms": 0.0,
        "client": "127.0.0.1",
        "caller": "wall screen",
        "role": "viewer",
    }
    assert (missed["status"], missed["caller"]) == (404, None)


def test_an_end_that_is_asked_for_is_a_good_one(url: str, tmp_path: Path) -> None:
    with (
        served(url, tmp_path / "log") as (process, base),
        client_of(base) as client,
        client.stream("GET", "/api/v1/events") as stream,
    ):
        assert next(stream.iter_lines()) == "retry: 3000"
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert "graceful shutdown exceeded" not in (tmp_path / "log").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "99999"], "expected 0 to 65535"),
        (["--host", "203.0.113.1"], "[FT001] --host or --port: 203.0.113.1:8080: "),
        (["--host", "no.such.host.invalid"], "[FT001] --host or --port"),
    ],
)
def test_an_address_that_cannot_be_served_is_said(
    arguments: list[str], said: str, url: str
) -> None:
    command = [sys.executable, "-c", COMMAND, "serve", *arguments]
    done = subprocess.run(
        command, env=os.environ | {"DATABASE_URL": url}, capture_output=True, check=False, text=True
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_document_is_printed_without_a_database(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "serve", "--openapi"],
        env=environ,
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )

    assert json.loads(done.stdout)["paths"]["/api/v1/{dataset}/dashboard"]


def test_a_busy_port_is_said(shared_base: str, url: str) -> None:
    port = httpx.URL(shared_base).port
    command = [sys.executable, "-c", COMMAND, "serve", "--port", str(port)]
    done = subprocess.run(
        command, env=os.environ | {"DATABASE_URL": url}, capture_output=True, check=False, text=True
    )

    assert done.returncode == 2
    assert "Address already in use" in done.stderr
