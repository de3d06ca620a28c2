"""Batches: which files are applied together."""

from hypothesis import given
from hypothesis import strategies as st

from fleettickets.config import Limits
from fleettickets.feed.source import WaitingFile
from fleettickets.imports.plan import batches_of

LIMITS = Limits(batch_bytes=800, batch_files=10)


def waiting(sizes: list[int]) -> list[WaitingFile]:
    return [WaitingFile(f"{number:04}.csv", "etag", size) for number, size in enumerate(sizes)]


@given(st.lists(st.integers(0, 1_000), max_size=60))
def test_batches_hold_every_file_once_in_order_and_are_bounded(sizes: list[int]) -> None:
    files = waiting(sizes)
    batches = [batch.files for batch in batches_of(files, LIMITS)]
    assert [file for batch in batches for file in batch] == files
    for batch in batches:
        assert 1 <= len(batch) <= LIMITS.batch_files
        # A file that is larger than a batch has a batch of its own.
        assert len(batch) == 1 or sum(file.size for file in batch) <= LIMITS.batch_bytes


def test_the_first_batches_are_smaller() -> None:
    sizes = [len(batch.files) for batch in batches_of(waiting([100] * 30), LIMITS)]
    assert sizes == [3, 6, 8, 8, 5]
