"""A private PostgreSQL with PostGIS on loopback, separate from any other on the machine."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fleettickets.errors import LocalServerError, StoreError
from fleettickets.local import home_folder, process
from fleettickets.local.binaries import Binaries, unprivileged_account
from fleettickets.local.cluster import NAME, USER, Owner, ensure_cluster, server, version
from fleettickets.local.home import Home, locked
from fleettickets.local.process import LOOPBACK
from fleettickets.store.databases import database_on, ensure_database

_FOLDER = "postgres"
_DATABASE = "fleettickets"
_ATTEMPTS = 3
# Long enough to replay max_wal_size of log after a kill.
_START_TIMEOUT_S = 120.0
_END_TIMEOUT_S = 5.0


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running private server; its user is a superuser."""

    home: Path
    pid: int
    port: int
    version: int
    # postgresql://user:password@host:port/database
    dsn: str = field(repr=False)


def start(folder: Path, *, durable: bool = True, dies_with_caller: bool = False) -> PostgresServer:
    """Start the folder's server unless it runs, create its database, and return the server.

    Raises:
        LocalServerError: PostGIS is not installed, or the server does not start.
    """
    owner = Owner(unprivileged_account(), durable, dies_with_caller)
    with _as_local_error(), locked(folder, _FOLDER):
        home = home_folder.create(folder, _FOLDER, owner.account, stop=_stop)
        running = _adopt(home)
        if running is None:
            running = _start(home, ensure_cluster(home, owner), owner)
            _create_database(running)
        return running


def find(folder: Path) -> PostgresServer | None:
    """Return the folder's server, or None if it does not run."""
    with _as_local_error():
        return _running(home_folder.locate(folder, _FOLDER))


def stop(folder: Path) -> bool:
    """Stop the folder's server; return False if it does not run.

    Raises:
        LocalServerError: the server belongs to another user.
    """
    with _as_local_error(), locked(folder, _FOLDER):
        return _stop(home_folder.locate(folder, _FOLDER))


def erase(folder: Path) -> None:
    """Stop the folder's server and delete its data, even if that is in another folder."""
    stop(folder)
    with _as_local_error():
        home_folder.remove(folder, _FOLDER)


@contextmanager
def private_postgres(folder: Path, *, durable: bool = False) -> Iterator[PostgresServer]:
    """Run a server until the block ends, even if the caller is killed by SIGKILL.

    Unless durable, writes are not synced to disk, and the data is deleted at the end. The entering
    thread must live as long as the block, because the kernel ends the server with that thread.

    Raises:
        LocalServerError: the folder's server already runs, or existing data would be deleted.
    """
    home = home_folder.locate(folder, _FOLDER)
    if find(folder) is not None or (not durable and home.data.exists()):
        raise LocalServerError(NAME, f"{home.path} is already in use")
    try:
        yield start(folder, durable=durable, dies_with_caller=True)
    finally:
        stop(folder) if durable else erase(folder)


def _running(home: Home) -> PostgresServer | None:
    state, pid = home.read_state(), _postmaster(home)
    if pid is None or "port" not in state:
        return None
    port, password = int(state["port"]), state["password"]
    dsn = f"postgresql://{USER}:{password}@{LOOPBACK}:{port}/{_DATABASE}"
    return PostgresServer(home.path, pid, port, version(home), dsn)


def _adopt(home: Home) -> PostgresServer | None:
    """Return the running server, or None if none runs or it is just shutting down."""
    running = _running(home)
    if running is None or not _await_start(home, running.pid):
        return None
    try:
        _create_database(running)
    except StoreError:
        if not process.wait_until(lambda: not process.is_running(running.pid), _END_TIMEOUT_S):
            raise
        return None
    return running


def _postmaster(home: Home) -> int | None:
    return process.find("postgres", str(home.data))


def _stop(home: Home) -> bool:
    pid = _postmaster(home)
    if pid is not None:
        # First a fast shutdown, which disconnects clients; then an immediate one, after which the
        # next start replays the log.
        process.stop(pid, (signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))
    _end_orphans(home)
    return pid is not None


def _end_orphans(home: Home) -> None:
    """End the backends of a killed postmaster, which still hold its shared memory."""
    for pid in process.find_inside("postgres", home.data):
        process.stop(pid, (signal.SIGQUIT, 2.0))


def _start(home: Home, binaries: Binaries, owner: Owner) -> PostgresServer:
    _end_orphans(home)
    # PostgreSQL refuses to start if another process has taken the pid in this file.
    (home.data / "postmaster.pid").unlink(missing_ok=True)
    for _ in range(_ATTEMPTS):
        port = process.free_port(home.read_state().get("port"))
        home.write_state({**home.read_state(), "port": str(port)})
        pid = process.spawn(server(home, binaries, owner, port))
        if _await_start(home, pid):
            running = _running(home)
            if running is not None:
                return running
        if "Address already in use" not in home.log_tail():
            break
    _stop(home)
    raise LocalServerError(NAME, f"does not start; {home.log} ends with:\n{home.log_tail()}")


def _await_start(home: Home, pid: int) -> bool:
    """Wait until the server accepts connections; False if it ended or takes too long."""

    def is_ready_or_ended() -> bool:
        return _is_ready(home) or not process.is_running(pid)

    return process.wait_until(is_ready_or_ended, _START_TIMEOUT_S) and process.is_running(pid)


def _is_ready(home: Home) -> bool:
    try:
        words = (home.data / "postmaster.pid").read_text().split()
    except FileNotFoundError:
        return False
    return words[-1:] == ["ready"]


def _create_database(running: PostgresServer) -> None:
    ensure_database(database_on(running.dsn, "postgres"), _DATABASE)


@contextmanager
def _as_local_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LocalServerError(NAME, str(error).strip()) from error
    except StoreError as error:
        raise LocalServerError(NAME, error.args[0].rstrip(".")) from error
