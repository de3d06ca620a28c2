"""Daily snapshots of the tickets."""

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_CAPTURE_HISTORY = query("capture_history")


def capture_history(conn: Connection, dataset: str | None = None) -> int:
    """Upsert the snapshot of the content's own day, for one dataset or for all.

    Returns the number of rows written: 0 if nothing is new.
    """
    found = conn.execute(_CAPTURE_HISTORY, {"dataset": dataset}).fetchone()
    return int(found[0]) if found else 0
