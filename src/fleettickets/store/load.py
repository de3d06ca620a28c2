"""A batch of files: staged, folded against the stored tickets, and written.

The session's temporary tables hold the batch, so memory does not grow with it. ``fold`` only reads
the tickets; a dry run ends there.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO, NamedTuple

from psycopg import sql

from fleettickets.domain.change import Change, Reject
from fleettickets.domain.dataset import Dataset
from fleettickets.store.connect import Connection
from fleettickets.store.copy_text import encode_changes, encode_rejects
from fleettickets.store.queries import query, table_query
from fleettickets.store.row_refusals import refuse_dropped

_COPY_BYTES = 1 << 18

# Staging.
_CREATE_STAGE = query("create_stage")
_EMPTY_STAGE = query("empty_stage")
_FORBID_WRITES = query("forbid_writes")
_BEGIN_BATCH = query("begin_batch")
_COPY_FILES = query("copy_files")
_COPY_CHANGES = query("copy_changes")
_COPY_REJECTS = query("copy_rejects")
_DELETE_STAGED_FILE = query("delete_staged_file")

# Rewinding.
_REWIND_TICKETS = query("rewind_tickets")
_REWIND_STAGED_FILES = query("rewind_staged_files")
_REWIND_ALL = table_query("rewind_all")
_ANALYZE_REWINDS = query("analyze_rewinds")
_FIND_REWOUND = query("find_rewound")
_STAGE_STANDINS = table_query("stage_standins")

# Folding.
_ANALYZE_CHANGES = query("analyze_changes")
_CLASSIFY_STATUSES = query("classify_statuses")
_FOLD_CHANGES = table_query("fold_changes")
_ANALYZE_FOLD = query("analyze_fold")
_COUNT_CHANGES = table_query("count_changes")

# Writing.
_BEGIN_WRITING = query("begin_writing")
_DELETE_REWOUND_EVENTS = query("delete_rewound_events")
_DELETE_REWOUND_CLOSURES = query("delete_rewound_closures")
_FORGET_ORIGINS = table_query("forget_origins")
_UPSERT_TICKETS = table_query("upsert_tickets")
_INSERT_TICKET_EVENTS = query("insert_ticket_events")
_INSERT_CLOSURE_EVENTS = query("insert_closure_events")
_DELETE_KNOWN_CLOSURES = query("delete_known_closures")
_NOTE_STATUSES = query("note_statuses")
_INSERT_WARNINGS = query("insert_warnings")
_FIND_DROPPERS = query("find_droppers")
_FIND_DROPPED = table_query("find_dropped")
_RESTORE_OBSERVED_EVENTS = query("restore_observed_events")
_RESTORE_OBSERVED_CLOSURES = query("restore_observed_closures")
_DELETE_REJECTS = query("delete_rejects")
_INSERT_REJECTS = query("insert_rejects")


class StagedFile(NamedTuple):
    """A file of the batch; ``file_no`` follows the order of the keys."""

    file_no: int
    key: str
    key_at: datetime


@dataclass(frozen=True, slots=True)
class FileCounts:
    """How many tickets a file's rows insert, update and leave unchanged."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0


class Stage:
    """One connection's temporary tables, for one dataset; they hold one batch at a time."""

    def __init__(self, conn: Connection, dataset: Dataset) -> None:
        """Create the stage tables, outside of any transaction."""
        self._conn = conn
        self._dataset = dataset
        self._table = sql.Identifier("tickets", dataset.table)
        conn.execute(_CREATE_STAGE)

    @contextmanager
    def transaction(self, *, is_read_only: bool) -> Iterator[None]:
        """Open one batch's transaction on an empty stage; a read-only one leaves tickets alone."""
        self._conn.execute(_EMPTY_STAGE)
        with self._conn.transaction():
            if is_read_only:
                self._conn.execute(_FORBID_WRITES)
            yield

    def begin(self, files: Iterable[StagedFile]) -> None:
        """Name the batch's files, within its transaction."""
        self._conn.execute(_BEGIN_BATCH)
        with self._conn.cursor().copy(_COPY_FILES) as copy:
            for file in files:
                copy.write_row(file)

    def copy_changes(self, file_no: int, changes: Sequence[Change]) -> None:
        """Stage some rows of one file."""
        if changes:
            self.copy_encoded_changes(BytesIO(encode_changes(file_no, changes)))

    def copy_rejects(self, file_no: int, rejects: Sequence[Reject]) -> None:
        """Stage some rejected rows of one file."""
        if rejects:
            self.copy_encoded_rejects(BytesIO(encode_rejects(file_no, rejects)))

    def copy_encoded_changes(self, rows: BinaryIO) -> None:
        """Stage rows that ``encode_changes`` made."""
        self._copy(_COPY_CHANGES, rows)

    def copy_encoded_rejects(self, rows: BinaryIO) -> None:
        """Stage rows that ``encode_rejects`` made."""
        self._copy(_COPY_REJECTS, rows)

    def _copy(self, statement: bytes, rows: BinaryIO) -> None:
        with self._conn.cursor().copy(statement) as copy:
            while block := rows.read(_COPY_BYTES):
                copy.write(block)

    def drop(self, file_no: int) -> None:
        """Remove what was staged of a file that turned out to be unreadable."""
        self._conn.execute(_DELETE_STAGED_FILE, {"file_no": file_no})

    def rewind(self, ticket_ids: Sequence[str]) -> None:
        """Mark tickets to be folded again from the batch's ``from_key`` on."""
        self._conn.execute(_REWIND_TICKETS, {"ticket_ids": list(ticket_ids)})

    def rewind_staged(self, file_nos: Sequence[int]) -> None:
        """Rewind the tickets that these staged files hold."""
        self._conn.execute(_REWIND_STAGED_FILES, {"file_nos": list(file_nos)})

    def rewind_all(self) -> None:
        """Rewind every ticket of the dataset."""
        self._conn.execute(_REWIND_ALL.format(table=self._table))

    def end_rewinding(self) -> None:
        """Tell the planner how many tickets are rewound."""
        self._conn.execute(_ANALYZE_REWINDS)

    def rewound(self, ticket_ids: Sequence[str]) -> set[str]:
        """Return those of these tickets that are rewound."""
        rows = self._conn.execute(_FIND_REWOUND, {"ticket_ids": list(ticket_ids)})
        return {ticket_id for (ticket_id,) in rows}

    def stand_in(self, from_key: str, file_nos: Sequence[int]) -> None:
        """Stage what the database still knows about rewound tickets from files that are gone."""
        self._conn.execute(
            _STAGE_STANDINS.format(table=self._table),
            {"dataset": self._dataset.name, "from_key": from_key, "file_nos": list(file_nos)},
        )

    def fold(self, from_key: str | None = None) -> dict[int, FileCounts]:
        """Compare each staged version with the one before it; return counts by file_no."""
        self._conn.execute(_ANALYZE_CHANGES)
        self._conn.execute(_CLASSIFY_STATUSES)
        self._conn.execute(
            _FOLD_CHANGES.format(table=self._table),
            {"dataset": self._dataset.name, "from_key": from_key},
        )
        self._conn.execute(_ANALYZE_FOLD)
        rows = self._conn.execute(_COUNT_CHANGES.format(table=self._table)).fetchall()
        return {file_no: FileCounts(*counts) for file_no, *counts in rows}

    def write(self, run_id: int, keys: Sequence[str], from_key: str | None = None) -> None:
        """Write the folded batch to the tickets, their history and the rejects of ``keys``.

        Raises:
            RefusedRowError: a trigger or a rule of others skips a row in silence.
        """
        params = {
            "dataset": self._dataset.name,
            "from_key": from_key,
            "run_id": run_id,
            "change_keys": list(keys),
        }
        self._conn.execute(_BEGIN_WRITING)
        if from_key is not None:
            self._conn.execute(_DELETE_REWOUND_EVENTS, params)
            self._conn.execute(_DELETE_REWOUND_CLOSURES, params)
            self._conn.execute(_FORGET_ORIGINS.format(table=self._table))
        self._conn.execute(_UPSERT_TICKETS.format(table=self._table))
        self._conn.execute(_NOTE_STATUSES, params)
        self._conn.execute(_INSERT_TICKET_EVENTS, params)
        self._conn.execute(_DELETE_KNOWN_CLOSURES, params)
        self._conn.execute(_INSERT_CLOSURE_EVENTS, params)
        if from_key is not None:
            self._conn.execute(_RESTORE_OBSERVED_EVENTS, params)
            self._conn.execute(_RESTORE_OBSERVED_CLOSURES, params)
        self._refuse_dropped()
        self._conn.execute(_DELETE_REJECTS, params)
        self._conn.execute(_INSERT_REJECTS, params)
        self._conn.execute(_INSERT_WARNINGS, params)

    def _refuse_dropped(self) -> None:
        params = {"dataset": self._dataset.name, "table_name": f"tickets.{self._dataset.table}"}
        [(are_there,)] = self._conn.execute(_FIND_DROPPERS, params).fetchall()
        if are_there:
            find_dropped = _FIND_DROPPED.format(table=self._table)
            refuse_dropped(self._conn.execute(find_dropped, params).fetchone())
