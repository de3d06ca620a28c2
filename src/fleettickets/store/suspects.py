"""Suspect coordinates: many different addresses share them, so they locate none of them."""

from psycopg import sql

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query, table_query

_REFRESH_SUSPECTS = query("refresh_suspects")
_FIND_ALL_SUSPECTS = query("find_all_suspects")
_FIND_BROUGHT_SUSPECTS = table_query("find_brought_suspects")
_MOST_BROUGHT = 5_000
"""For more coordinates than this, checking each by index takes longer than checking all."""


def refresh_suspects(conn: Connection) -> int:
    """Check all coordinates; return how many became suspect or stopped being suspect."""
    return _first(conn.execute(_REFRESH_SUSPECTS).fetchone())


def find_all_suspects(conn: Connection) -> int:
    """Check all trusted coordinates; return how many became suspect."""
    return _first(conn.execute(_FIND_ALL_SUSPECTS).fetchone())


def find_brought_suspects(conn: Connection, table: str) -> bool:
    """Check the coordinates that this connection's last batch brought to the table.

    Takes a few milliseconds for some dozens. Call it after the batch's transaction, which locks
    positions. Returns False if there are too many: then check all.
    """
    statement = _FIND_BROUGHT_SUSPECTS.format(table=sql.Identifier("tickets", table))
    found = conn.execute(statement, {"most": _MOST_BROUGHT}).fetchone()
    return found is not None and found[0] is not None


def _first(row: tuple[int, ...] | None) -> int:
    return row[0] if row else 0
