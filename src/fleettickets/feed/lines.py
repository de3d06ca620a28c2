"""A file's bytes as lines of text: decompressed, decoded, bounded, and able to go back."""

import csv
import gzip
import io
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from fleettickets.config import Limits
from fleettickets.errors import UnreadableFileError

MAX_ROW_CHARS = 4 << 20
"""Of a row over all its lines; what could be taken is shorter (``clean.MAX_VALUE_CHARS``)."""

_LINE_CHARS = 64
"""Added for each line, because that is what a short one takes in memory."""

_PEEK_CHARS = 1 << 20

BROKEN = (UnicodeDecodeError, EOFError, zlib.error, gzip.BadGzipFile)
"""What a file raises, amid its lines, that is not UTF-8 or no whole gzip file."""

MAX_RAW_ROW_CHARS = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"


class Lines:
    """Text lines that remember those of the record being read, and can take them back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._given_back: deque[str] = deque()
        self._peeked: deque[str] = deque()
        self._forgotten = 0
        self._chars = 0
        self.taken: list[str] = []
        """Lines of the record being read."""
        self.is_exhausted = False
        """Whether the record was still open where the file ends."""
        self._is_open_to_end = False

    @property
    def line_no(self) -> int:
        """Lines handed out so far: the number of the last one."""
        return self._forgotten + len(self.taken)

    @property
    def is_known(self) -> bool:
        """Whether the next line is given back, and is not the last of those."""
        return len(self._given_back) > 1

    def __iter__(self) -> Iterator[str]:
        """Hand out the lines that are left; what is given back needs a new iterator.

        Raises:
            csv.Error: the record's lines are too long to be a row.
        """
        while self._given_back:
            yield self._take(self._given_back.popleft())
        while (line := self._next()) is not None:
            yield self._take(line)
        self.is_exhausted = True

    def _next(self) -> str | None:
        return self._peeked.popleft() if self._peeked else next(self._source, None)

    def peek(self, count: int) -> Sequence[str]:
        """Return some lines that are still to come; none where the next ones were looked at before.

        What is wrong with the file below them is raised where the lines are read.
        """
        if self._given_back or self._peeked:
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
        """Pass over the first of the lines that were looked at."""
        self.forget()
        self._forgotten += count
        for _ in range(count):
            self._peeked.popleft()

    def single(self) -> Iterator[str]:
        """Hand out one line that was given back; asked for more, say what came of it before."""
        yield self._take(self._given_back.popleft())
        self.is_exhausted = self._is_open_to_end

    def forget(self) -> None:
        """Begin another record."""
        self._forgotten += len(self.taken)
        self.taken.clear()
        self._chars = 0

    def give_back(self, count: int) -> None:
        """Hand the last lines out again."""
        if count:
            self._is_open_to_end = self.is_exhausted
        for _ in range(count):
            self._given_back.appendleft(self.taken.pop())
        self.is_exhausted = self.is_exhausted and not self._given_back

    def text(self) -> str:
        """Return the record as it came, cut at 1 MiB, NUL bytes made visible."""
        text = "".join(self.taken).rstrip("\r\n").replace("\0", "␀")
        if len(text) > MAX_RAW_ROW_CHARS:
            return f"{text[:MAX_RAW_ROW_CHARS]}… ({len(text):,} characters, cut)"
        return text

    def _take(self, line: str) -> str:
        self.taken.append(line)
        self._chars += len(line) + _LINE_CHARS
        if self._chars > MAX_ROW_CHARS:
            raise _too_long()
        return line


def _raising(error: Exception) -> Iterator[str]:
    raise error
    yield


def _too_long() -> csv.Error:
    return csv.Error(f"a row of over {MAX_ROW_CHARS:,} characters")


class _BoundedStream(io.RawIOBase):
    """A stream that refuses to grow over a number of bytes, or to hold an endless line."""

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
            problem = f"has a line of over {limit} MiB; raise FLEETTICKETS_MAX_LINE_MIB"
            raise UnreadableFileError(self._key, problem)
        buffer[: len(data)] = data
        return len(data)


def too_large(max_bytes: int) -> str:
    """Return what is wrong with a file of more bytes."""
    return f"holds over {max_bytes >> 20} MiB; raise FLEETTICKETS_MAX_FILE_MIB"


def decoded(key: str, stream: BinaryIO, limits: Limits) -> Iterator[str]:
    """Return the file's lines: decompressed where it is gzip, whatever its name, and decoded."""
    magic = stream.read(2)
    stream.seek(0)
    plain = gzip.GzipFile(fileobj=stream, mode="rb") if magic == _GZIP_MAGIC else stream
    bounded = _BoundedStream(key, plain, limits)  # type: ignore[arg-type]
    buffered = io.BufferedReader(bounded, buffer_size=1 << 18)
    return io.TextIOWrapper(buffered, encoding="utf-8-sig", newline="")
