"""Tell a webhook what has gone wrong, and what is right again: once for each change of state.

The changes lie in the database (store/alerts.py). They are posted before they are marked as
posted, so one can be posted twice where a process dies, or an answer is lost, in between; none is
lost. Nothing here fails its caller, and nothing shows the address, which is a secret.
"""

import http.client
import json
import logging
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import errors, sql

from fleettickets.errors import FleetTicketsError
from fleettickets.store.alerts import WATCHER, Alert, settle, take_changes
from fleettickets.store.connect import Connection, connect

log = logging.getLogger(__name__)

_TIMEOUT_S = 5.0
_PAUSES_S = (0.5, 2.0)
"""Between one try and the next."""
_LEASE_S = 60
"""Longer than all tries together."""
_ENOUGH = range(200, 300)
_LASTING = frozenset({400, 401, 403, 404, 405, 410, 413, 415, 422})
"""What will not be otherwise in a moment."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What telling came to."""

    posted: int = 0
    problem: str | None = None
    """Why it could not be told; it is tried again."""


def notify(database_url: str, webhook_url: str, *, is_watcher: bool = False) -> Outcome:
    """Post what has changed; ``is_watcher``: with no more than that role's rights."""
    try:
        with closing(connect(database_url)) as conn:
            if is_watcher:
                conn.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(WATCHER)))
            return _post_changes(conn, webhook_url)
    except errors.InsufficientPrivilege:
        return Outcome(problem=f"this login may not; GRANT {WATCHER} to it")
    except (FleetTicketsError, psycopg.Error) as error:
        return Outcome(problem=" ".join(str(error).split()))


def _post_changes(conn: Connection, webhook_url: str) -> Outcome:
    posted = 0
    while alerts := take_changes(conn, _LEASE_S):
        problem = post(webhook_url, body_of(alerts, datetime.now(UTC)))
        settle(conn, alerts, is_posted=problem is None)
        if problem is not None:
            return Outcome(posted, problem)
        posted += len(alerts)
    return Outcome(posted)


def body_of(alerts: Sequence[Alert], now: datetime) -> bytes:
    """Return what is posted (docs/deployment-and-operations.md#watching)."""
    lines = [f"{alert.state}: {alert.message}" for alert in alerts]
    body = {
        "service": "fleettickets",
        "sent_at": now.isoformat(),
        "text": "\n".join(lines),
        "changes": [
            {
                "id": alert.alert_id,
                "state": alert.state,
                "kind": alert.kind,
                "dataset": alert.dataset,
                "subject": alert.subject or None,
                "message": alert.message,
                "since": alert.since.astimezone(UTC).isoformat(),
                "changed_at": alert.changed_at.astimezone(UTC).isoformat(),
            }
            for alert in alerts
        ],
    }
    return json.dumps(body).encode()


def post(url: str, body: bytes, *, timeout_s: float = _TIMEOUT_S) -> str | None:
    """Return None when the webhook took it, else why not; no word of it is from the address."""
    problem: str | None = None
    for pause_s in (*_PAUSES_S, None):
        answer = _within(timeout_s, lambda: _ask(url, body, timeout_s))
        if isinstance(answer, int) and answer in _ENOUGH:
            return None
        problem = f"it answered {answer}" if isinstance(answer, int) else answer
        if answer in _LASTING or pause_s is None:
            break
        time.sleep(pause_s)
    return problem


def _within(limit_s: float, ask: Callable[[], int | str]) -> int | str:
    # http.client limits each step, none of them the sum: a server may send a byte now and then.
    result: SimpleQueue[int | str] = SimpleQueue()
    Thread(target=lambda: result.put(ask()), name="webhook", daemon=True).start()
    try:
        return result.get(timeout=limit_s)
    except Empty:
        return f"no answer within {limit_s:g} s"


def _ask(url: str, body: bytes, timeout_s: float) -> int | str:
    """Return the status; redirects are not followed. http.client logs nothing."""
    try:
        parts = urlsplit(url)
        options: dict[str, Any] = {"timeout": timeout_s}
        kind: type[http.client.HTTPConnection] = http.client.HTTPConnection
        if parts.scheme == "https":
            kind, options["context"] = http.client.HTTPSConnection, ssl.create_default_context()
        with closing(kind(parts.hostname or "", parts.port, **options)) as conn:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {
                "Content-Type": "application/json",
                "User-Agent": f"fleettickets/{version('fleettickets')}",
            }
            conn.request("POST", target, body, headers)
            return conn.getresponse().status
    except TimeoutError:
        return f"no answer within {timeout_s:g} s"
    except Exception as error:  # noqa: BLE001 - whatever it is, it may quote the address
        return f"the connection failed ({type(error).__name__})"
