"""A file's bytes as lines of text: decompressed, decoded, limited in size, and re-readable."""

import csv
import io
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from gzip import BadGzipFile
from itertools import islice
from typing import BinaryIO

from fleettickets.config import Limits
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.file_kinds import first_bytes, kind_of, unpacked

MAX_ROW_CHARS = 4 << 20
"""Limit of one row over all its lines; ``clean.MAX_VALUE_CHARS`` makes a valid row shorter."""

_LINE_CHARS = 64
"""Counted for each line on top of its length, because a short string takes about that much."""

_PEEK_CHARS = 1 << 20

BROKEN = (UnicodeDecodeError, EOFError, zlib.error, BadGzipFile)
"""Errors that reading raises if a file is not UTF-8, or is not a complete gzip file."""

MAX_RAW_ROW_CHARS = 1 << 20


class Lines:
    """Text lines that keep the lines of the current record, so that they can be read again."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._pushed_back: deque[str] = deque()
        self._peeked: deque[str] = deque()
        self._earlier_lines = 0
        self._chars = 0
        self.record: list[str] = []
        """Lines of the current record."""
        self.is_exhausted = False
        """Whether the file ended while the record was still open."""
        self._is_open_to_end = False

    @property
    def line_no(self) -> int:
        """The number of the line that was read last."""
        return self._earlier_lines + len(self.record)

    @property
    def is_rereading(self) -> bool:
        """Whether the next line was pushed back, and is not the last one pushed back."""
        return len(self._pushed_back) > 1

    def __iter__(self) -> Iterator[str]:
        """Yield the remaining lines; after a push_back, start a new iterator.

        Raises:
            csv.Error: the record's lines are too long to be a row.
        """
        while self._pushed_back:
            yield self._take(self._pushed_back.popleft())
        while (line := self._next()) is not None:
            yield self._take(line)
        self.is_exhausted = True

    def _next(self) -> str | None:
        return self._peeked.popleft() if self._peeked else next(self._source, None)

    def peek(self, count: int) -> Sequence[str]:
        """Return the next lines without reading them; none if they were peeked at before.

        An error in the file below these lines is raised later, when those lines are read.
        """
        if self._pushed_back or self._peeked:
            return ()
        chars = 0
        try:
            for line in islice(self._source, count):
                self._peeked.append(line)
                chars += len(line)
                if chars > _PEEK_CHARS:
                    break
        except (*BROKEN, UnreadableFileError) as error:
            self._source = _raising(error)
        return list(self._peeked) if chars <= MAX_ROW_CHARS else ()

    def skip(self, count: int) -> None:
        """Skip the first of the lines that were peeked at."""
        self.start_record()
        self._earlier_lines += count
        for _ in range(count):
            self._peeked.popleft()

    def single(self) -> Iterator[str]:
        """Yield one line that was pushed back, then end as reading it the first time ended."""
        yield self._take(self._pushed_back.popleft())
        self.is_exhausted = self._is_open_to_end

    def start_record(self) -> None:
        """Begin the next record."""
        self._earlier_lines += len(self.record)
        self.record.clear()
        self._chars = 0

    def push_back(self, count: int) -> None:
        """Make the last lines be read again."""
        if count:
            self._is_open_to_end = self.is_exhausted
        for _ in range(count):
            self._pushed_back.appendleft(self.record.pop())
        self.is_exhausted = self.is_exhausted and not self._pushed_back

    def text(self) -> str:
        """Return the record's text, cut at 1 MiB, with NUL bytes made visible."""
        text = "".join(self.record).rstrip("\r\n").replace("\0", "␀")
        if len(text) > MAX_RAW_ROW_CHARS:
            return f"{text[:MAX_RAW_ROW_CHARS]}… ({len(text):,} characters, cut)"
        return text

    def _take(self, line: str) -> str:
        self.record.append(line)
        self._chars += len(line) + _LINE_CHARS
        if self._chars > MAX_ROW_CHARS:
            raise _too_long()
        return line


def _raising(error: Exception) -> Iterator[str]:
    raise error
    yield


def _too_long() -> csv.Error:
    return csv.Error(f"the row is over {MAX_ROW_CHARS:,} characters")


class _BoundedStream(io.RawIOBase):
    """A stream that raises an error when the file or one of its lines is too large."""

    def __init__(self, key: str, stream: BinaryIO, limits: Limits) -> None:
        self._key = key
        self._stream = stream
        self._limits = limits
        self._bytes = 0
        self._bytes_in_line = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._bytes += len(data)
        if self._bytes > self._limits.max_file_bytes:
            raise UnreadableFileError(self._key, too_large(self._limits.max_file_bytes))
        line_end = max(data.rfind(b"\n"), data.rfind(b"\r"))
        self._bytes_in_line = (
            self._bytes_in_line + len(data) if line_end < 0 else len(data) - line_end - 1
        )
        if self._bytes_in_line > self._limits.max_line_bytes:
            limit = self._limits.max_line_bytes >> 20
            problem = f"has a line over {limit} MiB; raise FLEETTICKETS_MAX_LINE_MIB"
            raise UnreadableFileError(self._key, problem)
        buffer[: len(data)] = data
        return len(data)


def too_large(max_bytes: int) -> str:
    """Return the error message for a file of more bytes."""
    return f"is over {max_bytes >> 20} MiB; raise FLEETTICKETS_MAX_FILE_MIB"


def decoded(key: str, stream: BinaryIO, limits: Limits) -> Iterator[str]:
    """Return the file's decoded lines, decompressed if it is gzip, whatever its name.

    The first line raises the error of a file of another kind.
    """
    plain = unpacked(stream)
    if kind := kind_of(first_bytes(plain), is_packed=plain is not stream):
        expected = "UTF-8" if kind.startswith("UTF") else "CSV"
        return _raising(UnreadableFileError(key, f"is not {expected}: it is {kind}"))
    bounded = _BoundedStream(key, plain, limits)
    buffered = io.BufferedReader(bounded, buffer_size=1 << 18)
    return io.TextIOWrapper(buffered, encoding="utf-8-sig", newline="")
