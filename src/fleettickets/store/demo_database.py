"""The demo's database: what it holds, whether others use it, and how it is emptied."""

from typing import NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_COUNT_DEMO = query("count_demo")
_COUNT_OTHER_SESSIONS = query("count_other_sessions")
_DROP_SCHEMAS = query("drop_schemas")
_LIST_DEMO_TEAMS = query("list_demo_teams")
_INSERT_DEMO_RULES = query("insert_demo_rules")


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


class DemoTeam(NamedTuple):
    """A team of the tickets, and the middle of its work."""

    team: str
    longitude: float
    latitude: float


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


def list_demo_teams(conn: Connection, most: int) -> list[DemoTeam]:
    """Return the teams with the most open tickets."""
    return [DemoTeam(*row) for row in conn.execute(_LIST_DEMO_TEAMS, {"most": most})]


def insert_demo_rules(conn: Connection) -> None:
    """Say what the demo's tickets need."""
    conn.execute(_INSERT_DEMO_RULES)
