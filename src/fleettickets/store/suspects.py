"""Coordinates of the feed that too many different addresses share: stand-ins, not positions."""

from psycopg import sql

from fleettickets.store.connect import Connection
from fleettickets.store.queries import table_query

_FIND_BROUGHT_SUSPECTS = table_query("find_brought_suspects")
_MOST_BROUGHT = 5_000
"""Coordinates: to look at more, each by the index, takes longer than to look at all."""


def refresh_suspects(conn: Connection) -> int:
    """Look at all coordinates; return how many became suspect or ceased to be."""
    return _first(conn.execute("SELECT tickets.refresh_suspects()").fetchone())


def find_all_suspects(conn: Connection) -> int:
    """Look at all coordinates that are believed; return how many became suspect."""
    return _first(conn.execute("SELECT tickets.find_all_suspects()").fetchone())


def find_brought_suspects(conn: Connection, table: str) -> bool:
    """Look at the coordinates that the last batch over this connection brought to the table.

    A few milliseconds for a batch of some dozens. Not within the batch's transaction, which keeps
    places from changing. Returns False where there are too many: then look at all.
    """
    statement = _FIND_BROUGHT_SUSPECTS.format(table=sql.Identifier("tickets", table))
    found = conn.execute(statement, {"most": _MOST_BROUGHT}).fetchone()
    return found is not None and found[0] is not None


def _first(row: tuple[int, ...] | None) -> int:
    return row[0] if row else 0
