"""Slows down who tries tokens, one address at a time.

An address may fail a few times at once and a few times a minute. While it has used that up, only
tokens that it has shown to be right before get through: a guess is not even looked at, and others
behind the same address are not shut out.
"""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fleettickets.errors import TooManyTriesError, UnauthenticatedError

_BURST = 10
_A_MINUTE = 10
_MOST_ADDRESSES = 10_000
_MOST_KNOWN = 10_000


class Throttle:
    """Counts failures in bounded memory: the addresses that were seen last."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        burst: int = _BURST,
        a_minute: int = _A_MINUTE,
    ) -> None:
        self._clock = clock
        self._seconds_each = 60 / a_minute
        self._burst_s = (burst - 1) * self._seconds_each
        # When each address has made up for its failures.
        self._even_at: OrderedDict[str, float] = OrderedDict()
        self._known: OrderedDict[tuple[str, bytes], None] = OrderedDict()
        self._under_way: set[tuple[str, bytes]] = set()

    @contextmanager
    def trying(self, address: str, token_hash: bytes) -> Iterator[None]:
        """Count a try, unless the token is known to be right at the address, or turns out to be.

        What is found out within: UnauthenticatedError, that it is wrong; any other error, nothing.
        Requests with one token at once, as a page sends them, are one try.

        Raises:
            TooManyTriesError: the address has used up its tries; the error says for how long.
        """
        network = _network(address)
        key = (network, token_hash)
        is_counted = key not in self._known and key not in self._under_way
        if is_counted:
            self._charge(network)
            self._under_way.add(key)
        is_wrong = False
        try:
            yield
            self._remember(key)
        except UnauthenticatedError:
            is_wrong = True
            self._known.pop(key, None)
            raise
        finally:
            if is_counted:
                self._under_way.discard(key)
                if not is_wrong and network in self._even_at:
                    self._even_at[network] -= self._seconds_each

    def _charge(self, network: str) -> None:
        now = self._clock()
        even_at = max(self._even_at.get(network, now), now)
        excess_s = even_at - now - self._burst_s
        if excess_s > 0:
            raise TooManyTriesError(math.ceil(excess_s))
        self._even_at[network] = even_at + self._seconds_each
        self._even_at.move_to_end(network)
        if len(self._even_at) > _MOST_ADDRESSES:
            self._even_at.popitem(last=False)

    def _remember(self, key: tuple[str, bytes]) -> None:
        self._known[key] = None
        self._known.move_to_end(key)
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)


def _network(address: str) -> str:
    """Return what one caller commands: an IPv4 address, or a /64 of IPv6."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)
