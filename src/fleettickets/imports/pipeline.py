"""The import: drain one dataset's change stream into its table (ARCHITECTURE.md#import).

Under the dataset's lock: list what waits, apply it oldest first in batches, move what is applied
to processed/, call the dataset's hook. A bad file fails alone; the run goes on without it.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import zip_longest

import psycopg

from fleettickets.config import Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import BucketError, FleetTicketsError, StoreError
from fleettickets.feed.source import Source, WaitingFile
from fleettickets.imports.batch import BatchImport, BatchResult, OnFile, OnStep, failed_entry
from fleettickets.imports.plan import Batch, Waiting, batches_of
from fleettickets.store.connect import Connection
from fleettickets.store.failures import explained_troubles, one_line
from fleettickets.store.ledger import FileEntry, Ledger
from fleettickets.store.migrate import held_schema
from fleettickets.store.suspects import find_all_suspects, find_brought_suspects

log = logging.getLogger(__name__)

_ARCHIVERS = 8
# What a file's content can bring the database to say; anything else is the database's trouble.
_REFUSALS = (psycopg.DataError, psycopg.errors.ProgramLimitExceeded)


@dataclass(slots=True)
class RunReport:
    """What a run did, or what it would do."""

    is_skipped: bool = False
    """Another run of the dataset is under way; nothing was done."""
    applied: list[FileEntry] = field(default_factory=list)
    failed: list[FileEntry] = field(default_factory=list)
    archived: int = 0
    problems: list[str] = field(default_factory=list)
    """What went wrong beside the files: the next run tries it again."""

    @property
    def is_good(self) -> bool:
        """Whether nothing is left for the next run to mend."""
        return not self.failed and not self.problems

    @property
    def trouble(self) -> str | None:
        """What kept the run from coming through, beside files that cannot be taken."""
        told = list(self.problems)
        if self.failed and not self.applied and all(file.is_unanswered for file in self.failed):
            told.append(f"no file could be fetched: {self.failed[0].error}")
        return "; ".join(told) or None


class Import:
    """One run over one dataset. ``conn`` is its own, in autocommit, and not behind a pooler."""

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
        self._is_all_unlooked = False

    def dry_run(self) -> RunReport:
        """Return what ``apply`` would do, file by file; write nothing.

        Raises:
            SchemaVersionError: the database is not migrated.
            BucketError: the bucket cannot be listed.
            StoreError: the database failed.
        """
        with explained_troubles("import", self._conn), held_schema(self._conn):
            waiting = self._waiting()
            if waiting.late or waiting.new:
                self._keep(self._foretell(waiting))
            self._report.archived = len(self._report.applied) + len(waiting.to_archive)
        return self._report

    def apply(self) -> RunReport:
        """Apply what waits, archive it, and call the hook.

        Raises:
            SchemaVersionError: the database is not migrated.
            BucketError: the bucket cannot be listed.
            StoreError: the database failed; what was applied stays, the rest waits.
        """
        return self._run(self._drain)

    def replay(self) -> RunReport:
        """Tell the history of the source's files again, whether they were applied or not.

        Where nothing is wrong, every table ends as it was.

        Raises: as ``apply``.
        """
        return self._run(self._drain_again)

    def _run(self, drain: Callable[[int], None]) -> RunReport:
        with explained_troubles("import", self._conn), held_schema(self._conn):
            if not self._ledger.try_lock():
                self._report.is_skipped = True
                return self._report
            run_id, self._is_all_unlooked = self._ledger.start_run(
                self._source.name, is_drain=self._source.shows_all
            )
            error: str | None = "The run was stopped."
            try:
                with explained_troubles("import", self._conn):
                    drain(run_id)
                    self._look_at_rest()
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
        if self._source.shows_all:
            self._ledger.settle_failures(waiting.keys)
        late = [waiting.late_batch()] if waiting.late else []
        batches = [*late, *batches_of(waiting.new, self._limits)]
        if batches:
            with closing(self._importer()) as importer:
                for batch, upcoming in zip_longest(batches, batches[1:]):
                    self._apply(importer, batch, run_id, upcoming)

    def _drain_again(self, run_id: int) -> None:
        files = self._source.waiting()
        self._on_waiting(files)
        if files:
            batch = Batch(files, late=frozenset(file.key for file in files), is_replay=True)
            self._apply(self._importer(), batch, run_id, None)

    def _look(self, committed: BatchResult) -> None:
        """Look for stand-ins among the coordinates that a batch brought, unless at all later."""
        if committed.applied and not self._is_all_unlooked:
            self._is_all_unlooked = not find_brought_suspects(self._conn, self._dataset.table)
            self._on_step("looked")

    def _look_at_rest(self) -> None:
        """Look at all coordinates, where a batch brought many, or an earlier run did not look."""
        if self._is_all_unlooked:
            find_all_suspects(self._conn)
            self._on_step("looked")
        if self._is_all_unlooked or self._report.applied:
            self._ledger.mark_coordinates(is_new=False)

    def _foretell(self, waiting: Waiting) -> BatchResult:
        """Fold everything in one batch; without the late files where those cannot be told."""
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
        unapplied = [file for file in files if applied.get(file.key) != file.etag]
        self._on_waiting(unapplied)
        # A name that is no key has no place in the order; it fails with the new files.
        late = {f for f in unapplied if f.key <= watermark and self._dataset.key_at(f.key)}
        return Waiting(
            new=[file for file in unapplied if file not in late],
            late=sorted(late),
            replaced=frozenset(file.key for file in late if file.key in applied),
            to_archive=[file for file in files if applied.get(file.key) == file.etag],
        )

    def _apply(
        self, importer: BatchImport, batch: Batch, run_id: int, upcoming: Batch | None
    ) -> None:
        """Apply a batch; where the database cannot take it, each of its files by itself."""
        try:
            result = importer.run(batch, run_id, upcoming)
        except _REFUSALS as error:
            result = self._apply_singly(importer, batch, run_id, error)
        else:
            self._look(result)
        self._keep(result)
        if result.failed:
            self._ledger.save_failed(run_id, result.failed)
        done = {entry.change_key: entry.etag for entry in result.applied}
        self._archive([file for file in batch.files if done.get(file.key) == file.etag])

    def _apply_singly(
        self, importer: BatchImport, batch: Batch, run_id: int, error: psycopg.Error
    ) -> BatchResult:
        if len(batch.files) == 1:
            return BatchResult(failed=[failed_entry(batch.files[0], _refused(error))])
        result = BatchResult()
        for file in batch.files:
            key = {file.key}
            single = replace(
                batch, files=[file], late=batch.late & key, replaced=batch.replaced & key
            )
            try:
                part = importer.run(single, run_id)
            except _REFUSALS as single_error:
                part = BatchResult(failed=[failed_entry(file, _refused(single_error))])
            else:
                self._look(part)
            result.applied += part.applied
            result.failed += part.failed
        return result

    def _keep(self, result: BatchResult) -> None:
        self._report.applied += result.applied
        self._report.failed += result.failed

    def _archive(self, files: Sequence[WaitingFile]) -> None:
        """Move applied files; one that cannot be moved is a problem for the next run."""
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
        state = "succeeded" if error is None and self._report.is_good else "failed"
        counts = {
            "files_applied": len(self._report.applied),
            "files_failed": len(self._report.failed),
            "files_archived": self._report.archived,
        }
        try:
            self._ledger.finish_run(run_id, state, counts, error)
            self._ledger.unlock()
        except psycopg.Error as lost:
            # The next run closes this line as abandoned.
            log.warning("the run's line stays open: %s", one_line(lost))


def _refused(error: psycopg.Error) -> StoreError:
    return StoreError("the database refused a value", one_line(error))
