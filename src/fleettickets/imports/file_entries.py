"""The ledger entries of a batch's files."""

from fleettickets.errors import BucketError, UnreadableFileError
from fleettickets.feed.parse import Tally
from fleettickets.feed.source import FetchedFile, WaitingFile
from fleettickets.store.ledger import FileEntry
from fleettickets.store.load import FileCounts
from fleettickets.store.row_refusals import RefusedRowError


def failed_entry(waiting: WaitingFile, error: Exception) -> FileEntry:
    """Return the entry of a file that could not be applied."""
    return FileEntry(
        waiting.key,
        waiting.etag,
        "",
        waiting.size,
        state="failed",
        error=str(error),
        is_unanswered=isinstance(error, BucketError) and error.is_unanswered,
    )


def refused_entry(waiting: WaitingFile, error: RefusedRowError) -> FileEntry:
    """Return the entry of a file with a row that the database refuses."""
    return failed_entry(waiting, UnreadableFileError(waiting.key, str(error)))


def read_entry(fetched: FetchedFile, tally: Tally) -> FileEntry:
    """Return the entry of a file that was read, without the counts of the fold."""
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


def set_counts(entry: FileEntry, counts: FileCounts) -> None:
    """Set what the fold made of the file's rows."""
    entry.rows_inserted, entry.rows_updated = counts.inserted, counts.updated
    entry.rows_unchanged = counts.unchanged
