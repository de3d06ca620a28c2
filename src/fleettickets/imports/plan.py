"""Decide which waiting files are applied together, and in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fleettickets.config import Limits
from fleettickets.feed.source import WaitingFile


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

    @property
    def keys(self) -> list[str]:
        """The keys of all waiting files."""
        return [file.key for file in (*self.new, *self.late, *self.to_archive)]

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
