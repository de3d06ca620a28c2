"""Take over what no file holds: positions, snapshots, closings and tickets of an earlier schema."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from psycopg import sql

from fleettickets.domain.dataset import Dataset
from fleettickets.store.connect import Connection
from fleettickets.store.earlier_schema import ASIDE, SCHEMA, columns_aside, table, tables_aside
from fleettickets.store.queries import query, table_query

_CREATE_EARLIER_PLACES = query("create_earlier_places")
_STAGE_EARLIER_PLACES = table_query("stage_earlier_places")
_EMPTY_EARLIER_PLACES = query("empty_earlier_places")
_CARRY_CLUSTERS = table_query("carry_clusters")
_CARRY_LOCATIONS = table_query("carry_locations")
_CARRY_HAND_POSITIONS = table_query("carry_hand_positions")
_CARRY_SNAPSHOTS = table_query("carry_snapshots")
_CARRY_CLOSURES = table_query("carry_closures")
_LIST_UNHELD_COLUMNS = table_query("list_unheld_columns")
_SELECT_UNHELD_TICKETS = table_query("select_unheld_tickets")
_FIND_FIRST_KEYS = query("find_first_keys")
_LIST_APPLIED_AFTER = query("list_applied_after")
_COMPARE_TICKETS = table_query("compare_tickets")

_FETCHED_ROWS = 1_000


class FirstKeys(NamedTuple):
    """The oldest applied file, and the adopted one if it was applied."""

    first: str | None
    adopted: str | None


class ComparedKind(NamedTuple):
    """A count of both, or a difference with its first tickets."""

    kind: str
    total: int
    ticket_ids: list[str]


def carry_places_and_days(conn: Connection, datasets: Sequence[Dataset]) -> dict[str, int]:
    """Take over gazetteers, positions set by hand and daily snapshots, in one transaction.

    Return how many of each.
    """
    held = tables_aside(conn)
    with conn.transaction():
        ticket_tables = [dataset.table for dataset in datasets if dataset.table in held]
        conn.execute(_CREATE_EARLIER_PLACES)
        if "cluster" not in columns_aside(conn, "geo_locations"):
            for name in ticket_tables:
                _run(conn, _STAGE_EARLIER_PLACES, name)
        carried = {
            "clusters": _carry(conn, _CARRY_CLUSTERS, "geo_clusters", held),
            "locations": _carry(conn, _CARRY_LOCATIONS, "geo_locations", held),
            "positions_by_hand": sum(
                _run(conn, _CARRY_HAND_POSITIONS, name)
                for name in ticket_tables
                if {"geom", "geo_source"} <= columns_aside(conn, name)
            ),
        }
        conn.execute(_EMPTY_EARLIER_PLACES)
        days = [_carry_days(conn, dataset, held) for dataset in datasets]
        return carried | {"days": sum(days)}


def carry_closures(conn: Connection, dataset: Dataset, change_key: str) -> int:
    """Take over the closings that no file shows; return how many."""
    if "closure_events" not in tables_aside(conn):
        return 0
    statement = _CARRY_CLOSURES.format(
        table=table(ASIDE, "closure_events"), tickets=table(SCHEMA, dataset.table)
    )
    parameters = {"dataset": dataset.name, "change_key": change_key}
    found = conn.execute(statement, parameters).fetchone()
    return int(found[0]) if found else 0


def unheld_columns(conn: Connection, dataset: Dataset) -> list[str]:
    """Return the columns of the tickets that no file holds; none if there is no such ticket."""
    rows = conn.execute(_LIST_UNHELD_COLUMNS.format(**_tables(dataset)))
    return [name for (name,) in rows]


def unheld_tickets(
    conn: Connection, dataset: Dataset, columns: Sequence[str]
) -> Iterator[tuple[str, list[str | None]]]:
    """Yield each ticket that no file holds, with the values of these columns, by ticket."""
    statement = _SELECT_UNHELD_TICKETS.format(**_tables(dataset))
    with conn.transaction(), conn.cursor("unheld_tickets") as cursor:
        cursor.itersize = _FETCHED_ROWS
        cursor.execute(statement, {"columns": list(columns)})
        yield from cursor


def first_keys(conn: Connection, dataset: Dataset) -> FirstKeys:
    """Return the keys by which the adopted file is named."""
    found = conn.execute(_FIND_FIRST_KEYS, {"dataset": dataset.name}).fetchone()
    return FirstKeys(*found) if found else FirstKeys(None, None)


def applied_after(conn: Connection, dataset: Dataset, key: str) -> list[tuple[str, bool]]:
    """Return the applied files that are newer than the key, and adopted ones, marked as such."""
    parameters = {"dataset": dataset.name, "change_key": key}
    return conn.execute(_LIST_APPLIED_AFTER, parameters).fetchall()


def compare_tickets(conn: Connection, dataset: Dataset, *, shown: int) -> list[ComparedKind]:
    """Return the counts of both installations, then each difference."""
    statement = _COMPARE_TICKETS.format(**_tables(dataset))
    return [ComparedKind(*row) for row in conn.execute(statement, {"shown": shown})]


def _tables(dataset: Dataset) -> dict[str, sql.Identifier]:
    return {"before": table(ASIDE, dataset.table), "tickets": table(SCHEMA, dataset.table)}


def _carry_days(conn: Connection, dataset: Dataset, held: set[str]) -> int:
    name = f"{dataset.name}_daily_snapshot"
    if name not in held:
        return 0
    return _run(conn, _CARRY_SNAPSHOTS, name, snapshots=table(SCHEMA, name))


def _carry(conn: Connection, statement: sql.SQL, name: str, held: set[str]) -> int:
    return _run(conn, statement, name) if name in held else 0


def _run(conn: Connection, statement: sql.SQL, name: str, **names: sql.Identifier) -> int:
    cursor = conn.execute(statement.format(table=table(ASIDE, name), **names))
    found = cursor.fetchone() if cursor.description else None
    return int(found[0]) if found else 0
