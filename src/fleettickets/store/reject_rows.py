"""Rejected rows, and values that were read as NULL."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_COUNT_REJECTS = query("count_rejects")
_SELECT_REJECTS = query("select_rejects")
_FETCH_ROWS = 1_000


class StoredReject(NamedTuple):
    """A line of ``tickets.import_rejects``."""

    change_key: str
    change_line: int
    severity: str
    column: str | None
    reason: str
    raw_row: str
    observed_at: datetime


@dataclass(frozen=True, slots=True)
class RejectFilter:
    """Select all rejects of a dataset, or only one severity or one file."""

    dataset: str
    severity: str | None = None
    change_key: str | None = None


def count_rejects(conn: Connection, chosen: RejectFilter) -> int:
    """Return how many there are."""
    found = conn.execute(_COUNT_REJECTS, asdict(chosen)).fetchone()
    return int(found[0]) if found else 0


def rejects(
    conn: Connection, chosen: RejectFilter, *, max_rows: int | None = None
) -> Iterator[StoredReject]:
    """Yield them, newest file first, lines in order.

    Call it in a transaction: a server-side cursor keeps memory constant.
    """
    with conn.cursor("rejects") as cursor:
        cursor.itersize = _FETCH_ROWS
        for row in cursor.execute(_SELECT_REJECTS, asdict(chosen) | {"max_rows": max_rows}):
            yield StoredReject(*row)
