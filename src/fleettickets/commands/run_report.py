"""Show a run: a progress bar on a terminal, then plain lines or one JSON object."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

import orjson

from fleettickets.domain.dataset import Dataset
from fleettickets.domain.geocode_run import GeocodeReport
from fleettickets.domain.screen import one_line
from fleettickets.feed.source import WaitingFile
from fleettickets.imports.pipeline import RunReport
from fleettickets.store.ledger import FileEntry

_COUNTS = ("read", "dropped", "rejected", "inserted", "updated", "unchanged")


class Progress(Protocol):
    """Shows how far a run is."""

    def begin(self, files: Sequence[WaitingFile]) -> None:
        """Show which files will be read."""

    def advance(self, entry: FileEntry) -> None:
        """Show that one of them was read or has failed."""


class NoProgress:
    """Shows nothing: without a terminal, the lines at the run's end are enough."""

    def begin(self, files: Sequence[WaitingFile]) -> None:
        """Show nothing."""

    def advance(self, entry: FileEntry) -> None:
        """Show nothing."""


class Bar:
    """Files, rows, rows a second and the time left, on standard error."""

    def __init__(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(unit=" files", leave=False, file=sys.stderr)
        self._rows = 0

    def begin(self, files: Sequence[WaitingFile]) -> None:
        """Show which files will be read."""
        self._bar.reset(total=len(files))

    def advance(self, entry: FileEntry) -> None:
        """Show that one of them was read or has failed."""
        self._rows += entry.rows_read
        self._bar.update()
        elapsed_s = self._bar.format_dict["elapsed"] or 1
        self._bar.set_postfix_str(f"{self._rows:,} rows, {self._rows / elapsed_s:,.0f} rows/s")

    def close(self) -> None:
        """Remove the bar from the screen."""
        self._bar.close()


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield a progress bar if standard error is a terminal."""
    if not sys.stderr.isatty():
        yield NoProgress()
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()


@dataclass(slots=True)
class Geocoding:
    """What geocoding after a run did."""

    questions: int = 0
    located: int = 0
    """Places that were asked about and now have a position."""
    copied: int = 0
    """Places that needed no question, because another spelling already had an answer."""
    refused: int = 0
    """Places that were asked about and have none."""
    left: int | None = 0
    """Questions for the next run; None if they could not be counted."""
    stopped: str | None = None
    """What ended it early: ``time``, ``budget`` or ``day`` (the provider accepts no more)."""
    problem: str | None = None
    """What failed."""
    faults: list[str] = field(default_factory=list)
    """Why single questions got no answer."""

    def add(self, report: GeocodeReport) -> None:
        """Take over what the geocoder reports."""
        self.questions, self.located = report.questions, report.located
        self.copied, self.refused = report.copied, report.refused.total()
        self.stopped, self.faults = report.stopped, report.faults


def print_lines(dataset: Dataset, report: RunReport, *, is_applied: bool) -> None:
    """Print what a run did or would do, a line for each file."""
    if report.is_skipped:
        sys.stdout.write(f"{dataset.name}: another import is running; nothing was done\n")
        return
    for entry in report.applied:
        name = one_line(entry.change_key.removeprefix(dataset.changes_prefix))
        columns = one_line(",".join(entry.extra_columns))
        unknown = f" kept_in_raw={columns}" if columns else ""
        sys.stdout.write(f"file={name} {_counts([entry])}{unknown}\n")
    for entry in report.failed:
        sys.stderr.write(f"failed: {one_line(entry.error or '')}\n")
    for entry in report.worthless:
        sys.stderr.write(
            f"rejected: {entry.change_key}: none of its {entry.rows_read:,} rows could be "
            f"imported; `fleettickets rejects {dataset.name}` lists them\n"
        )
    for problem in report.problems:
        sys.stderr.write(f"left for the next run: {one_line(problem)}\n")
    verb = "applied" if is_applied else "would_apply"
    sys.stdout.write(
        f"dataset={dataset.name} {verb}={len(report.applied)} failed={len(report.failed)} "
        f"archived={report.archived} {_counts(report.applied)}\n"
    )


def print_json(
    dataset: Dataset, report: RunReport, geocoding: Geocoding | None, *, is_applied: bool
) -> None:
    """Print all of it as one object."""
    summary = _summary(dataset, report, is_applied=is_applied)
    summary["geocoding"] = asdict(geocoding) if geocoding else None
    sys.stdout.write(f"{orjson.dumps(summary).decode()}\n")


def print_geocoding(geocoding: Geocoding | None, *, is_json: bool) -> None:
    """Print what geocoding did, if there was anything to ask; its troubles on standard error."""
    if geocoding is None:
        return
    if not is_json and (geocoding.questions or geocoding.copied or geocoding.left):
        left = "unknown" if geocoding.left is None else geocoding.left
        stopped = f" stopped={geocoding.stopped}" if geocoding.stopped else ""
        sys.stdout.write(
            f"geocoding questions={geocoding.questions} located={geocoding.located} "
            f"copied={geocoding.copied} refused={geocoding.refused} left={left}{stopped}\n"
        )
    for problem in dict.fromkeys([*geocoding.faults, geocoding.problem]):
        if problem:
            sys.stderr.write(f"geocoding, left for the next run: {one_line(problem)}\n")


def _summary(dataset: Dataset, report: RunReport, *, is_applied: bool) -> dict[str, Any]:
    return {
        "dataset": dataset.name,
        "is_applied": is_applied,
        "is_skipped": report.is_skipped,
        "files": [{"key": entry.change_key, **_count([entry])} for entry in report.applied],
        "failed": [{"key": entry.change_key, "error": entry.error} for entry in report.failed],
        "rejected_files": [entry.change_key for entry in report.worthless],
        "problems": report.problems,
        "archived": report.archived,
        **_count(report.applied),
    }


def _count(entries: Sequence[FileEntry]) -> dict[str, int]:
    return {name: sum(getattr(entry, f"rows_{name}") for entry in entries) for name in _COUNTS}


def _counts(entries: Sequence[FileEntry]) -> str:
    return " ".join(f"{name}={count}" for name, count in _count(entries).items())
