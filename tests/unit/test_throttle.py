from contextlib import ExitStack

import pytest

from fleettickets.api.throttle import Throttle
from fleettickets.errors import StoreError, TooManyTriesError, UnauthenticatedError
from fleettickets.store.tokens import hash_of

GUESSES = [hash_of(str(number)) for number in range(20_000)]
MINE = hash_of("mine")


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> Throttle:
    return Throttle(clock)


def wrong(throttle: Throttle, address: str, token_hash: bytes) -> None:
    """Try a token that turns out to be wrong."""
    with pytest.raises(UnauthenticatedError), throttle.trying(address, token_hash):
        raise UnauthenticatedError("wrong")


def right(throttle: Throttle, address: str, token_hash: bytes) -> None:
    with throttle.trying(address, token_hash):
        pass


def tries(throttle: Throttle, address: str, count: int) -> int:
    """Try this many wrong tokens; return how many are checked."""
    for number in range(count):
        try:
            wrong(throttle, address, GUESSES[number])
        except TooManyTriesError:
            return number
    return count


def test_a_few_tries_are_free_and_then_ten_a_minute(throttle: Throttle, clock: Clock) -> None:
    assert tries(throttle, "192.0.2.1", 100) == 10
    clock.now += 6
    assert tries(throttle, "192.0.2.1", 100) == 1
    clock.now += 60
    assert tries(throttle, "192.0.2.1", 100) == 10
    clock.now += 1e6
    assert tries(throttle, "192.0.2.1", 100) == 10


def test_the_number_and_rate_of_tries_can_be_set(clock: Clock) -> None:
    throttle = Throttle(clock, burst=3, a_minute=60)
    assert tries(throttle, "192.0.2.1", 100) == 3
    clock.now += 1
    assert tries(throttle, "192.0.2.1", 100) == 1
    clock.now += 1e6
    assert tries(throttle, "192.0.2.1", 100) == 3
    assert tries(Throttle(clock, burst=1, a_minute=1), "192.0.2.1", 100) == 1


def test_the_error_gives_the_time_to_wait(throttle: Throttle, clock: Clock) -> None:
    tries(throttle, "192.0.2.1", 10)
    with pytest.raises(TooManyTriesError) as refused:
        right(throttle, "192.0.2.1", MINE)
    clock.now += refused.value.retry_after_s
    right(throttle, "192.0.2.1", MINE)


def test_addresses_are_limited_separately_and_an_ipv6_network_as_one(throttle: Throttle) -> None:
    assert tries(throttle, "192.0.2.1", 20) == 10
    assert tries(throttle, "192.0.2.2", 20) == 10
    assert tries(throttle, "::ffff:192.0.2.1", 20) == 0
    assert tries(throttle, "2001:db8::1", 20) == 10
    assert tries(throttle, "2001:db8::2", 20) == 0
    assert tries(throttle, "2001:db8:0:1::1", 20) == 10
    assert tries(throttle, "not an address", 20) == 10


def test_right_tokens_cost_nothing(throttle: Throttle) -> None:
    for number in range(100):
        right(throttle, "192.0.2.1", GUESSES[number])
    assert tries(throttle, "192.0.2.1", 1_000) == 110


def test_many_requests_at_once_with_one_token_are_one_try(throttle: Throttle) -> None:
    with ExitStack() as requests:
        for _ in range(100):
            requests.enter_context(throttle.trying("192.0.2.1", MINE))
        assert tries(throttle, "192.0.2.1", 100) == 9
        with pytest.raises(TooManyTriesError):
            right(throttle, "192.0.2.1", GUESSES[-1])
    right(throttle, "192.0.2.1", GUESSES[-1])


def test_guesses_at_once_are_counted_before_they_are_checked(throttle: Throttle) -> None:
    with ExitStack() as requests:
        for guess in GUESSES[:10]:
            requests.enter_context(throttle.trying("192.0.2.1", guess))
        with pytest.raises(TooManyTriesError):
            wrong(throttle, "192.0.2.1", GUESSES[10])


def test_a_try_without_a_result_is_not_counted(throttle: Throttle) -> None:
    for guess in GUESSES[:100]:
        with pytest.raises(StoreError), throttle.trying("192.0.2.1", guess):
            raise StoreError("database", "the connection was lost")
    assert tries(throttle, "192.0.2.1", 100) == 10


def test_a_right_token_is_remembered_only_for_its_address(throttle: Throttle) -> None:
    right(throttle, "192.0.2.1", MINE)
    for address in ("192.0.2.1", "192.0.2.2"):
        assert tries(throttle, address, 100) == 10
    right(throttle, "192.0.2.1", MINE)
    with pytest.raises(TooManyTriesError):
        right(throttle, "192.0.2.2", MINE)


def test_a_revoked_token_counts_as_a_guess(throttle: Throttle) -> None:
    right(throttle, "192.0.2.1", MINE)
    wrong(throttle, "192.0.2.1", MINE)
    wrong(throttle, "192.0.2.1", MINE)
    assert tries(throttle, "192.0.2.1", 100) == 9


def test_memory_is_bounded(throttle: Throttle) -> None:
    for number, guess in enumerate(GUESSES):
        address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        right(throttle, address, guess)
        wrong(throttle, address, GUESSES[number - 1])
    assert len(throttle._restored_at) <= 10_000
    assert len(throttle._known) <= 10_000
    assert not throttle._in_progress
