"""Tickets that are written to the database without an import."""

import json
from typing import Any

from fleettickets.store.connect import Connection

_INSERT = """
INSERT INTO tickets.{table} (ticket_id, raw, content_hash, change_key, change_line)
VALUES (%s, %s, md5('')::uuid, 'k', 2)
"""


def add_ticket(conn: Connection, ticket_id: str, *, table: str = "inc", **values: Any) -> None:
    """Insert an actionable open ticket; values are the feed's text. A closed one has no flag."""
    is_closed = values.get("closed_at") or values.get("normalized_status") == "closed"
    raw = {
        "normalized_status": "open",
        "is_actionable": "false" if is_closed else "true",
        "cluster": "Kitisuru",
        "location_name": "Kitisuru Rd",
        "created_at_service": "2026-06-25 08:00:00",
    } | values
    statement = _INSERT.replace("{table}", table)
    conn.execute(statement.encode(), [ticket_id, json.dumps(raw)])


def position_of(conn: Connection, ticket_id: str, table: str = "inc") -> Any:
    """Return (geo_source, latitude, longitude)."""
    statement = f"SELECT geo_source, latitude, longitude FROM tickets.{table} WHERE ticket_id = %s"
    return conn.execute(statement.encode(), [ticket_id]).fetchone()


def misplaced(conn: Connection) -> list[tuple[Any, ...]]:
    """Return the tickets whose position differs from the rules'."""
    return conn.execute(
        "SELECT p.dataset, t.ticket_id, t.geo_source, p.geo_source FROM ("
        " SELECT dataset, ticket_id, geom, geo_source, geo_precision"
        " FROM tickets.all_tickets) AS t"
        " INNER JOIN tickets.ticket_positions AS p USING (dataset, ticket_id)"
        " WHERE (t.geom, t.geo_source, t.geo_precision)"
        " IS DISTINCT FROM (p.geom, p.geo_source, p.precision)"
    ).fetchall()
