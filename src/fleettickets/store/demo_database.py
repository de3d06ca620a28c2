"""The demo's database: what it holds, whether others use it, and how it is emptied."""

from typing import NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_COUNT_DEMO = query("count_demo")
_COUNT_OTHER_SESSIONS = query("count_other_sessions")
_DROP_SCHEMAS = query("drop_schemas")


class DemoCounts(NamedTuple):
    """How much the demo's database holds."""

    incidents: int
    open_incidents: int
    installations: int
    open_installations: int
    events: int
    applied_files: int
    with_cluster: int
    """Tickets with a cluster."""
    located: int
    """Those of them with a position."""


def count_demo(conn: Connection) -> DemoCounts:
    """Return how much the database holds."""
    row = conn.execute(_COUNT_DEMO).fetchone()
    assert row is not None  # noqa: S101 - an aggregate returns one row
    return DemoCounts(*row)


def count_other_sessions(conn: Connection) -> int:
    """Return how many other clients are connected; one that closed lingers for a moment."""
    row = conn.execute(_COUNT_OTHER_SESSIONS).fetchone()
    return int(row[0]) if row else 0


def drop_schemas(conn: Connection) -> None:
    """Remove everything that migrations made."""
    conn.execute(_DROP_SCHEMAS)
