"""One batch of files, in one transaction: read, staged, folded, written, entered in the ledger.

A late batch also reads applied files again: those after its first key, for the tickets it holds
(ARCHITECTURE.md#late-files).
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from fleettickets.config import Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import (
    BucketError,
    FleetTicketsError,
    MissingArchiveError,
    UnreadableFileError,
)
from fleettickets.feed.parse import ChangeFile, Tally
from fleettickets.feed.source import FetchedFile, Source, WaitingFile
from fleettickets.imports.parse_ahead import Readers, ReadFile
from fleettickets.imports.plan import Batch
from fleettickets.store.connect import Connection
from fleettickets.store.ledger import AppliedFile, FileEntry, Ledger
from fleettickets.store.load import FileCounts, Stage, StagedFile

OnStep = Callable[[str], None]
"""Called with the name of each step that was just done; tests stop the run there."""

OnFile = Callable[[FileEntry], None]
"""Called with each file that was read, or could not be."""


@dataclass(slots=True)
class BatchResult:
    """What became of each file."""

    applied: list[FileEntry] = field(default_factory=list)
    failed: list[FileEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Retelling:
    """Whose history is told again, and from which key on."""

    from_key: str
    late: frozenset[str]
    replaced: frozenset[str]
    kept: frozenset[str]
    """Files that the ledger holds as they are."""


class BatchImport:
    """Applies batches of one dataset over one connection.

    With ``is_dry_run`` the transaction is read-only and ends after the fold, whose counts are
    those that the write would have. With ``is_reseed``, applied files that are gone are replaced
    by what the database remembers of them.
    """

    def __init__(  # noqa: PLR0913 - the parts of one use case, wired once
        self,
        conn: Connection,
        dataset: Dataset,
        source: Source,
        *,
        limits: Limits,
        is_dry_run: bool = False,
        is_reseed: bool = False,
        on_step: OnStep = lambda _: None,
        on_file: OnFile = lambda _: None,
    ) -> None:
        self._dataset = dataset
        self._source = source
        self._limits = limits
        self._is_dry_run = is_dry_run
        self._is_reseed = is_reseed
        self._on_step = on_step
        self._on_file = on_file
        self._ledger = Ledger(conn, dataset.name)
        self._stage = Stage(conn, dataset)
        self._ahead: tuple[Batch, Readers] | None = None

    def close(self) -> None:
        """Let go of a batch that was read ahead and did not run."""
        if self._ahead is not None:
            self._ahead[1].close()
            self._ahead = None

    def run(self, batch: Batch, run_id: int | None, upcoming: Batch | None = None) -> BatchResult:
        """Apply the batch in one transaction, or, without a run, say what that would do.

        Where late files need an applied file that is gone, all of the batch's files fail. The
        ``upcoming`` batch, of which none may be late, is read while the database works.

        Raises:
            psycopg.Error: the database refused; nothing of the batch was kept.
        """
        result = BatchResult()
        try:
            with self._stage.transaction(is_read_only=self._is_dry_run):
                places = self._places_of(batch)
                self._stage.begin(places)
                numbers = _numbers_of(places)
                result.applied = self._stage_files(batch, numbers, result.failed)
                if upcoming is not None:
                    self._read_ahead(upcoming)
                self._apply(batch, run_id, result.applied, numbers)
        except MissingArchiveError as error:
            told = {entry.change_key for entry in result.failed}
            rest = [file for file in batch.files if file.key not in told]
            return BatchResult(failed=result.failed + [failed_entry(f, error) for f in rest])
        self._on_step("committed")
        return result

    def _apply(
        self, batch: Batch, run_id: int | None, applied: list[FileEntry], numbers: dict[str, int]
    ) -> None:
        retelling = self._retelling(batch, applied)
        if retelling is not None:
            self._stage_again(retelling, applied, numbers)
        self._on_step("staged")
        from_key = retelling.from_key if retelling else None
        counts = self._stage.fold(from_key)
        self._on_step("folded")
        for entry in applied:
            _count(entry, counts.get(numbers[entry.change_key], FileCounts()))
        if run_id is not None and applied:
            kept = retelling.kept if retelling else frozenset()
            entries = [entry for entry in applied if entry.change_key not in kept]
            self._stage.write(run_id, [entry.change_key for entry in entries], from_key)
            if entries:
                self._ledger.save_applied(run_id, entries)
            else:
                self._ledger.mark_coordinates(is_new=True)
            self._on_step("written")

    def _retelling(self, batch: Batch, staged: Sequence[FileEntry]) -> Retelling | None:
        """Return what the files that could be read ask for; None where none of them is late."""
        here = {entry.change_key: entry.digest for entry in staged}
        late, replaced, kept = batch.late & here.keys(), batch.replaced & here.keys(), set[str]()
        if not late:
            return None
        if batch.is_replay:
            known = {f.change_key: f.digest for f in self._ledger.applied_from(min(late))}
            kept = {key for key, digest in here.items() if known.get(key) == digest}
            replaced = frozenset(here.keys() & known.keys() - kept)
        return Retelling("" if replaced else min(late), late, replaced, frozenset(kept))

    def _places_of(self, batch: Batch) -> list[StagedFile]:
        """Number the batch's files and all that it may need again, in the order of their keys."""
        keys = {file.key for file in batch.files}
        if batch.late:
            first = "" if batch.replaced or batch.is_replay else min(batch.late)
            keys |= {file.change_key for file in self._ledger.applied_from(first)}
        return [
            StagedFile(file_no, key, key_at)
            for file_no, key in enumerate(sorted(keys))
            if (key_at := self._dataset.key_at(key)) is not None
        ]

    def _stage_files(
        self, batch: Batch, numbers: dict[str, int], failed: list[FileEntry]
    ) -> list[FileEntry]:
        """Stage the files that can be read and return their lines; ``failed`` gets the others'."""
        entries = []
        with closing(self._readers_of(batch, numbers)) as readers:
            for waiting, fetched in zip(batch.files, readers, strict=True):
                try:
                    if isinstance(fetched, FleetTicketsError):
                        raise fetched
                    with fetched:
                        read = readers.result(fetched)
                        entries.append(self._stage_file(fetched, numbers.get(waiting.key), read))
                    self._on_file(entries[-1])
                except FleetTicketsError as error:
                    failed.append(failed_entry(waiting, error))
                    self._on_file(failed[-1])
        return entries

    def _read_ahead(self, batch: Batch) -> None:
        self._ahead = (batch, self._readers_of(batch, _numbers_of(self._places_of(batch))))

    def _readers_of(self, batch: Batch, numbers: dict[str, int]) -> Readers:
        """Return the batch's readers, which may be at work already."""
        if self._ahead is not None and self._ahead[0] is batch:
            _, readers = self._ahead
            self._ahead = None
            return readers
        return Readers(self._source, self._dataset, batch, numbers, limits=self._limits)

    def _stage_file(
        self, fetched: FetchedFile, file_no: int | None, read: ReadFile | None
    ) -> FileEntry:
        if file_no is None:
            stamp = f"{self._dataset.changes_prefix}2026-06-25T06-20-00.csv"
            raise UnreadableFileError(fetched.key, f"the key is not of the form {stamp}[.gz]")
        if read is not None:
            with closing(read):
                self._stage.copy_encoded_changes(read.changes)
                self._stage.copy_encoded_rejects(read.rejects)
            return _entry(fetched, read.tally)
        change_file = self._open(fetched)
        try:
            for chunk in change_file.chunks():
                self._stage.copy_changes(file_no, chunk.changes)
                self._stage.copy_rejects(file_no, chunk.rejects)
        except UnreadableFileError:
            self._stage.drop(file_no)
            raise
        return _entry(fetched, change_file.tally)

    def _stage_again(
        self, retelling: Retelling, staged: Sequence[FileEntry], numbers: dict[str, int]
    ) -> None:
        """Stage the applied files' rows of the tickets whose history is told again."""
        applied = self._ledger.applied_from(retelling.from_key)
        self._stage.rewind_staged([numbers[key] for key in retelling.late])
        for file in applied:
            if file.change_key in retelling.replaced:
                self._rewind_version(file)
        self._stage.end_rewinding()
        here = {entry.change_key for entry in staged}
        gone = [
            file.change_key
            for file in applied
            if file.change_key not in here
            and not self._stage_applied(file, numbers[file.change_key])
        ]
        if gone and not self._is_reseed:
            problem = (
                f"a late file needs {len(gone)} applied file(s) again that are gone or altered"
            )
            raise MissingArchiveError(gone[0], problem)
        if gone:
            self._stage.stand_in(retelling.from_key, [numbers[key] for key in gone])

    def _stage_applied(self, applied: AppliedFile, file_no: int) -> bool:
        """Stage an applied file's rows of rewound tickets; return False if the file is gone."""
        fetched = self._fetch_again(applied)
        if fetched is None:
            return False
        with fetched:
            for chunk in self._open(fetched).chunks():
                rewound = self._stage.rewound([change.ticket_id for change in chunk.changes])
                wanted = [change for change in chunk.changes if change.ticket_id in rewound]
                self._stage.copy_changes(file_no, wanted)
        return True

    def _rewind_version(self, replaced: AppliedFile) -> None:
        """Rewind the tickets of a version applied before; all tickets where it is gone."""
        fetched = self._fetch_again(replaced)
        if fetched is None:
            self._stage.rewind_all()
            return
        with fetched:
            for chunk in self._open(fetched).chunks():
                self._stage.rewind([change.ticket_id for change in chunk.changes])

    def _fetch_again(self, applied: AppliedFile) -> FetchedFile | None:
        return self._source.fetch_applied(applied.change_key, applied.source, applied.digest)

    def _open(self, fetched: FetchedFile) -> ChangeFile:
        return ChangeFile(
            fetched.key,
            fetched.stream,
            key_at=self._dataset.key_at(fetched.key),
            limits=self._limits,
        )


def failed_entry(waiting: WaitingFile, error: Exception) -> FileEntry:
    """Return the ledger's line of a file that could not be applied."""
    return FileEntry(
        waiting.key,
        waiting.etag,
        "",
        waiting.size,
        state="failed",
        error=str(error),
        is_unanswered=isinstance(error, BucketError) and error.is_unanswered,
    )


def _numbers_of(places: Sequence[StagedFile]) -> dict[str, int]:
    return {place.key: place.file_no for place in places}


def _entry(fetched: FetchedFile, tally: Tally) -> FileEntry:
    return FileEntry(
        fetched.key,
        fetched.etag,
        fetched.source,
        fetched.size,
        digest=fetched.digest,
        rows_read=tally.rows_read,
        rows_kept=tally.rows_kept,
        rows_dropped=tally.rows_dropped,
        rows_rejected=tally.rows_rejected,
        extra_columns=list(tally.extra_columns),
        content_as_of=tally.content_as_of,
    )


def _count(entry: FileEntry, counts: FileCounts) -> None:
    entry.rows_inserted, entry.rows_updated = counts.inserted, counts.updated
    entry.rows_unchanged = counts.unchanged
