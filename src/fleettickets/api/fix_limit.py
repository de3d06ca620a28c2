"""How many positions a second each token may send."""

import time
from collections import OrderedDict
from collections.abc import Callable

_MAX_TOKENS = 10_000


class FixLimit:
    """A bucket for each token that was seen recently, in bounded memory."""

    def __init__(
        self, a_second: float, *, burst_s: float = 5, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._seconds_each = 1 / a_second
        self._burst_s = burst_s
        self._restored_at: OrderedDict[bytes, float] = OrderedDict()

    def admits(self, token_hash: bytes) -> bool:
        """Count a position; False if the token has used up what it may send now."""
        now = self._clock()
        restored_at = max(self._restored_at.get(token_hash, now), now)
        if restored_at - now >= self._burst_s:
            return False
        self._restored_at[token_hash] = restored_at + self._seconds_each
        self._restored_at.move_to_end(token_hash)
        if len(self._restored_at) > _MAX_TOKENS:
            self._restored_at.popitem(last=False)
        return True
