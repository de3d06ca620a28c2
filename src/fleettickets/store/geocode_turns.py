"""Whether a provider may be asked now: all processes share its daily budget and its pace."""

from dataclasses import dataclass

from psycopg.rows import class_row

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_CLAIM_REQUEST = query("claim_request")
_BLOCK_PROVIDER = query("block_provider")
_COUNT_REQUESTS = query("count_requests")


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a request may be sent now; if not, how long to wait and for what."""

    is_granted: bool
    wait_s: float
    reason: str | None
    requests: int


class GeocodeTurns:
    """One provider's turns. ``conn`` is in autocommit."""

    def __init__(self, conn: Connection, provider: str) -> None:
        self._conn = conn
        self._provider = provider

    def claim(self, *, budget: int, interval_s: float, cost: int = 1) -> Turn:
        """Ask to send one request now; a granted request counts whether or not it is sent."""
        params = {
            "provider": self._provider,
            "budget": budget,
            "interval_s": interval_s,
            "cost": cost,
        }
        cursor = self._conn.cursor(row_factory=class_row(Turn))
        turn = cursor.execute(_CLAIM_REQUEST, params).fetchone()
        assert turn is not None  # noqa: S101 - the function returns one row
        return turn

    def block(self, period: str) -> None:
        """Make every process wait until the second, minute or (UTC) day is over."""
        self._conn.execute(_BLOCK_PROVIDER, {"provider": self._provider, "period": period})

    def sent_today(self) -> int:
        """Return how many requests were granted this UTC day."""
        found = self._conn.execute(_COUNT_REQUESTS, {"provider": self._provider}).fetchone()
        return int(found[0]) if found else 0
