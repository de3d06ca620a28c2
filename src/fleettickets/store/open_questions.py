"""Whether tickets have places to geocode: every import asks, so this loads nothing else."""

from datetime import UTC, datetime, timedelta

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_HAS_QUESTIONS = query("has_questions")


def has_questions(conn: Connection, provider: str, lifetime: timedelta | None) -> bool:
    """Return whether the provider should be asked for a cluster or an open ticket's location.

    Takes a few milliseconds for a thousand open tickets and as many clusters, however many tickets
    are closed. That an address
    is cleaned otherwise since the last answer does not show here; the next geocoding run sees it.
    """
    expired_before = datetime.now(UTC) - lifetime if lifetime else None
    params = {"provider": provider, "expired_before": expired_before}
    found = conn.execute(_HAS_QUESTIONS, params).fetchone()
    return found is not None and bool(found[0])
