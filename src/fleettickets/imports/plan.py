"""Decide which waiting files are applied together, and in which order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from fleettickets.config import Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.source import WaitingFile

_RENAME = "Upload it under the time of its export, and delete this one."


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to apply together, in the order of their keys."""

    files: Sequence[WaitingFile]
    late: frozenset[str] = frozenset()
    """Keys at or below the watermark, including those in ``replaced``."""
    replaced: frozenset[str] = frozenset()
    """Keys of which another version was applied before."""
    is_replay: bool = False
    """Whether archived files are applied again; those already in the ledger keep their entry."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The listed files, sorted by what the ledger knows of them."""

    new: Sequence[WaitingFile]
    late: Sequence[WaitingFile]
    replaced: frozenset[str]
    """Late keys of which another version was applied."""
    to_archive: Sequence[WaitingFile]
    """Files that a run applied but could not move before it was stopped."""
    refused: Mapping[WaitingFile, UnreadableFileError] = field(default_factory=dict)
    """Files whose keys cannot be used, and why."""

    @property
    def unapplied(self) -> list[WaitingFile]:
        """The files that are not applied yet, in the order of their keys."""
        return sorted([*self.new, *self.late, *self.refused])

    @property
    def keys(self) -> list[str]:
        """The keys of all waiting files."""
        return [f.key for f in (*self.new, *self.late, *self.to_archive, *self.refused)]

    def late_batch(self) -> Batch:
        """Return the late files as one batch, so that the history is rebuilt only once."""
        return Batch(self.late, frozenset(file.key for file in self.late), self.replaced)

    def as_batch(self) -> Batch:
        """Return all unapplied files as one batch."""
        return replace(self.late_batch(), files=[*self.late, *self.new])


def batches_of(files: Sequence[WaitingFile], limits: Limits) -> Iterator[Batch]:
    """Yield the files in order, in batches of limited size.

    The first batches are smaller, because the database is idle until the first one is read. After
    that, it takes longer to apply a batch than to read the next one.
    """
    batch: list[WaitingFile] = []
    size, max_size = 0, limits.batch_bytes * 3 // 8
    for file in files:
        if batch and (size + file.size > max_size or len(batch) == limits.batch_files):
            yield Batch(batch)
            batch, size, max_size = [], 0, min(2 * max_size, limits.batch_bytes)
        batch.append(file)
        size += file.size
    if batch:
        yield Batch(batch)


def sort_files(
    files: Sequence[WaitingFile],
    applied: Mapping[str, str],
    watermark: str,
    dataset: Dataset,
    limits: Limits,
) -> Waiting:
    """Return the listed files by what is to be done with them; ``applied`` holds etags by key."""
    waiting = [file for file in files if applied.get(file.key) != file.etag]
    problems = {file: _key_problem(dataset, file.key, watermark, limits) for file in waiting}
    refused = {file: problem for file, problem in problems.items() if problem is not None}
    usable = [file for file in waiting if file not in refused]
    late = [file for file in usable if file.key <= watermark]
    return Waiting(
        new=[file for file in usable if file.key > watermark],
        late=sorted(late),
        replaced=frozenset(file.key for file in late if file.key in applied),
        to_archive=[file for file in files if applied.get(file.key) == file.etag],
        refused=refused,
    )


def _key_problem(
    dataset: Dataset, key: str, watermark: str, limits: Limits
) -> UnreadableFileError | None:
    """Return why a file is refused for its key, before it is fetched; None if it is not.

    A key from the far future would win over every file until then; one at or below the watermark
    changes nothing about that.
    """
    at = dataset.key_at(key)
    if at is None:
        return wrong_form(dataset, key)
    ahead = at - datetime.now(UTC)
    if key <= watermark or ahead <= timedelta(hours=limits.max_ahead_h):
        return None
    hours = ahead // timedelta(hours=1)
    problem = (
        f"the key is {hours:,} hours ahead of this machine's clock; the limit is "
        f"{limits.max_ahead_h} (FLEETTICKETS_MAX_AHEAD_H)"
    )
    return UnreadableFileError(key, problem, hint=_RENAME)


def wrong_form(dataset: Dataset, key: str) -> UnreadableFileError:
    """Return the error for a key that names no time."""
    example = f"{dataset.changes_prefix}2026-06-25T06-20-00.csv"
    return UnreadableFileError(key, f"the key is not of the form {example}[.gz]", hint=_RENAME)
