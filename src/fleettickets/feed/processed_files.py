"""The files under processed/, as a source of an import."""

from fleettickets.feed.bucket import Bucket
from fleettickets.feed.source import FetchedFile, WaitingFile


class ProcessedFiles:
    """A source of applied files, so that a range of them can be applied again."""

    is_complete = False

    def __init__(self, bucket: Bucket, from_key: str = "", to_key: str = "") -> None:
        """Take the files between these two keys, both included; a blank key sets no limit."""
        self.name = f"processed files of {bucket.name}"
        self._bucket = bucket
        self._range = (from_key, to_key)

    def waiting(self) -> list[WaitingFile]:
        """Return the files in the order of their keys."""
        first, last = self._range
        return [
            file
            for file in self._bucket.processed()
            if first <= file.key and (not last or file.key <= last)
        ]

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a file."""
        return self._bucket.fetch_processed(key)

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return an applied file, even if its key is outside the range."""
        return self._bucket.fetch_applied(key, source, digest)

    def archive(self, key: str, etag: str) -> bool:
        """Do nothing: the file is already archived."""
        del key, etag
        return True
