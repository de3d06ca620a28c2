"""Which of the waiting files are applied together, and in which order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fleettickets.config import Limits
from fleettickets.feed.source import WaitingFile


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to apply together, in the order of their keys."""

    files: Sequence[WaitingFile]
    late: frozenset[str] = frozenset()
    """Keys at or below the watermark, those in ``replaced`` among them."""
    replaced: frozenset[str] = frozenset()
    """Keys of which another version was applied before."""
    is_replay: bool = False
    """The files were applied before, or should have been: those that were keep their line."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a listing found, told apart by the ledger."""

    new: Sequence[WaitingFile]
    late: Sequence[WaitingFile]
    replaced: frozenset[str]
    """Late keys of which another version was applied."""
    to_archive: Sequence[WaitingFile]
    """Applied by a run that was stopped before it could move them."""

    @property
    def keys(self) -> list[str]:
        """Every key that waits."""
        return [file.key for file in (*self.new, *self.late, *self.to_archive)]

    def late_batch(self) -> Batch:
        """Return the late files: one batch, since history is told again once for all of them."""
        return Batch(self.late, frozenset(file.key for file in self.late), self.replaced)

    def as_batch(self) -> Batch:
        """Return every file in one batch."""
        return replace(self.late_batch(), files=[*self.late, *self.new])


def batches_of(files: Sequence[WaitingFile], limits: Limits) -> Iterator[Batch]:
    """Yield the files in batches of bounded size, in their order.

    The first ones are smaller: the database has nothing to do until the first is read, and then
    takes longer over a batch than the next one takes to be read.
    """
    batch: list[WaitingFile] = []
    size, most = 0, limits.batch_bytes * 3 // 8
    for file in files:
        if batch and (size + file.size > most or len(batch) == limits.batch_files):
            yield Batch(batch)
            batch, size, most = [], 0, min(2 * most, limits.batch_bytes)
        batch.append(file)
        size += file.size
    if batch:
        yield Batch(batch)
