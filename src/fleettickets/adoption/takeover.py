"""Take over a database that an earlier installation made, in steps that a second call continues.

Each step is recorded when it is done. A step that was interrupted is done again, which changes
nothing that it had already done: moving and carrying are one transaction each, and migrating and
importing are repeatable anyway.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fleettickets.adoption.adopted_file import adopted_columns, write_adopted_file
from fleettickets.config import Limits
from fleettickets.domain.dataset import EAT, KEY_TIME_FORMAT, Dataset
from fleettickets.errors import AdoptionError, BucketError, LockedError
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.processed_files import ProcessedFiles
from fleettickets.feed.source import Source, WaitingFile
from fleettickets.imports.pipeline import Import, RunReport
from fleettickets.store.adoption_steps import (
    MOVED,
    UNDOING,
    UNDONE,
    adoption_turn,
    grant_views,
    move_aside,
    put_back,
    record_step,
    select_steps,
)
from fleettickets.store.carrying import (
    ComparedKind,
    applied_after,
    carry_closures,
    carry_places_and_days,
    compare_tickets,
    first_keys,
    unheld_columns,
    unheld_tickets,
)
from fleettickets.store.connect import Connection
from fleettickets.store.earlier_schema import (
    ASIDE,
    find_installation,
    tables_aside,
    watermarks,
)
from fleettickets.store.migrate import migrate

Report = Callable[[str], None]
MakeBucket = Callable[[Dataset], Bucket]


@dataclass(slots=True)
class Comparison:
    """What the tickets of both installations have in common, for one type."""

    dataset: str
    kinds: Sequence[ComparedKind]

    @property
    def missing(self) -> int:
        """How many tickets were there before and are not here."""
        return sum(kind.total for kind in self.kinds if kind.kind == "missing")


@dataclass(slots=True)
class AdoptionReport:
    """What an adoption ended with."""

    comparisons: list[Comparison] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Files that could not be imported, and what else is left for an import to retry."""

    @property
    def is_good(self) -> bool:
        """Whether every file was imported and no ticket is missing."""
        return not self.problems and not any(each.missing for each in self.comparisons)


class Adoption:
    """One adoption of the database behind ``conn``, which must be in autocommit mode."""

    def __init__(  # noqa: PLR0913 - the parts of one use case, wired once
        self,
        conn: Connection,
        datasets: Sequence[Dataset],
        bucket_of: MakeBucket,
        *,
        readers: Sequence[str] = (),
        limits: Limits | None = None,
        shown: int = 20,
        report: Report = lambda _: None,
        on_step: Report = lambda _: None,
    ) -> None:
        """``shown`` tickets are named for each difference; ``on_step`` is called after each."""
        self._conn = conn
        self._datasets = datasets
        self._bucket_of = bucket_of
        self._readers = readers
        self._limits = limits or Limits()
        self._shown = shown
        self._report = report
        self._on_step = on_step
        self._done: dict[str, Any] = {}

    def apply(self) -> AdoptionReport:
        """Do what is left to do, and compare.

        Raises:
            AdoptionError: there is nothing that can be taken over.
            LockedError: another adoption or import is under way.
            MigrationError, BucketError, StoreError: a step failed; a second call continues there.
        """
        with adoption_turn(self._conn):
            if not find_installation(self._conn).is_adopting:
                move_aside(self._conn)
                self._end(MOVED)
            self._done = select_steps(self._conn)
            if UNDOING in self._done:
                problem = "is being undone"
                raise AdoptionError("adoption", problem, hint="Run `fleettickets adopt --undo`.")
            found = AdoptionReport()
            self._migrate()
            self._once("carried", lambda: carry_places_and_days(self._conn, self._datasets))
            for dataset in self._datasets:
                self._take_over(dataset, found)
            found.comparisons = self._compare()
            return found

    def undo(self) -> bool:
        """Put the earlier schema back; files that it had not imported wait in changes/ again.

        Return whether our own schema is kept as tickets_undone, because others depend on it.

        Raises:
            AdoptionError: nothing was adopted, or the earlier schema is gone.
        """
        with adoption_turn(self._conn):
            installation = find_installation(self._conn)
            if not installation.is_adopting:
                problem = f"there is no schema {ASIDE} that could be put back"
                raise AdoptionError("database", problem)
            self._done = select_steps(self._conn)
            record_step(self._conn, UNDOING, {})
            self._end(UNDOING)
            is_migrated = installation.has_tickets and installation.is_ours
            if is_migrated and "migrated" in self._done:
                for dataset in self._datasets:
                    self._return_files(dataset)
            self._end("returned")
            is_kept = put_back(self._conn, self._done[MOVED], is_migrated=is_migrated)
            self._on_step("undone")
            self._report("schema tickets is the earlier installation's again")
            if is_kept:
                self._report(f"others depend on our schema, so it is kept as {UNDONE}")
            return is_kept

    def _migrate(self) -> None:
        moved = self._done[MOVED]
        readers = list(dict.fromkeys([*self._readers, *moved["readers"]]))

        def work() -> dict[str, Any]:
            plan = migrate(self._conn, readers=readers)
            grant_views(self._conn, moved["view_readers"])
            if set(readers) - set(self._readers):
                listed = ",".join(readers)
                self._report(f"set FLEETTICKETS_READER_ROLES={listed} wherever migrate runs")
            return {"files": len(plan.paths), "readers": readers}

        self._once("migrated", work)

    def _take_over(self, dataset: Dataset, found: AdoptionReport) -> None:
        """Import a type's files, then what no file holds."""
        bucket = self._bucket_of(dataset)

        def replay() -> dict[str, Any]:
            archived = self._import(dataset, ProcessedFiles(bucket), found)
            waiting = self._import(dataset, bucket, found)
            return {"files": len(archived.applied) + len(waiting.applied)}

        is_held = dataset.table in tables_aside(self._conn)
        self._once(f"replayed {dataset.name}", replay)
        if is_held:
            self._once(f"restored {dataset.name}", lambda: self._restore(dataset, bucket, found))
            key = self._adopted_key(dataset)
            self._once(
                f"closures {dataset.name}",
                lambda: {"closures": carry_closures(self._conn, dataset, key)},
            )

    def _restore(self, dataset: Dataset, bucket: Bucket, found: AdoptionReport) -> dict[str, Any]:
        """Write the tickets that no file holds into the bucket, and import them from there."""
        key = self._adopted_key(dataset)
        if first_keys(self._conn, dataset).adopted:
            return {"key": key}
        count = 0
        if not _adopted_among(bucket.waiting(), dataset):
            names = unheld_columns(self._conn, dataset)
            if not names:
                return {"tickets": 0}
            columns = adopted_columns(names)
            tickets = unheld_tickets(self._conn, dataset, columns)
            stream, count = write_adopted_file(columns, tickets)
            with stream:
                bucket.put(key, stream)
            self._on_step(f"uploaded {dataset.name}")
        self._import(dataset, bucket, found)
        return {"key": self._adopted_key(dataset), "tickets": count}

    def _adopted_key(self, dataset: Dataset) -> str:
        """Return the key that is older than every file's.

        Without any file it is the newest that the earlier installation had imported, or now.
        """
        keys = first_keys(self._conn, dataset)
        if keys.adopted:
            return keys.adopted
        known = [keys.first or "", self._watermark(dataset)]
        stamps = [match[1] for key in known if (match := dataset.key_pattern.fullmatch(key))]
        now = datetime.now(EAT).strftime(KEY_TIME_FORMAT)
        return dataset.adopted_key((stamps or [now])[0])

    def _watermark(self, dataset: Dataset) -> str:
        prefixes = (dataset.changes_prefix, dataset.processed_prefix)
        found = [key for key in watermarks(self._conn) if key.startswith(prefixes)]
        newest = max(found, default="")
        return newest.replace(dataset.processed_prefix, dataset.changes_prefix)

    def _import(self, dataset: Dataset, source: Source, found: AdoptionReport) -> RunReport:
        run = Import(self._conn, dataset, source, limits=self._limits, on_step=self._on_step)
        report = run.apply()
        if report.is_skipped:
            problem = f"another import of {dataset.name} is under way"
            raise LockedError("adopt", problem, hint="Wait until it ends, then run adopt again.")
        unanswered = [entry for entry in report.failed if entry.is_unanswered]
        if unanswered:
            problem = f"{len(unanswered)} files could not be fetched: {unanswered[0].error}"
            raise BucketError(source.name, problem, is_unanswered=True)
        found.problems += [str(entry.error) for entry in report.failed]
        found.problems += report.problems
        return report

    def _compare(self) -> list[Comparison]:
        held = tables_aside(self._conn)
        comparisons = [
            Comparison(dataset.name, compare_tickets(self._conn, dataset, shown=self._shown))
            for dataset in self._datasets
            if dataset.table in held
        ]
        totals = {each.dataset: {k.kind: k.total for k in each.kinds} for each in comparisons}
        record_step(self._conn, "compared", totals)
        self._on_step("compared")
        return comparisons

    def _return_files(self, dataset: Dataset) -> None:
        """Move the files that only we have imported back to changes/; delete the adopted one."""
        bucket = self._bucket_of(dataset)
        for key in _adopted_among(bucket.waiting(), dataset):
            bucket.remove(key)
        watermark = self._watermark(dataset)
        for key, is_adopted in applied_after(self._conn, dataset, watermark):
            if is_adopted:
                bucket.remove(key)
            elif watermark:
                bucket.unarchive(key)

    def _once(self, step: str, work: Callable[[], Mapping[str, Any]]) -> None:
        if step in self._done:
            return
        details = work()
        record_step(self._conn, step, details)
        self._done[step] = details
        self._end(step, details)

    def _end(self, step: str, details: Mapping[str, Any] | None = None) -> None:
        counts = [f"{name}={value}" for name, value in (details or {}).items() if value]
        shown = [count for count in counts if not count.startswith("readers=")]
        self._report(" ".join([step, *shown]))
        self._on_step(step)


def _adopted_among(files: Sequence[WaitingFile], dataset: Dataset) -> list[str]:
    return [file.key for file in files if dataset.is_adopted_key(file.key)]
