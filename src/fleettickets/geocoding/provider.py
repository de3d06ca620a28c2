"""What a geocoding provider does: it answers questions about places."""

from typing import Protocol

from fleettickets.domain.place import Candidate, Question


class Provider(Protocol):
    """Answers questions one by one."""

    name: str
    is_metered: bool
    """Whether requests are counted and paced; if not, questions may be asked in bulk."""

    def search(self, question: Question) -> list[Candidate]:
        """Return the places that the text may mean, the likeliest first; empty: it knows none.

        Raises:
            RateLimitedError: it accepts no request for a while.
            GeocoderFaultError: it gives no usable answer now.
            GeocoderRefusedError: it refuses the key or the service.
        """

    def balance(self) -> int | None:
        """Return how many more requests it accepts this UTC day; None if it does not report that.

        Raises:
            as ``search``.
        """
