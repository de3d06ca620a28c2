"""The context managers that run private servers for tests, with the real servers."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from fleettickets.errors import LocalServerError
from fleettickets.local import postgres, s3
from fleettickets.local.process import is_running, wait_until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")


def test_servers_stop_when_the_block_fails(tmp_path: Path) -> None:
    pids: list[int] = []

    def fail() -> None:
        with postgres.private_postgres(tmp_path) as server, s3.private_s3(tmp_path) as store:
            pids.extend([server.pid, store.pid])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(pids) == 2
    assert not any(is_running(pid) for pid in pids)


def test_servers_die_with_a_killed_caller(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, signal, sys\n"
        "from fleettickets.local import postgres, s3\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "with postgres.private_postgres(folder) as one, s3.private_s3(folder) as two:\n"
        "    print(one.pid, two.pid, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    pids = [int(pid) for pid in done.stdout.split()]

    assert len(pids) == 2, done.stderr
    assert wait_until(lambda: not any(is_running(pid) for pid in pids), 10)
    postgres.erase(tmp_path)
    s3.erase(tmp_path)


def test_a_running_server_is_not_taken_over(tmp_path: Path) -> None:
    with postgres.private_postgres(tmp_path, durable=True) as server:
        with pytest.raises(LocalServerError), postgres.private_postgres(tmp_path):
            pass
        assert is_running(server.pid)
    with pytest.raises(LocalServerError), postgres.private_postgres(tmp_path):
        pass
    assert (server.home / "data").exists()
    postgres.erase(tmp_path)
    assert not server.home.exists()


def test_throwaway_data_is_deleted(tmp_path: Path) -> None:
    with postgres.private_postgres(tmp_path) as server, psycopg.connect(server.dsn) as conn:
        assert conn.execute("SHOW fsync").fetchone() == ("off",)
    assert not server.home.exists()


@as_root
@pytest.mark.parametrize("mode", [0o755, 0o700], ids=["reachable", "out of reach"])
def test_root_drops_to_an_account_that_reaches_the_data(tmp_path: Path, mode: int) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=mode)
    folder = closed / "local"
    try:
        server = postgres.start(folder)
        owner = pwd.getpwuid(Path(f"/proc/{server.pid}").stat().st_uid).pw_name

        assert owner in {"postgres", "nobody"}
        assert postgres.find(folder) == server
        assert (folder / "postgres" / "data" / "PG_VERSION").exists()
    finally:
        postgres.erase(folder)
    assert not server.home.exists()


@as_root
def test_a_deleted_folder_loses_its_data_stored_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    folder = tmp_path / "local"
    first = postgres.start(folder)
    try:
        (folder / "postgres").unlink()
        second = postgres.start(folder)

        assert not is_running(first.pid)
        assert second.dsn != first.dsn
    finally:
        postgres.erase(folder)


def test_a_missing_state_file_is_reported(tmp_path: Path) -> None:
    with postgres.private_postgres(tmp_path, durable=True) as server:
        pass
    (server.home / "state.json").unlink()

    with pytest.raises(LocalServerError, match="its state file is missing"):
        postgres.start(tmp_path)
    postgres.erase(tmp_path)


def test_a_server_that_cannot_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with postgres.private_postgres(tmp_path, durable=True) as server:
        pass
    (server.home / "data" / "global" / "pg_control").write_bytes(b"")

    with pytest.raises(LocalServerError, match="pg_control"):
        postgres.start(tmp_path)
    postgres.erase(tmp_path)
