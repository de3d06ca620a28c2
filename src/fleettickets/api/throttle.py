"""Limits how fast an address can try tokens.

An address may fail a few times at once and a few times a minute. After that, only tokens that were
right from this address before are accepted: guesses are not checked at all, and other users behind
the same address are not locked out.
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
_MAX_ADDRESSES = 10_000
_MAX_KNOWN = 10_000


class Throttle:
    """Counts failures of the addresses seen most recently, in bounded memory."""

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
        # When each address has all its tries again.
        self._restored_at: OrderedDict[str, float] = OrderedDict()
        self._known: OrderedDict[tuple[str, bytes], None] = OrderedDict()
        self._in_progress: set[tuple[str, bytes]] = set()

    @contextmanager
    def trying(self, address: str, token_hash: bytes) -> Iterator[None]:
        """Count a try, unless the token is known to be right at the address, or turns out to be.

        An UnauthenticatedError inside the block means that the token is wrong; any other error
        leaves that open. Simultaneous requests with one token, as a page sends them, are one try.

        Raises:
            TooManyTriesError: the address has used up its tries; the error says for how long.
        """
        network = _network(address)
        key = (network, token_hash)
        is_counted = key not in self._known and key not in self._in_progress
        if is_counted:
            self._charge(network)
            self._in_progress.add(key)
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
                self._in_progress.discard(key)
                if not is_wrong and network in self._restored_at:
                    self._restored_at[network] -= self._seconds_each

    def _charge(self, network: str) -> None:
        now = self._clock()
        restored_at = max(self._restored_at.get(network, now), now)
        excess_s = restored_at - now - self._burst_s
        if excess_s > 0:
            raise TooManyTriesError(math.ceil(excess_s))
        self._restored_at[network] = restored_at + self._seconds_each
        self._restored_at.move_to_end(network)
        if len(self._restored_at) > _MAX_ADDRESSES:
            self._restored_at.popitem(last=False)

    def _remember(self, key: tuple[str, bytes]) -> None:
        self._known[key] = None
        self._known.move_to_end(key)
        if len(self._known) > _MAX_KNOWN:
            self._known.popitem(last=False)


def _network(address: str) -> str:
    """Return the network that one caller controls: an IPv4 address, or a /64 of IPv6."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ipaddress.IPv6Network((parsed, 64), strict=False))
    return str(parsed)
