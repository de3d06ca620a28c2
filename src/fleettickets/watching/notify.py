"""Tell a webhook what has gone wrong, and what is right again: once for each change of state.

The changes lie in the database (store/alerts.py). They are posted before they are marked as
posted, so one can be posted twice where a process dies, or an answer is lost, in between; none is
lost. What the webhook finds too large, or cannot read, is posted in halves, at last alone and
shortened; what it refuses even so waits by itself. Nothing here fails its caller, and nothing shows
the address, which is a secret.
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
from hashlib import sha256
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
_LOOK_S = 40.0
"""For how long a look begins to post; its caller waits."""
_LEASE_S = 60
"""Longer than a look and the tries of its last post."""
_ENOUGH = range(200, 300)
_UNREADABLE = frozenset({400, 413, 422})
"""What a smaller body may mend."""
_LASTING = frozenset({401, 403, 404, 405, 410, 415}) | _UNREADABLE
"""What will not be otherwise in a moment."""
_MOST_REFUSED = 3
"""So many refused alone, one after the other: it refuses everything."""
_TEXT_LENGTH = 2_000
"""The most characters of ``text``; chat services take so many at least."""
_LINE_LENGTH = 500
"""The most characters of one of its lines."""
_SHORT_LENGTH = 160
"""The most characters of a shortened message."""


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
    look = _Look(conn, webhook_url)
    while look.problem is None and (alerts := take_changes(conn, _LEASE_S)):
        look.tell(alerts)
    return Outcome(look.posted, look.problem or look.refusal)


class _Look:
    """What waits is posted, in parts as large as the webhook takes."""

    def __init__(self, conn: Connection, webhook_url: str) -> None:
        self.posted = 0
        self.problem: str | None = None
        """What ended it."""
        self.refusal: str | None = None
        """What it did not end for."""
        self._conn = conn
        self._url = webhook_url
        self._give_up_at = time.monotonic() + _LOOK_S
        self._refused_in_a_row = 0

    def tell(self, alerts: Sequence[Alert]) -> None:
        """Post changes in their order; once there is a problem, leave them for the next look."""
        answer = None if self.problem else self._post(alerts)
        if answer in _UNREADABLE and len(alerts) > 1:
            middle = len(alerts) // 2
            self.tell(alerts[:middle])
            self.tell(alerts[middle:])
            return
        if answer in _UNREADABLE and (shorter := _shortened(alerts[0])) != alerts[0]:
            answer = self._post([shorter])
        is_posted, is_refused = answer in _ENOUGH, answer in _UNREADABLE
        if is_posted:
            self.posted += len(alerts)
            self._refused_in_a_row = 0
        elif is_refused:
            self._set_aside(f"it answered {answer}")
        elif answer is not None:
            self.problem = f"it answered {answer}" if isinstance(answer, int) else answer
        settle(self._conn, alerts, is_posted=is_posted, is_refused=is_refused)

    def _post(self, alerts: Sequence[Alert]) -> int | str:
        if time.monotonic() > self._give_up_at:
            return f"not all could be told within {_LOOK_S:g} s"
        return post(self._url, body_of(alerts, datetime.now(UTC)), key_of(alerts))

    def _set_aside(self, problem: str) -> None:
        self._refused_in_a_row += 1
        self.refusal = f"{problem} to a change by itself"
        if self._refused_in_a_row == _MOST_REFUSED:
            self.problem = problem


def body_of(alerts: Sequence[Alert], now: datetime) -> bytes:
    """Return what is posted (docs/deployment-and-operations.md#watching)."""
    body = {
        "service": "fleettickets",
        "sent_at": now.isoformat(),
        "text": _text_of(alerts),
        "changes": [_change_of(alert) for alert in alerts],
    }
    return json.dumps(body).encode()


def key_of(alerts: Sequence[Alert]) -> str:
    """Return what the same changes have in common whenever they are posted, and no others have.

    Their ids are not enough: two databases that tell one webhook count alike.
    """
    changes = json.dumps([_change_of(alert) for alert in alerts])
    return sha256(changes.encode()).hexdigest()[:32]


def _change_of(alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.alert_id,
        "state": alert.state,
        "kind": alert.kind,
        "dataset": alert.dataset,
        "subject": alert.subject or None,
        "message": alert.message,
        "since": alert.since.astimezone(UTC).isoformat(),
        "changed_at": alert.changed_at.astimezone(UTC).isoformat(),
    }


def _text_of(alerts: Sequence[Alert]) -> str:
    """Return a line for each change, and how many more there are than have room."""
    lines = [_cut(f"{alert.state}: {alert.message}", _LINE_LENGTH) for alert in alerts]
    text = "\n".join(lines)
    shown = len(lines)
    while len(text) > _TEXT_LENGTH:
        shown -= 1
        text = "\n".join([*lines[:shown], f"and {len(lines) - shown:,} more"])
    return text


def _shortened(alert: Alert) -> Alert:
    return alert._replace(
        subject=_cut(alert.subject, _SHORT_LENGTH), message=_cut(alert.message, _SHORT_LENGTH)
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def post(url: str, body: bytes, key: str, *, timeout_s: float = _TIMEOUT_S) -> int | str:
    """Return the last status, or why there was none; no word of it is from the address."""
    for pause_s in (*_PAUSES_S, None):
        answer = _within(timeout_s, lambda: _ask(url, body, key, timeout_s))
        if answer in _ENOUGH or answer in _LASTING or pause_s is None:
            break
        time.sleep(pause_s)
    return answer


def _within(limit_s: float, ask: Callable[[], int | str]) -> int | str:
    # http.client limits each step, none of them the sum: a server may send a byte now and then.
    result: SimpleQueue[int | str] = SimpleQueue()
    Thread(target=lambda: result.put(ask()), name="webhook", daemon=True).start()
    try:
        return result.get(timeout=limit_s)
    except Empty:
        return f"no answer within {limit_s:g} s"


def _ask(url: str, body: bytes, key: str, timeout_s: float) -> int | str:
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
                "Idempotency-Key": key,
                "User-Agent": f"fleettickets/{version('fleettickets')}",
            }
            conn.request("POST", target, body, headers)
            return conn.getresponse().status
    except TimeoutError:
        return f"no answer within {timeout_s:g} s"
    except Exception as error:  # noqa: BLE001 - whatever it is, it may quote the address
        return f"the connection failed ({type(error).__name__})"
