import pytest

from fleettickets.api.throttle import Throttle
from fleettickets.errors import TooManyTriesError
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


def tries(throttle: Throttle, address: str, count: int) -> int:
    """Return how many of so many wrong tokens are looked at."""
    for number in range(count):
        try:
            throttle.charge(address, GUESSES[number])
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


def test_how_many_and_how_fast_can_be_set(clock: Clock) -> None:
    throttle = Throttle(clock, burst=3, a_minute=60)
    assert tries(throttle, "192.0.2.1", 100) == 3
    clock.now += 1
    assert tries(throttle, "192.0.2.1", 100) == 1
    clock.now += 1e6
    assert tries(throttle, "192.0.2.1", 100) == 3
    assert tries(Throttle(clock, burst=1, a_minute=1), "192.0.2.1", 100) == 1


def test_the_error_says_how_long_to_wait(throttle: Throttle, clock: Clock) -> None:
    tries(throttle, "192.0.2.1", 10)
    with pytest.raises(TooManyTriesError) as refused:
        throttle.charge("192.0.2.1", MINE)
    clock.now += refused.value.retry_after_s
    throttle.charge("192.0.2.1", MINE)


def test_addresses_are_slowed_apart_and_an_ipv6_network_as_one(throttle: Throttle) -> None:
    assert tries(throttle, "192.0.2.1", 20) == 10
    assert tries(throttle, "192.0.2.2", 20) == 10
    assert tries(throttle, "::ffff:192.0.2.1", 20) == 0
    assert tries(throttle, "2001:db8::1", 20) == 10
    assert tries(throttle, "2001:db8::2", 20) == 0
    assert tries(throttle, "2001:db8:0:1::1", 20) == 10
    assert tries(throttle, "not an address", 20) == 10


def test_right_tokens_cost_nothing(throttle: Throttle) -> None:
    for number in range(100):
        throttle.charge("192.0.2.1", GUESSES[number])
        throttle.remember("192.0.2.1", GUESSES[number])
    assert tries(throttle, "192.0.2.1", 1_000) == 110


def test_a_token_that_was_right_here_stays_so_only_here(throttle: Throttle) -> None:
    throttle.charge("192.0.2.1", MINE)
    throttle.remember("192.0.2.1", MINE)
    for address in ("192.0.2.1", "192.0.2.2"):
        for number in range(10):
            throttle.charge(address, GUESSES[number])
    throttle.charge("192.0.2.1", MINE)
    with pytest.raises(TooManyTriesError):
        throttle.charge("192.0.2.2", MINE)


def test_memory_is_bounded(throttle: Throttle) -> None:
    for number, guess in enumerate(GUESSES):
        address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        throttle.charge(address, guess)
        throttle.remember(address, guess)
    assert len(throttle._even_at) <= 10_000
    assert len(throttle._known) <= 10_000
