"""Retry requests to a slow, busy or unavailable server, within a time limit, without a storm."""

import random
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from botocore.exceptions import (
    BotoCoreError,
    ChecksumError,
    ClientError,
    ConnectionClosedError,
    ConnectionError,  # noqa: A004 - its name
    FlexibleChecksumError,
    HTTPClientError,
    IncompleteReadError,
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError
from urllib3.exceptions import HTTPError

from fleettickets.errors import BucketError
from fleettickets.feed.s3_client import unusable_settings

Answer = TypeVar("Answer")

_MIN_PAUSE_S = 0.01
_FIRST_PAUSE_S = 0.5
_FIRST_PAUSE_OF_BUSY_S = 2.0
_MAX_PAUSE_S = 8.0
_STALLS = 3
"""One file alone can fail for this many times ``timeout_s`` before the server is at fault."""

_HTTP_REDIRECT, _HTTP_FAULT = 300, 500
_TRANSIENT_STATUS = {408, 425, 429}
_TRANSIENT = {"RequestTimeout", "OperationAborted", "ConditionalRequestConflict"}
_BUSY_STATUS = {429, 503}
_BUSY = {"SlowDown", "Throttling", "ThrottlingException", "TooManyRequests"}

# KeyError and ValueError: the response lacks a field, or has it in the wrong form.
_FAULTS = (
    *(BotoCoreError, ClientError, ResponseParserError, HTTPError),
    *(OSError, KeyError, ValueError),
)
# Every other error of botocore's own means that a setting cannot be used, so no retry helps.
_PASSING = (ConnectionError, HTTPClientError, IncompleteReadError)
_DAMAGE = (ChecksumError, FlexibleChecksumError)
# No response at all, so other requests would fail too.
_UNREACHABLE = (ConnectionError, ConnectionClosedError, ReadTimeoutError, TimeoutError)


class _StalledError(OSError):
    """A response began, then stopped."""


class Pulse:
    """Records that an attempt makes progress, and ends the attempt once it was given up."""

    def __init__(self) -> None:
        self.has_begun = False
        self._has_moved = False
        self._is_over = False

    def beat(self) -> None:
        """Record progress, which restarts the attempt's timeout.

        Raises:
            TimeoutError: the attempt was given up.
        """
        if self._is_over:
            raise TimeoutError
        self.has_begun = self._has_moved = True

    def has_stopped(self) -> bool:
        """Return whether there was no progress since the last call; if so, end the attempt."""
        self._is_over = not self._has_moved
        self._has_moved = False
        return self._is_over


class Retries:
    """Retries the requests to one server, shared by all threads that use it.

    An attempt ends after ``timeout_s`` without progress. Failed requests are retried until
    ``retry_s`` after the first failure since the server's last response, in any thread. If the
    server was unavailable or busy for all that time, it gets no requests for another ``retry_s``.
    A failure of one file alone does not stop the others.
    """

    def __init__(self, *, retry_s: float, timeout_s: float) -> None:
        self._retry_s = retry_s
        self._timeout_s = timeout_s
        self._lock = Lock()
        self._failing_since: float | None = None
        self._paused_until = 0.0

    def call(self, target: str, request: Callable[[Pulse], Answer]) -> Answer:
        """Return the request's result; ``target`` names the request in errors.

        Raises:
            ClientError: the server refuses, and a retry would not help.
            BucketError: there was no usable response in time.
            SettingError: botocore cannot make the request from the settings.
        """
        if time.monotonic() < self._paused_until:
            skipped = "not asked for, because the server was unavailable or busy a moment ago"
            raise BucketError(target, skipped, is_unanswered=True)
        give_up_at: float | None = None
        attempts = 0
        while True:
            try:
                answer = self._attempt(request)
            except _FAULTS as error:
                if isinstance(error, BotoCoreError) and not isinstance(error, _PASSING + _DAMAGE):
                    raise unusable_settings(error) from error
                if _is_refusal(error):
                    self._failing_since = None
                    raise
                attempts += 1
                own_limit = time.monotonic() + self._retry_s if give_up_at is None else give_up_at
                give_up_at = min(own_limit, self._note_failure() + self._retry_s)
                self._pause(target, error, attempts, give_up_at)
            else:
                self._failing_since = None
                return answer

    def _note_failure(self) -> float:
        """Return when the server began to fail."""
        with self._lock:
            if self._failing_since is None:
                self._failing_since = time.monotonic()
            return self._failing_since

    def _pause(self, target: str, error: Exception, attempts: int, give_up_at: float) -> None:
        """Wait before the next attempt; the last attempt is made at ``give_up_at``.

        Raises:
            BucketError: there is no time for another attempt.
        """
        now = time.monotonic()
        left_s = give_up_at - now
        if left_s < _MIN_PAUSE_S:
            failing_s = now - (self._failing_since or now)
            is_lasting = failing_s > self._retry_s + _STALLS * self._timeout_s
            if is_lasting or _is_busy(error) or isinstance(error, _UNREACHABLE):
                self._paused_until = now + self._retry_s
            raise BucketError(target, problem(error), is_unanswered=True) from error
        first_s = _FIRST_PAUSE_OF_BUSY_S if _is_busy(error) else _FIRST_PAUSE_S
        pause_s = min(first_s * 2 ** (attempts - 1), _MAX_PAUSE_S) * random.uniform(0.5, 1)  # noqa: S311 - spreads clients out
        time.sleep(min(max(pause_s, _retry_after_s(error)), left_s))

    def _attempt(self, request: Callable[[Pulse], Answer]) -> Answer:
        """Run one attempt in its own thread: a socket's timeout starts anew with each byte."""
        outcome: SimpleQueue[tuple[Answer, None] | tuple[None, BaseException]] = SimpleQueue()
        pulse = Pulse()

        def run() -> None:
            try:
                outcome.put((request(pulse), None))
            except BaseException as error:  # noqa: BLE001 - raised in the waiting thread
                outcome.put((None, error))

        Thread(target=run, name="bucket", daemon=True).start()
        while True:
            try:
                answer, error = outcome.get(timeout=self._timeout_s)
            except Empty:
                if pulse.has_stopped():
                    problem = f"no complete response within {self._timeout_s:g} s"
                    raise (_StalledError if pulse.has_begun else TimeoutError)(problem) from None
                continue
            if error is not None:
                raise error
            return answer  # type: ignore[return-value]


def code_of(error: ClientError) -> str:
    """Return the S3 code of an error; without one, botocore has put the HTTP status there."""
    return error.response.get("Error", {}).get("Code", "")


def problem(error: Exception) -> str:
    """Return the error's message on one line."""
    if isinstance(error, KeyError | ValueError):
        return f"not a valid S3 response: {type(error).__name__} {error}"
    return " ".join(str(error).split()).rstrip(".?") or type(error).__name__


def _status_of(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _is_refusal(error: Exception) -> bool:
    if not isinstance(error, ClientError) or code_of(error) in _TRANSIENT | _BUSY:
        return False
    status = _status_of(error)
    return _HTTP_REDIRECT <= status < _HTTP_FAULT and status not in _TRANSIENT_STATUS


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
