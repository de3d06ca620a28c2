"""The state of every dataset's import."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import sql
from psycopg.rows import dict_row

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query, table_query

_COUNT_TICKETS = table_query("count_tickets")
_DESCRIBE_IMPORTS = query("describe_imports")
_FIND_FAILED_FILES = query("find_failed_files")
_FIND_TROUBLES = query("find_troubles")
_COUNT_REJECTS_BY_REASON = query("count_rejects_by_reason")

REJECT_DAYS = 7
MAX_REASONS = 10


@dataclass(frozen=True, slots=True)
class Run:
    """One run with ``--apply``."""

    run_id: int
    source: str
    state: str
    is_alive: bool
    """Whether it is running and its session still holds the dataset's lock."""
    started_at: datetime
    finished_at: datetime | None
    files_applied: int
    files_failed: int
    files_archived: int
    error: str | None


class TroubleLine(NamedTuple):
    """Something that needs a person (functions/find_troubles.sql)."""

    dataset: str | None
    """None: concerns no dataset."""
    kind: str
    subject: str
    """A file, a provider, or empty."""
    since: datetime
    message: str


class FailedFile(NamedTuple):
    """A file that could not be imported, at its last attempt."""

    change_key: str
    attempts: int
    seen_at: datetime
    error: str | None


class RejectReason(NamedTuple):
    """How many rows were rejected, or values read as NULL, for one reason."""

    severity: str
    column: str | None
    reason: str
    rows: int


@dataclass(frozen=True, slots=True)
class DatasetStatus:
    """One dataset's import; times and keys are None before the first file."""

    dataset: str
    title: str
    source_max_key: str | None
    content_as_of: datetime | None
    lag_minutes: int | None
    """From ``content_as_of`` to now."""
    runs: Sequence[Run]
    """The last run and the one before, newest first."""
    failed_files: Sequence[FailedFile]
    reject_reasons: Sequence[RejectReason]
    """Those of the last REJECT_DAYS days, the most frequent first, at most MAX_REASONS."""
    tickets: int
    open_tickets: int
    waiting_tickets: int


def find_troubles(conn: Connection) -> list[TroubleLine]:
    """Return what needs a person now, first what concerns no dataset."""
    return [TroubleLine(*row) for row in conn.execute(_FIND_TROUBLES)]


def describe_imports(conn: Connection, dataset: str | None = None) -> list[DatasetStatus]:
    """Return the state of one dataset, or of each; empty for an unknown one.

    Call it in a transaction that sees one instant.
    """
    rows = conn.cursor(row_factory=dict_row).execute(_DESCRIBE_IMPORTS).fetchall()
    return [
        DatasetStatus(
            **row
            | {"runs": [_run(run) for run in row["runs"]]}
            | _count_tickets(conn, row["dataset"]),
            failed_files=_failed_files(conn, row["dataset"]),
            reject_reasons=_reject_reasons(conn, row["dataset"]),
        )
        for row in rows
        if dataset in (None, row["dataset"])
    ]


def _run(row: dict[str, Any]) -> Run:
    times = {
        name: row[name] and datetime.fromisoformat(row[name])
        for name in ("started_at", "finished_at")
    }
    return Run(**row | times)


def _failed_files(conn: Connection, dataset: str) -> list[FailedFile]:
    return [FailedFile(*row) for row in conn.execute(_FIND_FAILED_FILES, {"dataset": dataset})]


def _reject_reasons(conn: Connection, dataset: str) -> list[RejectReason]:
    params = {"dataset": dataset, "days": REJECT_DAYS, "max_reasons": MAX_REASONS}
    return [RejectReason(*row) for row in conn.execute(_COUNT_REJECTS_BY_REASON, params)]


def _count_tickets(conn: Connection, table: str) -> dict[str, Any]:
    cursor = conn.cursor(row_factory=dict_row)
    return (
        cursor.execute(_COUNT_TICKETS.format(table=sql.Identifier("tickets", table))).fetchone()
        or {}
    )
