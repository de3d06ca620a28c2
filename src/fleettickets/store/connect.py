"""Open connections to the database, all with the same session settings."""

import re
import time
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from fleettickets.config import DatabaseSettings
from fleettickets.errors import SettingError, StoreError
from fleettickets.store.queries import query
from fleettickets.store.session_marks import FIND_MARK, SessionMark

Connection = psycopg.Connection[tuple[Any, ...]]
AsyncConnection = psycopg.AsyncConnection[tuple[Any, ...]]

# libpq parameters that a URL may override. The keepalives notice a dead server in about a minute.
_DEFAULTS: dict[str, str | int] = {
    "application_name": "fleettickets",
    "client_encoding": "UTF8",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


_OPEN_SESSION = query("open_session")
_LIMIT_LOCK_WAIT = query("limit_lock_wait")
LOCK_WAIT_S: int = DatabaseSettings.default("lock_wait_s")
"""How long a statement waits for a lock: longer than a batch takes, shorter than between runs."""

# Messages of a server that may accept the next attempt.
_PASSING = re.compile("starting up|shutting down|recovery|too many (connections|clients)")


def connect(url: str, *, retry_s: float = 0, lock_wait_s: float = LOCK_WAIT_S) -> Connection:
    """Return a connection in autocommit, so that ``conn.transaction()`` marks every transaction.

    Retries for ``retry_s`` seconds while the server is unavailable or starting. The session waits
    ``lock_wait_s`` seconds for a lock, unless the login has a lock_timeout. No message shows the
    URL or its password.

    Raises:
        SettingError: the URL cannot be read, or leads to a pooler that mixes sessions.
        StoreError: the server cannot be reached or refuses the user.
    """
    parameters = parameters_of(url)
    give_up_at = time.monotonic() + retry_s
    pause_s = 0.5
    while True:
        try:
            return _connect(parameters, lock_wait_s)
        except StoreError as error:
            is_refused = "FATAL:" in str(error) and not _PASSING.search(str(error))
            if is_refused or time.monotonic() + pause_s > give_up_at:
                raise
        time.sleep(pause_s)
        pause_s *= 2


def _connect(parameters: dict[str, Any], lock_wait_s: float) -> Connection:
    try:
        conn = psycopg.connect(**parameters, autocommit=True)
        prepare_session(conn, lock_wait_s)
    except psycopg.Error as error:
        password = str(parameters.get("password") or "")
        raise StoreError("connect", _without(password, str(error))) from None
    return conn


def prepare_session(conn: Connection, lock_wait_s: float) -> None:
    """Set what our statements rest on; every new connection needs it. Close it if that fails.

    Raises:
        SettingError: other connections share the session.
    """
    mark = SessionMark(conn.info.backend_pid)
    try:
        opened = conn.execute(_OPEN_SESSION, _opening(mark, lock_wait_s)).fetchone()
        if mark.must_be_found_again(opened):
            mark.check_found(conn.execute(FIND_MARK).fetchone())
    except Exception:
        conn.close()
        raise


async def prepare_async_session(conn: AsyncConnection, lock_wait_s: float) -> None:
    """Do what ``prepare_session`` does."""
    mark = SessionMark(conn.info.backend_pid)
    try:
        opened = await conn.execute(_OPEN_SESSION, _opening(mark, lock_wait_s))
        if mark.must_be_found_again(await opened.fetchone()):
            found = await conn.execute(FIND_MARK)
            mark.check_found(await found.fetchone())
    except Exception:
        await conn.close()
        raise


def _opening(mark: SessionMark, lock_wait_s: float) -> dict[str, str]:
    return {"lock_wait": f"{round(lock_wait_s * 1000)}ms", "mark": mark.value}


def limit_lock_wait(conn: Connection, lock_wait_s: float) -> None:
    """Make the session wait no longer than this for a lock; a shorter limit is kept."""
    conn.execute(_LIMIT_LOCK_WAIT, {"lock_wait_ms": round(lock_wait_s * 1000)})


def parameters_of(url: str) -> dict[str, Any]:
    """Return libpq's parameters for the URL, with our own defaults. They may hold a password.

    Raises:
        SettingError: the URL cannot be read.
    """
    try:
        parameters = conninfo_to_dict(url)
    except psycopg.ProgrammingError:  # its message quotes the URL
        problem = "is neither a postgresql:// URL nor a keyword string of libpq"
        raise SettingError("DATABASE_URL", problem) from None
    # An unencoded / or @ ends the password early, and messages would show its rest as a host.
    if any("@" in str(parameters.get(name) or "") for name in ("host", "port", "dbname")):
        raise SettingError("DATABASE_URL", "its user or password must be percent-encoded")
    return _DEFAULTS | parameters


def _without(password: str, message: str) -> str:
    shown = message.replace(password, "***") if password else message
    return " ".join(shown.split()).rstrip(".?")
