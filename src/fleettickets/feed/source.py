"""Sources of change files: a bucket or local files, both a ``Source``."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

from fleettickets.errors import BucketError, FleetTicketsError

SPOOL_BYTES = 1 << 20
"""Larger files are kept on disk."""

_READ_BYTES = 1 << 18
_LOOKAHEAD_FILES = 4


@dataclass(frozen=True, slots=True, order=True)
class WaitingFile:
    """A file that waits in changes/; ``size`` in bytes, as stored."""

    key: str
    etag: str
    size: int


@dataclass(frozen=True, slots=True)
class FetchedFile(AbstractContextManager["FetchedFile"]):
    """A file's content, held until the ``with`` block ends."""

    key: str
    etag: str
    size: int
    digest: str
    """BLAKE2b of the content as stored, in hexadecimal."""
    source: str
    """Where the file can be read again: "bucket", or a path."""
    stream: BinaryIO

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the content."""
        self.stream.close()


class Readable(Protocol):
    """An open file, or the body of a response."""

    def read(self, amount: int, /) -> bytes:
        """Return up to ``amount`` bytes; no bytes at the end."""


class Fetcher(Protocol):
    """Fetches files one by one; called from several threads."""

    def fetch(self, key: str) -> FetchedFile:
        """Return the content of a waiting file.

        Raises:
            BucketError: it cannot be read, or no longer exists.
        """


class Source(Fetcher, Protocol):
    """Lists waiting change files, and reads applied ones again."""

    name: str
    """Shown to people; never a secret."""
    is_complete: bool
    """Whether ``waiting`` lists every file of changes/, so that a file not listed is gone."""

    def waiting(self) -> list[WaitingFile]:
        """Return the waiting files, in the order of their keys.

        Raises:
            BucketError: they cannot be listed.
        """

    def fetch_applied(self, key: str, source: str, digest: str) -> FetchedFile | None:
        """Return an applied file, or None if it is gone or altered.

        Raises:
            BucketError: it cannot be read.
        """

    def archive(self, key: str, etag: str) -> bool:
        """Move an applied file out of changes/; return False if it was replaced meanwhile.

        Raises:
            BucketError: it cannot be moved; a later run tries again.
        """


def spool(
    key: str, etag: str, source: str, body: Readable, on_block: Callable[[int], None] | None = None
) -> FetchedFile:
    """Read ``body`` to its end, into memory if it is small, else to disk.

    ``on_block`` is called with the size so far; it can raise an error to stop the reading.
    """
    stream = cast("BinaryIO", SpooledTemporaryFile(max_size=SPOOL_BYTES))  # noqa: SIM115
    digest = blake2b(digest_size=32)
    size = 0
    try:
        while block := body.read(_READ_BYTES):
            stream.write(block)
            digest.update(block)
            size += len(block)
            if on_block is not None:
                on_block(size)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return FetchedFile(key, etag, size, digest.hexdigest(), source, stream)


def fetch_local(key: str, path: Path, etag: str = "") -> FetchedFile:
    """Return the content of a file on this machine.

    Raises:
        BucketError: the file cannot be read.
    """
    try:
        with path.open("rb") as body:
            return spool(key, etag, str(path), body)
    except OSError as error:
        raise BucketError(str(path), error.strerror or "cannot be read") from error


def if_unaltered(file: FetchedFile | None, digest: str) -> FetchedFile | None:
    """Return the file if its content has this digest; else close it and return None."""
    if file is None or file.digest == digest:
        return file
    file.stream.close()
    return None


class PrefetchedFiles:
    """Yields the content of files in order, while threads fetch the next few."""

    def __init__(
        self, source: Fetcher, keys: Sequence[str], max_ahead: int = _LOOKAHEAD_FILES
    ) -> None:
        """Start fetching the first files."""
        self._fetch = source.fetch
        self._keys = iter(keys)
        self._threads = ThreadPoolExecutor(_LOOKAHEAD_FILES, thread_name_prefix="fetch")
        self._fetching = deque[Future[FetchedFile]]()
        for _ in range(max_ahead):
            self._fetch_another()

    def close(self) -> None:
        """Close the files that were fetched but not yielded."""
        self._threads.shutdown(cancel_futures=True)
        for future in self._fetching:
            if not future.cancelled() and future.exception() is None:
                future.result().stream.close()

    def __iter__(self) -> Iterator[FetchedFile | FleetTicketsError]:
        """Yield each file once; if it cannot be fetched, yield the error instead."""
        while self._fetching:
            try:
                file: FetchedFile | FleetTicketsError = self._fetching.popleft().result()
            except FleetTicketsError as error:
                file = error
            self._fetch_another()
            yield file

    def _fetch_another(self) -> None:
        if (key := next(self._keys, None)) is not None:
            self._fetching.append(self._threads.submit(self._fetch, key))
