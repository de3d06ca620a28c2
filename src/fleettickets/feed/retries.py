"""Requests to a server that may be slow, busy or away: bounded in time, and not hammered."""

import random
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ConnectionError,  # noqa: A004 - its name
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from fleettickets.errors import BucketError

Answer = TypeVar("Answer")

_LEAST_PAUSE_S = 0.01
_FIRST_PAUSE_S = 0.5
_FIRST_PAUSE_OF_BUSY_S = 2.0
_LONGEST_PAUSE_S = 8.0
_STALLS = 3
"""So many times ``timeout_s`` one file's faults are its own, where nothing else is asked."""

_HTTP_REDIRECT, _HTTP_FAULT = 300, 500
_PASSING_STATUS = {408, 425, 429}
_PASSING = {"RequestTimeout", "OperationAborted", "ConditionalRequestConflict"}
_BUSY_STATUS = {429, 503}
_BUSY = {"SlowDown", "Throttling", "ThrottlingException", "TooManyRequests"}

# KeyError and ValueError: an answer that lacks something, or holds it in another form.
_FAULTS = (
    *(BotoCoreError, ClientError, ResponseParserError, HTTPError),
    *(OSError, KeyError, ValueError),
)
# No answer at all, from which other requests would fare no better.
_AWAY = (ConnectionError, ConnectionClosedError, ReadTimeoutError, TimeoutError)


class _StalledError(OSError):
    """An answer that began and came no further."""


class Pulse:
    """Shows that an attempt comes forward, and tells it when nobody waits any more."""

    def __init__(self) -> None:
        self.has_begun = False
        self._has_moved = False
        self._is_over = False

    def beat(self) -> None:
        """Ask for as much time again.

        Raises:
            TimeoutError: the attempt was given up.
        """
        if self._is_over:
            raise TimeoutError
        self.has_begun = self._has_moved = True

    def has_stopped(self) -> bool:
        """Return whether nothing came since the last time, and then end the attempt."""
        self._is_over = not self._has_moved
        self._has_moved = False
        return self._is_over


class Retries:
    """One server's, shared by all threads that ask it.

    An attempt ends after ``timeout_s`` without progress. Faults are tried again for ``retry_s``
    after the first one since the server last answered, whoever met it. A server that was away or
    busy for all that time is then left alone for as long; what ails one file only does not stop
    the others.
    """

    def __init__(self, *, retry_s: float, timeout_s: float) -> None:
        self._retry_s = retry_s
        self._timeout_s = timeout_s
        self._lock = Lock()
        self._failing_since: float | None = None
        self._alone_until = 0.0

    def ask(self, what: str, ask: Callable[[Pulse], Answer]) -> Answer:
        """Return the answer.

        Raises:
            ClientError: the server refuses, and waiting would change nothing.
            BucketError: there was no usable answer in time.
        """
        if time.monotonic() < self._alone_until:
            problem_before = "not asked for: the server was away or busy just before"
            raise BucketError(what, problem_before, is_unanswered=True)
        give_up_at: float | None = None
        attempts = 0
        while True:
            try:
                answer = self._attempt(ask)
            except _FAULTS as error:
                if _is_refusal(error):
                    self._failing_since = None
                    raise
                attempts += 1
                own_end = time.monotonic() + self._retry_s if give_up_at is None else give_up_at
                give_up_at = min(own_end, self._note_failure() + self._retry_s)
                self._pause(what, error, attempts, give_up_at)
            else:
                self._failing_since = None
                return answer

    def _note_failure(self) -> float:
        """Return when the server began to fail."""
        with self._lock:
            if self._failing_since is None:
                self._failing_since = time.monotonic()
            return self._failing_since

    def _pause(self, what: str, error: Exception, attempts: int, give_up_at: float) -> None:
        """Wait before the next attempt, the last one being at the end.

        Raises:
            BucketError: there is no time for another.
        """
        now = time.monotonic()
        left_s = give_up_at - now
        if left_s < _LEAST_PAUSE_S:
            failing_s = now - (self._failing_since or now)
            is_lasting = failing_s > self._retry_s + _STALLS * self._timeout_s
            if is_lasting or _is_busy(error) or isinstance(error, _AWAY):
                self._alone_until = now + self._retry_s
            raise BucketError(what, problem(error), is_unanswered=True) from error
        first_s = _FIRST_PAUSE_OF_BUSY_S if _is_busy(error) else _FIRST_PAUSE_S
        pause_s = min(first_s * 2 ** (attempts - 1), _LONGEST_PAUSE_S) * random.uniform(0.5, 1)  # noqa: S311 - spreads clients out
        time.sleep(min(max(pause_s, _retry_after_s(error)), left_s))

    def _attempt(self, ask: Callable[[Pulse], Answer]) -> Answer:
        """Run one attempt in a thread of its own, because each byte may take a socket's timeout."""
        outcome: SimpleQueue[tuple[Answer, None] | tuple[None, BaseException]] = SimpleQueue()
        pulse = Pulse()

        def run() -> None:
            try:
                outcome.put((ask(pulse), None))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                outcome.put((None, error))

        Thread(target=run, name="bucket", daemon=True).start()
        while True:
            try:
                answer, error = outcome.get(timeout=self._timeout_s)
            except Empty:
                if pulse.has_stopped():
                    problem = f"no whole answer within {self._timeout_s:g} s"
                    raise (_StalledError if pulse.has_begun else TimeoutError)(problem) from None
                continue
            if error is not None:
                raise error
            return answer  # type: ignore[return-value]


def code_of(error: ClientError) -> str:
    """Return the S3 code of an error, or its HTTP status where it has none."""
    return error.response.get("Error", {}).get("Code", "")


def problem(error: Exception) -> str:
    """Return what went wrong, on one line."""
    if isinstance(error, KeyError | ValueError):
        return f"the answer is not S3's: {type(error).__name__} {error}"
    return " ".join(str(error).split()).rstrip(".?") or type(error).__name__


def _status_of(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _is_refusal(error: Exception) -> bool:
    if not isinstance(error, ClientError) or code_of(error) in _PASSING | _BUSY:
        return False
    status = _status_of(error)
    return _HTTP_REDIRECT <= status < _HTTP_FAULT and status not in _PASSING_STATUS


def _is_busy(error: Exception) -> bool:
    return isinstance(error, ClientError) and (
        code_of(error) in _BUSY or _status_of(error) in _BUSY_STATUS
    )


def _retry_after_s(error: Exception) -> float:
    if not isinstance(error, ClientError):
        return 0
    headers = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    text = headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else 0
