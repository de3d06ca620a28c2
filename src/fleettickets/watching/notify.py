"""Post alerts to a webhook when they are raised and cleared, once for each change of state.

The changes lie in the database (store/alerts.py). They are posted before they are marked as
posted, so a process that dies in between, or an answer that is lost, makes a change arrive twice;
none is lost. A batch that the webhook finds too large or cannot read is posted again in halves,
down to single changes; a single one is then shortened. A change that is refused even so waits by
itself and holds up no other. No failure here fails the caller, and no message shows the address,
which is a secret.
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

from fleettickets.errors import FleetTicketsError
from fleettickets.store.alerts import (
    WATCHER,
    Alert,
    MissingRightsError,
    settle,
    take_changes,
    watcher_session,
)
from fleettickets.store.connect import Connection

log = logging.getLogger(__name__)

_TIMEOUT_S = 5.0
_PAUSES_S = (0.5, 2.0)
"""Between one attempt and the next."""
_ROUND_S = 40.0
"""How long a round starts new posts; the caller waits for it."""
_LEASE_S = 60
"""Longer than a round and the attempts of its last post."""
_ACCEPTED = range(200, 300)
_UNREADABLE = frozenset({400, 413, 422})
"""A smaller body may be accepted."""
_LASTING = frozenset({401, 403, 404, 405, 410, 415}) | _UNREADABLE
"""The same request would get the same status again."""
_MAX_REFUSED = 3
"""After this many single changes refused in a row, the webhook refuses everything."""
_TEXT_LENGTH = 2_000
"""Maximum characters of ``text``; chat services accept at least as many."""
_LINE_LENGTH = 500
"""Maximum characters of one of its lines."""
_SHORT_LENGTH = 160
"""Maximum characters of a shortened message."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round ended."""

    posted: int = 0
    problem: str | None = None
    """Why something could not be posted; the next round retries it."""


def notify(database_url: str, webhook_url: str, *, is_watcher: bool = False) -> Outcome:
    """Post what has changed; with ``is_watcher``, use that role's rights and no others."""
    try:
        with watcher_session(database_url, is_watcher=is_watcher) as conn:
            return _post_changes(conn, webhook_url)
    except MissingRightsError:
        return Outcome(problem=f"this login lacks the right; GRANT {WATCHER} to it")
    except FleetTicketsError as error:
        return Outcome(problem=" ".join(str(error).split()))


def _post_changes(conn: Connection, webhook_url: str) -> Outcome:
    current = _Round(conn, webhook_url)
    while current.problem is None and (alerts := take_changes(conn, _LEASE_S)):
        current.post_all(alerts)
    return Outcome(current.posted, current.problem or current.refusal)


class _Round:
    """Posts what waits, in batches as large as the webhook accepts."""

    def __init__(self, conn: Connection, webhook_url: str) -> None:
        self.posted = 0
        self.problem: str | None = None
        """Why the round ended early."""
        self.refusal: str | None = None
        """Why a single change was refused; the round continues."""
        self._conn = conn
        self._url = webhook_url
        self._give_up_at = time.monotonic() + _ROUND_S
        self._refused_in_a_row = 0

    def post_all(self, alerts: Sequence[Alert]) -> None:
        """Post changes in their order; after a problem, leave the rest for the next round."""
        answer = None if self.problem else self._post(alerts)
        if answer in _UNREADABLE and len(alerts) > 1:
            middle = len(alerts) // 2
            self.post_all(alerts[:middle])
            self.post_all(alerts[middle:])
            return
        if answer in _UNREADABLE and (shorter := _shortened(alerts[0])) != alerts[0]:
            answer = self._post([shorter])
        is_posted, is_refused = answer in _ACCEPTED, answer in _UNREADABLE
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
            return f"not everything could be posted within {_ROUND_S:g} s"
        return post(self._url, body_of(alerts, datetime.now(UTC)), key_of(alerts))

    def _set_aside(self, problem: str) -> None:
        self._refused_in_a_row += 1
        self.refusal = f"{problem} to a single change"
        if self._refused_in_a_row == _MAX_REFUSED:
            self.problem = problem


def body_of(alerts: Sequence[Alert], now: datetime) -> bytes:
    """Return the request's body (docs/deployment-and-operations.md#watching)."""
    body = {
        "service": "fleettickets",
        "sent_at": now.isoformat(),
        "text": _text_of(alerts),
        "changes": [_change_of(alert) for alert in alerts],
    }
    return json.dumps(body).encode()


def key_of(alerts: Sequence[Alert]) -> str:
    """Return the idempotency key: equal for the same changes, different for any others.

    The ids are not enough, because two databases that post to one webhook use the same ids.
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
    """Return a line for each change that fits, and how many more there are."""
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
    """Return the last status, or why there was none, in words that do not quote the address."""
    for pause_s in (*_PAUSES_S, None):
        answer = _within(timeout_s, lambda: _request(url, body, key, timeout_s))
        if answer in _ACCEPTED or answer in _LASTING or pause_s is None:
            break
        time.sleep(pause_s)
    return answer


def _within(limit_s: float, request: Callable[[], int | str]) -> int | str:
    # http.client limits each step but not their sum, and a server may send a byte now and then.
    result: SimpleQueue[int | str] = SimpleQueue()
    Thread(target=lambda: result.put(request()), name="webhook", daemon=True).start()
    try:
        return result.get(timeout=limit_s)
    except Empty:
        return f"no answer within {limit_s:g} s"


def _request(url: str, body: bytes, key: str, timeout_s: float) -> int | str:
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
    except Exception as error:  # noqa: BLE001 - any of them may quote the address
        return f"the connection failed ({type(error).__name__})"
