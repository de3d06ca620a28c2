"""Apply one batch of files in one transaction: read, stage, fold, write, update the ledger.

A batch of late files also reads the applied files after its first key again, for the tickets that
the late files hold (ARCHITECTURE.md#late-files).
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from fleettickets.config import Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import FleetTicketsError, MissingArchiveError, UnreadableFileError
from fleettickets.feed.parse import ChangeFile
from fleettickets.feed.source import FetchedFile, Source
from fleettickets.imports.file_entries import failed_entry, read_entry, set_counts
from fleettickets.imports.parse_ahead import ParseAhead, ParsedFile
from fleettickets.imports.plan import Batch, wrong_form
from fleettickets.store.connect import Connection
from fleettickets.store.ledger import AppliedFile, FileEntry, Ledger
from fleettickets.store.load import FileCounts, Stage, StagedFile

OnStep = Callable[[str], None]
"""Called with a step's name after that step; tests stop the run there."""

OnFile = Callable[[FileEntry], None]
"""Called with each file once it was read, or failed."""


@dataclass(slots=True)
class BatchResult:
    """The entries of the files that were applied, and of those that failed."""

    applied: list[FileEntry] = field(default_factory=list)
    failed: list[FileEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HistoryRebuild:
    """The part of the history to rebuild, because late files change it."""

    from_key: str
    """The history is rebuilt from this key on."""
    late: frozenset[str]
    replaced: frozenset[str]
    kept: frozenset[str]
    """Files whose ledger entry is already right."""


class BatchImport:
    """Applies batches of one dataset over one connection.

    With ``is_dry_run`` the transaction is read-only and ends after the fold, whose counts are the
    same as those of a real run. With ``is_reseed``, applied files that are missing are replaced by
    what the database still knows of them.
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
        self._upcoming: tuple[Batch, ParseAhead] | None = None

    def close(self) -> None:
        """Close the upcoming batch, if it was read ahead but not run."""
        if self._upcoming is not None:
            self._upcoming[1].close()
            self._upcoming = None

    def run(self, batch: Batch, run_id: int | None, upcoming: Batch | None = None) -> BatchResult:
        """Apply the batch in one transaction. Without a run_id, only return what it would do.

        All files of the batch fail if its late files need an applied file that is missing. The
        ``upcoming`` batch, which must hold no late files, is read while the database works.

        Raises:
            psycopg.Error: the database refused the batch; none of it was stored.
        """
        result = BatchResult()
        try:
            with self._stage.transaction(is_read_only=self._is_dry_run):
                staged_files = self._number_files(batch)
                self._stage.begin(staged_files)
                file_nos = _file_nos_of(staged_files)
                result.applied = self._stage_files(batch, file_nos, result.failed)
                if upcoming is not None:
                    self._read_ahead(upcoming)
                self._apply(batch, run_id, result.applied, file_nos)
        except MissingArchiveError as error:
            failed_keys = {entry.change_key for entry in result.failed}
            rest = [file for file in batch.files if file.key not in failed_keys]
            return BatchResult(failed=result.failed + [failed_entry(f, error) for f in rest])
        self._on_step("committed")
        return result

    def _apply(
        self, batch: Batch, run_id: int | None, applied: list[FileEntry], file_nos: dict[str, int]
    ) -> None:
        rebuild = self._plan_rebuild(batch, applied)
        if rebuild is not None:
            self._stage_rebuild(rebuild, applied, file_nos)
        self._on_step("staged")
        from_key = rebuild.from_key if rebuild else None
        counts = self._stage.fold(from_key)
        self._on_step("folded")
        for entry in applied:
            set_counts(entry, counts.get(file_nos[entry.change_key], FileCounts()))
        if run_id is not None and applied:
            self._ledger.check_lock()
            kept = rebuild.kept if rebuild else frozenset()
            entries = [entry for entry in applied if entry.change_key not in kept]
            self._stage.write(run_id, [entry.change_key for entry in entries], from_key)
            if entries:
                self._ledger.save_applied(run_id, entries)
            else:
                self._ledger.mark_coordinates(is_new=True)
            self._on_step("written")

    def _plan_rebuild(self, batch: Batch, staged: Sequence[FileEntry]) -> HistoryRebuild | None:
        """Return the rebuild that the staged files need, or None if none of them is late."""
        digests = {entry.change_key: entry.digest for entry in staged}
        late, replaced = batch.late & digests.keys(), batch.replaced & digests.keys()
        kept = set[str]()
        if not late:
            return None
        if batch.is_replay:
            applied = {f.change_key: f.digest for f in self._ledger.applied_from(min(late))}
            kept = {key for key, digest in digests.items() if applied.get(key) == digest}
            replaced = frozenset(digests.keys() & applied.keys() - kept)
        return HistoryRebuild("" if replaced else min(late), late, replaced, frozenset(kept))

    def _number_files(self, batch: Batch) -> list[StagedFile]:
        """Number the batch's files and the applied files that it may need, in key order."""
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
        self, batch: Batch, file_nos: dict[str, int], failed: list[FileEntry]
    ) -> list[FileEntry]:
        """Stage the readable files and return their entries; append the others' to ``failed``."""
        entries = []
        with closing(self._parse_ahead_of(batch, file_nos)) as files:
            for waiting, fetched in zip(batch.files, files, strict=True):
                try:
                    if isinstance(fetched, FleetTicketsError):
                        raise fetched
                    with fetched:
                        parsed = files.result(fetched)
                        entries.append(self._stage_file(fetched, file_nos.get(waiting.key), parsed))
                    self._on_file(entries[-1])
                except FleetTicketsError as error:
                    failed.append(failed_entry(waiting, error))
                    self._on_file(failed[-1])
        return entries

    def _read_ahead(self, batch: Batch) -> None:
        file_nos = _file_nos_of(self._number_files(batch))
        self._upcoming = (batch, self._parse_ahead_of(batch, file_nos))

    def _parse_ahead_of(self, batch: Batch, file_nos: dict[str, int]) -> ParseAhead:
        """Return the batch's files, which may be read ahead already."""
        if self._upcoming is not None and self._upcoming[0] is batch:
            _, files = self._upcoming
            self._upcoming = None
            return files
        return ParseAhead(self._source, self._dataset, batch, file_nos, limits=self._limits)

    def _stage_file(
        self, fetched: FetchedFile, file_no: int | None, parsed: ParsedFile | None
    ) -> FileEntry:
        if file_no is None:
            raise wrong_form(self._dataset, fetched.key)
        if parsed is not None:
            with closing(parsed):
                self._stage.copy_encoded_changes(parsed.changes)
                self._stage.copy_encoded_rejects(parsed.rejects)
            return read_entry(fetched, parsed.tally)
        change_file = self._open(fetched)
        try:
            for chunk in change_file.chunks():
                self._stage.copy_changes(file_no, chunk.changes)
                self._stage.copy_rejects(file_no, chunk.rejects)
        except UnreadableFileError:
            self._stage.drop(file_no)
            raise
        return read_entry(fetched, change_file.tally)

    def _stage_rebuild(
        self, rebuild: HistoryRebuild, staged: Sequence[FileEntry], file_nos: dict[str, int]
    ) -> None:
        """Stage the applied files' rows of the tickets whose history is rebuilt."""
        applied = self._ledger.applied_from(rebuild.from_key)
        self._stage.rewind_staged([file_nos[key] for key in rebuild.late])
        for file in applied:
            if file.change_key in rebuild.replaced:
                self._rewind_replaced(file)
        self._stage.end_rewinding()
        staged_keys = {entry.change_key for entry in staged}
        missing = [
            file.change_key
            for file in applied
            if file.change_key not in staged_keys
            and not self._stage_applied(file, file_nos[file.change_key])
        ]
        if missing and not self._is_reseed:
            problem = f"a late file needs {len(missing)} applied file(s) that are gone or altered"
            raise MissingArchiveError(missing[0], problem)
        if missing:
            self._stage.stand_in(rebuild.from_key, [file_nos[key] for key in missing])

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

    def _rewind_replaced(self, replaced: AppliedFile) -> None:
        """Rewind the tickets of the replaced version, or all tickets if that version is gone."""
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


def _file_nos_of(staged_files: Sequence[StagedFile]) -> dict[str, int]:
    return {file.key: file.file_no for file in staged_files}
