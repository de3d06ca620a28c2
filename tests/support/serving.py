"""The HTTP API in uvicorn, on a free port of loopback, in a thread of the test."""

import asyncio
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any, TypeVar

import httpx
from psycopg import sql

from fleettickets.api.server import Server, listen, make_server
from fleettickets.api.service import Scene
from fleettickets.config import AlertSettings, ServeSettings
from fleettickets.store.connect import connect
from fleettickets.store.tokens import Role, add_token

_TIMEOUT_S = 60

Answer = TypeVar("Answer")


@contextmanager
def serving(
    url: str, *, is_loopback: bool = True, alerts: AlertSettings | None = None, **settings: Any
) -> Iterator[str]:
    """Yield the base URL of a server over the database; its settings are ServeSettings."""
    scene = Scene(
        url,
        is_loopback,
        ServeSettings(**settings),
        budgets={"gazetteer": 5_000},
        alerts=alerts or AlertSettings(),
    )
    with closing(listen("127.0.0.1", 0)) as listener:
        server = make_server(scene)
        thread = threading.Thread(target=_run, args=(server, listener))
        thread.start()
        try:
            wait_until(lambda: server.started or not thread.is_alive())
            assert server.started
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(_TIMEOUT_S)
            assert not thread.is_alive()


def _run(server: Server, listener: socket.socket) -> None:
    asyncio.run(server.serve(sockets=[listener]))


@contextmanager
def client_of(base: str, token: str | None = None, **options: Any) -> Iterator[httpx.Client]:
    """Yield a client of the server that sends the token with each request."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=base, headers=headers, timeout=_TIMEOUT_S, **options) as client:
        yield client


def make_token(
    url: str, name: str, role: Role, days: int | None = None, crew_id: int | None = None
) -> str:
    """Return a new token of the database; that of a crew needs its id."""
    with closing(connect(url)) as conn:
        return add_token(conn, name, role, days, crew_id)[0]


def execute(url: str, statement: str, *params: Any) -> list[tuple[Any, ...]]:
    """Run a statement in a transaction of its own; return its rows."""
    with closing(connect(url)) as conn:
        cursor = conn.execute(statement.encode(), params)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def locked(url: str, table: str) -> Iterator[None]:
    """Lock a table so that nobody can even read it."""
    with closing(connect(url)) as conn, conn.transaction(force_rollback=True):
        lock = sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE")
        conn.execute(lock.format(sql.Identifier(*table.split("."))))
        yield


def waiting_for_locks(url: str) -> int:
    """Return how many sessions of the database wait for a lock."""
    [(count,)] = execute(
        url,
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
    return int(count)


def wait_until(is_true: Any, timeout_s: float = _TIMEOUT_S) -> None:
    """Wait until it is true; fail after the timeout."""
    give_up_at = time.monotonic() + timeout_s
    while not is_true():
        assert time.monotonic() < give_up_at, f"not true within {timeout_s:g} s"
        time.sleep(0.02)


def early_in_the_minute(spare_s: float = 10) -> None:
    """Wait for the next minute if this one ends soon: an answer's age changes with the minute."""
    left = 60 - time.time() % 60
    if left < spare_s:
        time.sleep(left + 0.1)


def run_apart(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Run it in a thread of its own, because the browser has an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
