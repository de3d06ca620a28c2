"""`fleettickets local up|down|status`, with the real servers."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from fleettickets.local import postgres, s3, stack
from fleettickets.local.process import LOOPBACK, is_running
from fleettickets.local.stack import Stack
from tests.support.sockets import listeners


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "local"
    stack.erase(tmp_path / "local")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running stack for tests that do not change it."""
    folder = tmp_path_factory.mktemp("stack")
    try:
        yield stack.up(folder)
    finally:
        stack.erase(folder)


def write(running: Stack, text: str) -> None:
    """Write a text to both servers."""
    with psycopg.connect(running.postgres.dsn) as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS marks (text text)")
        conn.execute("INSERT INTO marks VALUES (%s)", [text])
    settings = running.s3.settings
    s3.client(settings).put_object(Bucket=settings.bucket, Key=text, Body=text.encode())


def marks(running: Stack) -> tuple[set[str], set[str]]:
    with psycopg.connect(running.postgres.dsn) as conn:
        rows = {text for (text,) in conn.execute("SELECT text FROM marks")}
    settings = running.s3.settings
    listed = s3.client(settings).list_objects_v2(Bucket=settings.bucket)
    return rows, {item["Key"] for item in listed.get("Contents", [])}


def pids(running: Stack) -> list[int]:
    return [running.postgres.pid, running.s3.pid]


def test_up_finds_what_runs_and_down_leaves_no_process(folder: Path) -> None:
    first = stack.up(folder)
    backends = _children(first.postgres.pid)

    assert pids(stack.up(folder)) == pids(first)
    assert stack.status(folder) == stack.Status(first.postgres, first.s3)
    assert stack.down(folder) == stack.Status(first.postgres, first.s3)
    assert stack.down(folder) == stack.status(folder) == stack.Status(None, None)
    assert backends
    assert not [pid for pid in (*pids(first), *backends) if is_running(pid)]
    assert not list(Path("/tmp").glob(f"seaweedfs-*-{first.s3.port}.sock"))  # noqa: S108 -- its choice


def test_postgis_can_be_installed(running: Stack) -> None:
    with psycopg.connect(running.postgres.dsn) as conn:
        conn.execute("CREATE EXTENSION postgis")


def test_killed_servers_start_again_with_their_data_and_ports(folder: Path) -> None:
    first = stack.up(folder)
    write(first, "before")
    for pid in pids(first):
        os.kill(pid, signal.SIGKILL)
    again = stack.up(folder)
    write(again, "after")

    assert marks(again) == ({"before", "after"}, {"before", "after"})
    assert again.postgres.dsn == first.postgres.dsn
    assert again.s3.settings == first.s3.settings


def test_a_stale_pid_file_with_another_programs_pid_is_ignored(folder: Path) -> None:
    first = postgres.start(folder)
    pid_file = first.home / "data" / "postmaster.pid"
    content = pid_file.read_text()
    os.kill(first.pid, signal.SIGKILL)
    postgres.stop(folder)
    pid_file.write_text(content.replace(str(first.pid), str(os.getppid()), 1))

    assert postgres.find(folder) is None
    assert postgres.start(folder).pid != os.getppid()


def test_backends_that_outlive_a_killed_server_are_ended_first(folder: Path) -> None:
    first = postgres.start(folder)
    with psycopg.connect(first.dsn, autocommit=True) as conn:
        backend = conn.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(first.pid, signal.SIGKILL)
        again = postgres.start(folder)

    assert not is_running(backend)
    assert is_running(again.pid)


def test_a_port_in_use_is_replaced_by_another(folder: Path) -> None:
    first = stack.up(folder)
    write(first, "kept")
    stack.down(folder)
    with (
        socket.create_server((LOOPBACK, first.postgres.port)),
        socket.create_server((LOOPBACK, first.s3.port)),
    ):
        again = stack.up(folder)

    assert again.postgres.port != first.postgres.port
    assert again.s3.port != first.s3.port
    assert marks(again) == ({"kept"}, {"kept"})


def test_two_stacks_run_side_by_side(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    try:
        one, two = stack.up(folder), stack.up(other)
        write(one, "one")
        write(two, "two")
        stack.down(other)

        assert marks(one) == ({"one"}, {"one"})
        assert stack.status(folder) == stack.Status(one.postgres, one.s3)
    finally:
        stack.erase(other)


def test_nothing_listens_beyond_loopback(running: Stack) -> None:
    assert listeners(running.postgres.pid) == {running.postgres.port: True}
    ports = listeners(running.s3.pid)
    assert running.s3.port in ports
    assert [port for port, is_local in ports.items() if not is_local] == []


def test_clients_without_credentials_are_refused(running: Stack) -> None:
    wrong = psycopg.conninfo.make_conninfo(running.postgres.dsn, password="guess")  # noqa: S106 - deliberately wrong

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    for port in listeners(running.s3.pid):
        assert _http_status(port, "/buckets/isptickets/?pretty=y") != 200


def test_secrets_are_only_in_files_that_only_their_owner_reads(running: Stack) -> None:
    settings = running.s3.settings
    password = psycopg.conninfo.conninfo_to_dict(running.postgres.dsn)["password"]
    secrets = [str(password), settings.access_key, settings.secret_key]
    shown = repr(running) + _command_lines(running) + _logs(running)

    assert [secret for secret in secrets if secret in shown] == []
    for path in _files_with(secrets, running):
        assert path.stat().st_mode & 0o077 == 0, path


def _children(parent: int) -> list[int]:
    task = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in task.read_text().split()]


def _command_lines(running: Stack) -> str:
    return "".join(Path(f"/proc/{pid}/cmdline").read_text() for pid in pids(running))


def _logs(running: Stack) -> str:
    homes = (running.postgres.home, running.s3.home)
    return "".join((home / "server.log").read_text() for home in homes)


def _files_with(secrets: list[str], running: Stack) -> list[Path]:
    paths = [
        path
        for home in (running.postgres.home, running.s3.home)
        for path in home.iterdir()
        if path.is_file() and any(secret in path.read_text() for secret in secrets)
    ]
    assert len(paths) == 3  # two state files, and SeaweedFS' identities
    return paths


def _http_status(port: int, path: str) -> int:
    with socket.create_connection((LOOPBACK, port), timeout=5) as conn:
        conn.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        answer = conn.recv(64)
    return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0
