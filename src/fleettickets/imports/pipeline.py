"""Import one dataset's waiting change files into its table (ARCHITECTURE.md#import).

A run takes the dataset's lock, lists the waiting files, applies them oldest first in batches, moves
them to processed/, and calls the dataset's hook. The run continues after a bad file.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from fleettickets.config import Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import BucketError, FleetTicketsError, SchemaVersionError, StoreError
from fleettickets.feed.source import Source, WaitingFile
from fleettickets.imports.batch import BatchImport, BatchResult, OnFile, OnStep
from fleettickets.imports.file_entries import failed_entry, refused_entry
from fleettickets.imports.plan import Batch, Waiting, batches_of, sort_files
from fleettickets.store.connect import Connection
from fleettickets.store.failures import explained_troubles
from fleettickets.store.ledger import FileEntry, Ledger
from fleettickets.store.migrate import held_schema
from fleettickets.store.row_refusals import RefusedRowError, refused_rows
from fleettickets.store.suspects import find_all_suspects, find_brought_suspects

log = logging.getLogger(__name__)

_ARCHIVERS = 8


@dataclass(slots=True)
class RunReport:
    """What a run did, or would do."""

    is_skipped: bool = False
    """Another run of the dataset is in progress; nothing was done."""
    applied: list[FileEntry] = field(default_factory=list)
    failed: list[FileEntry] = field(default_factory=list)
    archived: int = 0
    problems: list[str] = field(default_factory=list)
    """Errors other than those of ``failed``; the next run tries again."""

    @property
    def is_good(self) -> bool:
        """Whether every step succeeded, and every file with rows had one that could be taken."""
        return not self.failed and not self.problems and not self.worthless

    @property
    def worthless(self) -> list[FileEntry]:
        """The applied files of which every row was rejected."""
        return [file for file in self.applied if 0 < file.rows_read == file.rows_rejected]

    @property
    def trouble(self) -> str | None:
        """Why the run failed, apart from single bad files; None if it did not."""
        messages = list(self.problems)
        if self.failed and not self.applied and all(file.is_unanswered for file in self.failed):
            messages.append(f"no file could be fetched: {self.failed[0].error}")
        return "; ".join(messages) or None


class Import:
    """One run for one dataset.

    ``conn`` must be used by this run alone, be in autocommit mode, and not go through a pooler.
    """

    def __init__(  # noqa: PLR0913 - the settings of one use case
        self,
        conn: Connection,
        dataset: Dataset,
        source: Source,
        *,
        is_reseed: bool = False,
        limits: Limits | None = None,
        on_step: OnStep = lambda _: None,
        on_waiting: Callable[[Sequence[WaitingFile]], None] = lambda _: None,
        on_file: OnFile = lambda _: None,
    ) -> None:
        self._conn = conn
        self._dataset = dataset
        self._source = source
        self._is_reseed = is_reseed
        self._limits = limits or Limits()
        self._on_step = on_step
        self._on_waiting = on_waiting
        self._on_file = on_file
        self._ledger = Ledger(conn, dataset.name)
        self._report = RunReport()
        self._is_full_check_due = False

    def dry_run(self) -> RunReport:
        """Return what ``apply`` would do, file by file, without writing anything.

        Raises:
            SchemaVersionError: the database is not migrated.
            BucketError: the bucket cannot be listed.
            StoreError: the database failed.
        """
        with explained_troubles("import", self._conn), held_schema(self._conn):
            waiting = self._waiting()
            self._refuse_keys(waiting)
            if waiting.late or waiting.new:
                self._add_to_report(self._preview(waiting))
            self._report.archived = len(self._report.applied) + len(waiting.to_archive)
        return self._report

    def apply(self) -> RunReport:
        """Apply the waiting files, archive them, and call the hook.

        Raises:
            SchemaVersionError: the database is not migrated.
            BucketError: the bucket cannot be listed.
            StoreError: the database failed; applied batches stay, the other files wait.
            SettingError: a pooler lost the run's lock.
        """
        return self._run(self._drain)

    def replay(self) -> RunReport:
        """Rebuild the history from the source's files, whether they were applied or not.

        If the tables are right, they end unchanged.

        Raises: as ``apply``.
        """
        return self._run(self._replay_all)

    def _run(self, drain: Callable[[int], None]) -> RunReport:
        with explained_troubles("import", self._conn), held_schema(self._conn):
            if not self._ledger.try_lock():
                self._report.is_skipped = True
                return self._report
            run_id, self._is_full_check_due = self._ledger.start_run(
                self._source.name, is_drain=self._source.is_complete
            )
            error: str | None = "The run was stopped."
            try:
                with explained_troubles("import", self._conn):
                    drain(run_id)
                    self._check_all_coordinates()
                    if self._dataset.post_apply is not None:
                        self._dataset.post_apply(self._conn)
                error = self._report.trouble
            except FleetTicketsError as raised:
                error = str(raised)
                raise
            finally:
                self._finish(run_id, error)
        return self._report

    def _drain(self, run_id: int) -> None:
        waiting = self._waiting()
        self._archive(waiting.to_archive)
        if self._source.is_complete:
            self._ledger.settle_failures(waiting.keys)
        refused = self._refuse_keys(waiting)
        if refused:
            self._ledger.save_failed(run_id, refused)
        late = [waiting.late_batch()] if waiting.late else []
        batches = [*late, *batches_of(waiting.new, self._limits)]
        if batches:
            with closing(self._importer()) as importer:
                for batch, upcoming in zip_longest(batches, batches[1:]):
                    self._apply(importer, batch, run_id, upcoming)

    def _replay_all(self, run_id: int) -> None:
        files = self._source.waiting()
        self._on_waiting(files)
        if files:
            batch = Batch(files, late=frozenset(file.key for file in files), is_replay=True)
            self._apply(self._importer(), batch, run_id, None)

    def _check_coordinates(self, committed: BatchResult) -> None:
        """Search a batch's new coordinates for stand-ins, unless a full check will follow."""
        if committed.applied and not self._is_full_check_due:
            self._is_full_check_due = not find_brought_suspects(self._conn, self._dataset.table)
            self._on_step("checked")

    def _check_all_coordinates(self) -> None:
        """Check all coordinates if a batch had too many, or an earlier run left some unchecked."""
        if self._is_full_check_due:
            find_all_suspects(self._conn)
            self._on_step("checked")
        if self._is_full_check_due or self._report.applied:
            self._ledger.mark_coordinates(is_new=False)

    def _preview(self, waiting: Waiting) -> BatchResult:
        """Fold all files in one batch, leaving out the late ones if they fail."""
        importer = self._importer(is_dry_run=True)
        if not waiting.late:
            return importer.run(Batch(waiting.new), None)
        late = importer.run(waiting.late_batch(), None)
        if not waiting.new:
            return late
        if late.applied:
            return importer.run(waiting.as_batch(), None)
        new = importer.run(Batch(waiting.new), None)
        return BatchResult(new.applied, late.failed + new.failed)

    def _importer(self, *, is_dry_run: bool = False) -> BatchImport:
        return BatchImport(
            self._conn,
            self._dataset,
            self._source,
            limits=self._limits,
            is_dry_run=is_dry_run,
            is_reseed=self._is_reseed,
            on_step=self._on_step,
            on_file=self._on_file,
        )

    def _waiting(self) -> Waiting:
        files = self._source.waiting()
        applied = self._ledger.applied_etags([file.key for file in files]) if files else {}
        watermark = self._ledger.watermark() if files else ""
        waiting = sort_files(files, applied, watermark, self._dataset, self._limits)
        self._on_waiting(waiting.unapplied)
        return waiting

    def _refuse_keys(self, waiting: Waiting) -> list[FileEntry]:
        """Report the files whose keys cannot be used; they are not fetched."""
        entries = [failed_entry(file, error) for file, error in waiting.refused.items()]
        for entry in entries:
            self._on_file(entry)
        self._report.failed += entries
        return entries

    def _apply(
        self, importer: BatchImport, batch: Batch, run_id: int, upcoming: Batch | None
    ) -> None:
        """Apply a batch; if the database refuses a value in it, apply each file separately."""
        try:
            with refused_rows():
                result = importer.run(batch, run_id, upcoming)
        except RefusedRowError as error:
            result = self._apply_singly(importer, batch, run_id, error)
        else:
            self._check_coordinates(result)
        self._add_to_report(result)
        if result.failed:
            self._ledger.save_failed(run_id, result.failed)
        applied = {entry.change_key: entry.etag for entry in result.applied}
        self._archive([file for file in batch.files if applied.get(file.key) == file.etag])

    def _apply_singly(
        self, importer: BatchImport, batch: Batch, run_id: int, error: RefusedRowError
    ) -> BatchResult:
        if len(batch.files) == 1:
            return BatchResult(failed=[refused_entry(batch.files[0], error)])
        result = BatchResult()
        for file in batch.files:
            key = {file.key}
            single = replace(
                batch, files=[file], late=batch.late & key, replaced=batch.replaced & key
            )
            try:
                with refused_rows():
                    part = importer.run(single, run_id)
            except RefusedRowError as single_error:
                part = BatchResult(failed=[refused_entry(file, single_error)])
            else:
                self._check_coordinates(part)
            result.applied += part.applied
            result.failed += part.failed
        return result

    def _add_to_report(self, result: BatchResult) -> None:
        self._report.applied += result.applied
        self._report.failed += result.failed

    def _archive(self, files: Sequence[WaitingFile]) -> None:
        """Move applied files to processed/; report those that fail, for the next run to retry."""
        if not files:
            return
        with ThreadPoolExecutor(_ARCHIVERS, thread_name_prefix="archive") as pool:
            moves = [pool.submit(self._source.archive, file.key, file.etag) for file in files]
            for move in moves:
                try:
                    self._report.archived += move.result()
                except BucketError as error:
                    self._report.problems.append(str(error))
        self._on_step("archived")

    def _finish(self, run_id: int, error: str | None) -> None:
        state = "succeeded" if error is None and not self._report.failed else "failed"
        counts = {
            "files_applied": len(self._report.applied),
            "files_failed": len(self._report.failed),
            "files_archived": self._report.archived,
        }
        try:
            with explained_troubles("the run's end could not be recorded"):
                self._ledger.finish_run(run_id, state, counts, error)
                self._ledger.unlock()
        except (SchemaVersionError, StoreError) as finish_error:
            # The next run marks this run as abandoned.
            log.warning("%s", finish_error)
