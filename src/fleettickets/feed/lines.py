"""A file's bytes as lines of text: decompressed, decoded, bounded, and able to go back."""

import gzip
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from fleettickets.errors import UnreadableFileError

MAX_LINE_BYTES = 16 << 20
MAX_RAW_ROW_CHARS = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"


class Lines:
    """Text lines that remember those of the record being read, and can take them back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._given_back: deque[str] = deque()
        self._forgotten = 0
        self.taken: list[str] = []
        """Lines of the record being read."""
        self.is_exhausted = False

    @property
    def line_no(self) -> int:
        """Lines handed out so far: the number of the last one."""
        return self._forgotten + len(self.taken)

    def __iter__(self) -> Iterator[str]:
        """Hand out the lines that are left; what is given back needs a new iterator."""
        while self._given_back:
            line = self._given_back.popleft()
            self.taken.append(line)
            yield line
        # A generator, and nothing else a line: this is the parser's innermost loop.
        for line in self._source:
            self.taken.append(line)
            yield line
        self.is_exhausted = True

    def forget(self) -> None:
        """Begin another record."""
        self._forgotten += len(self.taken)
        self.taken.clear()

    def give_back(self, count: int) -> None:
        """Hand the last lines out again."""
        for _ in range(count):
            self._given_back.appendleft(self.taken.pop())
        self.is_exhausted = self.is_exhausted and not count

    def text(self) -> str:
        """Return the record as it came, cut at 1 MiB, NUL bytes made visible."""
        text = "".join(self.taken).rstrip("\r\n").replace("\0", "␀")
        if len(text) > MAX_RAW_ROW_CHARS:
            return f"{text[:MAX_RAW_ROW_CHARS]}… ({len(text):,} characters, cut)"
        return text


class _BoundedStream(io.RawIOBase):
    """A stream that refuses to grow over a number of bytes, or to hold an endless line."""

    def __init__(self, key: str, stream: BinaryIO, max_bytes: int) -> None:
        self._key = key
        self._stream = stream
        self._max_bytes = max_bytes
        self._bytes = 0
        self._bytes_in_line = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._bytes += len(data)
        if self._bytes > self._max_bytes:
            problem = f"holds over {self._max_bytes >> 20} MiB; raise FLEETTICKETS_MAX_FILE_MIB"
            raise UnreadableFileError(self._key, problem)
        newline = data.rfind(b"\n")
        self._bytes_in_line = (
            self._bytes_in_line + len(data) if newline < 0 else len(data) - newline - 1
        )
        if self._bytes_in_line > MAX_LINE_BYTES:
            problem = f"has a line of over {MAX_LINE_BYTES >> 20} MiB"
            raise UnreadableFileError(self._key, problem)
        buffer[: len(data)] = data
        return len(data)


def decoded(key: str, stream: BinaryIO, max_bytes: int) -> Iterator[str]:
    """Return the file's lines: decompressed where it is gzip, whatever its name, and decoded."""
    magic = stream.read(2)
    stream.seek(0)
    plain = gzip.GzipFile(fileobj=stream, mode="rb") if magic == _GZIP_MAGIC else stream
    bounded = _BoundedStream(key, plain, max_bytes)  # type: ignore[arg-type]
    buffered = io.BufferedReader(bounded, buffer_size=1 << 18)
    return io.TextIOWrapper(buffered, encoding="utf-8-sig", newline="")
