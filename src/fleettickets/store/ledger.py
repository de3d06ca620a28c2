"""The ledger: a line for each version of each file, and a line for each run."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple

from psycopg.errors import LockNotAvailable
from psycopg.rows import class_row

from fleettickets.domain.etag import normal_etag
from fleettickets.errors import LockedError
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.session_locks import check_held, check_released, refuse_leaked_lock

_LOCK_DATASET = query("lock_dataset")
_UNLOCK_DATASET = query("unlock_dataset")
_SHORTEN_LOCK_WAIT = query("shorten_lock_wait")
_FIND_APPLIED_ETAGS = query("find_applied_etags")
_FIND_WATERMARK = query("find_watermark")
_FIND_APPLIED = query("find_applied")
_SAVE_FILE = query("save_file")
_SUPERSEDE_FILES = query("supersede_files")
_SETTLE_FAILURES = query("settle_failures")
_UPDATE_META = query("update_meta")
_MARK_COORDINATES = query("mark_coordinates")
_START_RUN = query("start_run")
_FINISH_RUN = query("finish_run")


class AppliedFile(NamedTuple):
    """A file as it was applied."""

    change_key: str
    source: str
    digest: str


class StartedRun(NamedTuple):
    """A new run, and what an earlier run left undone."""

    run_id: int
    has_new_coordinates: bool
    """Whether the coordinates of written tickets have not been checked yet."""


@dataclass(slots=True)
class FileEntry:
    """A file's line in the ledger."""

    change_key: str
    etag: str
    source: str
    bytes: int
    state: str = "applied"
    digest: str | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_dropped: int = 0
    rows_rejected: int = 0
    rows_inserted: int = 0
    rows_updated: int = 0
    rows_unchanged: int = 0
    extra_columns: list[str] = field(default_factory=list)
    content_as_of: datetime | None = None
    error: str | None = None
    is_unanswered: bool = False
    """Whether it was not fetched because the bucket's server gave no usable answer."""


class Ledger:
    """One dataset's ledger. Callers open the transactions."""

    def __init__(self, conn: Connection, dataset: str) -> None:
        self._conn = conn
        self._dataset = dataset

    def try_lock(self) -> bool:
        """Return whether this session is now the only one that imports the dataset.

        The session owns the lock, so it ends with the connection, however that ends. It waits for
        two seconds, because the server takes a moment to notice that a killed session is gone.

        Raises:
            LockedError: a session holds the lock and runs no import, now and two seconds later.
        """
        if self._try_lock():
            return True
        try:
            refuse_leaked_lock(self._conn, self._dataset)
        except LockedError:
            # The other run may have begun or ended between the two looks.
            if self._try_lock():
                return True
            refuse_leaked_lock(self._conn, self._dataset)
        return False

    def _try_lock(self) -> bool:
        try:
            with self._conn.transaction():
                self._conn.execute(_SHORTEN_LOCK_WAIT)
                self._conn.execute(_LOCK_DATASET, {"dataset": self._dataset})
        except LockNotAvailable:
            return False
        return True

    def unlock(self) -> None:
        """Let the next run begin.

        Raises:
            SettingError: the session did not hold the lock.
        """
        check_released(self._conn.execute(_UNLOCK_DATASET, {"dataset": self._dataset}))

    def check_lock(self) -> None:
        """Make sure, in a transaction that will write, that the session holds the lock.

        Raises:
            SettingError: it does not.
        """
        check_held(self._conn, self._dataset)

    def applied_etags(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the etags of the applied versions of the keys that have one."""
        rows = self._conn.execute(
            _FIND_APPLIED_ETAGS, {"dataset": self._dataset, "change_keys": list(keys)}
        ).fetchall()
        return {key: normal_etag(etag) for key, etag in rows if etag}

    def watermark(self) -> str:
        """Return the newest applied key, or an empty string."""
        found = self._conn.execute(_FIND_WATERMARK, {"dataset": self._dataset}).fetchone()
        return (found[0] or "") if found else ""

    def applied_from(self, from_key: str) -> list[AppliedFile]:
        """Return the applied files from a key on, sorted by key."""
        cursor = self._conn.cursor(row_factory=class_row(AppliedFile))
        params = {"dataset": self._dataset, "from_key": from_key}
        return cursor.execute(_FIND_APPLIED, params).fetchall()

    def save_applied(self, run_id: int, entries: Sequence[FileEntry]) -> None:
        """Write the files' lines, mark older versions as superseded, and move the watermark.

        The files' coordinates are marked as unchecked.
        """
        keys = [entry.change_key for entry in entries]
        self._conn.execute(_SUPERSEDE_FILES, {"dataset": self._dataset, "change_keys": keys})
        self._save(run_id, entries)
        self._conn.execute(_UPDATE_META, {"dataset": self._dataset})

    def mark_coordinates(self, *, is_new: bool) -> None:
        """Record that new coordinates wait for a check, in their transaction; or that none do."""
        self._conn.execute(_MARK_COORDINATES, {"dataset": self._dataset, "is_new": is_new})

    def save_failed(self, run_id: int, entries: Sequence[FileEntry]) -> None:
        """Write the lines of files that could not be applied; applied versions keep theirs."""
        self._save(run_id, entries)

    def _save(self, run_id: int, entries: Sequence[FileEntry]) -> None:
        params = [asdict(entry) | {"dataset": self._dataset, "run_id": run_id} for entry in entries]
        with self._conn.cursor() as cursor:
            cursor.executemany(_SAVE_FILE, params)

    def settle_failures(self, waiting: Sequence[str]) -> None:
        """Forget the failures of files that no longer wait."""
        params = {"dataset": self._dataset, "change_keys": list(waiting)}
        self._conn.execute(_SETTLE_FAILURES, params)

    def start_run(self, source: str, *, is_drain: bool = True) -> StartedRun:
        """Write a new run's line; call it under the lock.

        ``is_drain``: the run reads the bucket's ``changes/``, and so shows that imports still run.
        """
        params = {"dataset": self._dataset, "source": source, "is_drain": is_drain}
        found = self._conn.execute(_START_RUN, params).fetchone()
        assert found is not None  # noqa: S101 - RETURNING on one VALUES row
        return StartedRun(*found)

    def finish_run(
        self, run_id: int, state: str, counts: dict[str, int], error: str | None
    ) -> None:
        """Close a run's line."""
        self._conn.execute(
            _FINISH_RUN, {"run_id": run_id, "state": state, "error": error, **counts}
        )
