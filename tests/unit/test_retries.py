"""How often, for how long and with which pauses requests are retried."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, repeat

import pytest
from botocore.exceptions import EndpointConnectionError

from fleettickets.errors import BucketError
from fleettickets.feed.retries import Retries

RETRY_S, TIMEOUT_S, ATTEMPT_S = 60, 5, 4
LASTING_S = ATTEMPT_S + RETRY_S + 3 * TIMEOUT_S
"""Counted from the start of the first attempt; the failure begins at that attempt's end."""


@dataclass
class Clock:
    """Replaces the module's clock; a sleep takes no real time."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, pause_s: float) -> None:
        assert len(self.slept) < 100
        self.slept.append(pause_s)
        self.now += pause_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("fleettickets.feed.retries.time", clock)
    return clock


@pytest.fixture
def server(clock: Clock) -> Retries:
    del clock  # requested so that it is set before its first use
    return Retries(retry_s=RETRY_S, timeout_s=TIMEOUT_S)


def failing(
    clock: Clock, error: Exception, took_s: float = 0
) -> tuple[Callable[[object], str], list[float]]:
    """Return a request that fails, and the list of the times at which it is made."""
    requested_at: list[float] = []

    def request(_: object) -> str:
        requested_at.append(clock.now)
        clock.now += took_s
        raise error

    return request, requested_at


def is_paused(server: Retries) -> bool:
    """Return whether a request that would succeed is not made."""
    requests: list[str] = []
    with suppress(BucketError):
        server.call("b", lambda _: requests.append("b"))
    return not requests


def test_pauses_grow_and_differ(clock: Clock, server: Retries) -> None:
    """From 0.5 s up to 8 s, each shortened by up to half at random, within the time that is set."""
    unreachable, _ = failing(clock, EndpointConnectionError(endpoint_url="http://127.0.0.1:9"))
    with pytest.raises(BucketError):
        server.call("a", unreachable)

    assert sum(clock.slept) == pytest.approx(RETRY_S)
    longest = chain([0.5, 1, 2, 4], repeat(8.0))
    for pause_s, longest_s in zip(clock.slept[:-1], longest, strict=False):
        assert longest_s / 2 <= pause_s <= longest_s
    assert is_paused(server)


def test_failures_of_one_file_do_not_stop_the_others(clock: Clock, server: Retries) -> None:
    broken, requested_at = failing(clock, OSError("got 3 of 9 bytes"))
    with pytest.raises(BucketError, match="3 of 9"):
        server.call("a", broken)

    assert requested_at[-1] == pytest.approx(RETRY_S)
    assert not is_paused(server)


def test_a_server_without_usable_responses_for_long_gets_no_requests(
    clock: Clock, server: Retries
) -> None:
    """If files keep failing for longer than one stalled file could take, the server is at fault."""
    broken, requested_at = failing(clock, OSError("got 3 of 9 bytes"), took_s=ATTEMPT_S)
    files = 0
    while clock.now <= LASTING_S:
        files += 1
        with pytest.raises(BucketError, match="3 of 9"):
            server.call(f"file {files}", broken)

    assert files > 2  # the first is retried for as long as set, the others once
    assert sum(at >= ATTEMPT_S + RETRY_S for at in requested_at) <= files
    assert is_paused(server)
    clock.now += RETRY_S
    assert not is_paused(server)


def test_a_response_in_between_ends_a_long_failure(clock: Clock, server: Retries) -> None:
    broken, requested_at = failing(clock, OSError("got 3 of 9 bytes"), took_s=ATTEMPT_S)
    for file in range(4):
        with pytest.raises(BucketError, match="3 of 9"):
            server.call(f"file {file}", broken)
        assert not is_paused(server)

    assert clock.now > LASTING_S
    assert len(requested_at) > 4 * 4
