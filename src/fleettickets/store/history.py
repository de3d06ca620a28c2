"""History that is kept day by day."""

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_CAPTURE_HISTORY = query("capture_history")


def capture_history(conn: Connection, dataset: str | None = None) -> int:
    """Upsert the snapshot of the content's own day, of one dataset or of all.

    Returns the rows written: 0 where nothing is new.
    """
    found = conn.execute(_CAPTURE_HISTORY, {"dataset": dataset}).fetchone()
    return int(found[0]) if found else 0
