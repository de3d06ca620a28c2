"""A change file as a stream of clean changes, with its bad rows set aside.

A file is refused whole (``UnreadableFileError``) where taking part of it could lose or blank good
values: not UTF-8, cut off, or without one of the columns that are kept. Everything else that is
wrong concerns one row and becomes a ``Reject``.
"""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import BinaryIO

from fleettickets.domain.change import DROPPED_COLUMNS, KEPT_COLUMNS, Change, Reject
from fleettickets.domain.values import instant
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.clean import SENTINEL, RowRefusedError, clean_row, warnings_of
from fleettickets.feed.lines import MAX_LINE_BYTES, Lines, decoded

CHUNK_ROWS = 5_000
CHUNK_CHARS = 4 << 20

csv.field_size_limit(MAX_LINE_BYTES)


@dataclass(slots=True)
class Tally:
    """What a file held; complete once every chunk was read."""

    rows_kept: int = 0
    rows_dropped: int = 0
    rows_rejected: int = 0
    extra_columns: tuple[str, ...] = ()
    content_as_of: datetime | None = None
    """Newest source_updated_at, never later than the file's own time."""

    @property
    def rows_read(self) -> int:
        """Rows after the header, blank lines aside."""
        return self.rows_kept + self.rows_dropped + self.rows_rejected


@dataclass(slots=True)
class Chunk:
    """Some consecutive rows of a file."""

    changes: list[Change] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    chars: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it is time to hand the chunk on."""
        rows = len(self.changes) + len(self.rejects)
        return rows >= CHUNK_ROWS or self.chars >= CHUNK_CHARS


class ChangeFile:
    """One file's rows, read once, in order, in bounded memory.

    ``tally`` counts along. ``max_bytes`` bounds the file after decompression.
    """

    def __init__(
        self, key: str, stream: BinaryIO, *, key_at: datetime | None, max_bytes: int
    ) -> None:
        self.key = key
        self.tally = Tally()
        self._key_at = key_at
        self._lines = Lines(decoded(key, stream, max_bytes))
        self._rows = csv.reader(iter(self._lines), strict=True)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows after the header, up to 5,000 at a time.

        Raises:
            UnreadableFileError: the file cannot be taken at all; forget what came before.
        """
        try:
            yield from self._chunks()
        except UnicodeDecodeError as error:
            raise self._unreadable(f"is not UTF-8: {error.reason}") from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise self._unreadable(f"is not a whole gzip file: {error}") from error

    def _chunks(self) -> Iterator[Chunk]:
        to_row = self._read_header()
        chunk = Chunk()
        while (record := self._next_record(chunk, to_row)) is not None:
            self._take(chunk, *record, to_row)
            if chunk.is_full:
                yield chunk
                chunk = Chunk()
        yield chunk

    def _read_header(self) -> "_RowMaker":
        try:
            header = [name.strip() for name in next(self._rows, [])]
        except csv.Error as error:
            raise self._unreadable(f"the header is not CSV: {error}") from error
        if not header:
            raise self._unreadable("is empty: not even a header")
        if repeated := sorted({name for name in header if header.count(name) > 1}):
            raise self._unreadable(f"the header repeats {', '.join(map(repr, repeated))}")
        if any("\0" in name for name in header):
            raise self._unreadable("the header holds a NUL byte")
        if missing := [name for name in KEPT_COLUMNS if name not in header]:
            hint = "; are the fields separated by commas?" if len(header) == 1 else ""
            raise self._unreadable(f"the header lacks {', '.join(missing)}{hint}")
        extra = sorted(set(header) - set(KEPT_COLUMNS) - set(DROPPED_COLUMNS))
        self.tally.extra_columns = tuple(extra)
        return _RowMaker(header, extra)

    def _next_record(self, chunk: Chunk, to_row: "_RowMaker") -> tuple[int, list[str]] | None:
        """Return the next (first line, fields); a record that is not CSV becomes a reject."""
        while True:
            self._lines.forget()
            first_line = self._lines.line_no + 1
            try:
                fields = next(self._rows)
            except StopIteration:
                return None
            except csv.Error as error:
                self._refuse_record(chunk, first_line, str(error), to_row)
                continue
            if fields:
                return first_line, fields

    def _refuse_record(
        self, chunk: Chunk, first_line: int, problem: str, to_row: "_RowMaker"
    ) -> None:
        """Reject the record's first line only: what a stray quote swallowed is read again.

        Raises:
            UnreadableFileError: the file ends inside a quoted field that swallowed no whole row.
        """
        _, *swallowed = self._lines.taken
        if self._lines.is_exhausted and not any(to_row.fits(line) for line in swallowed):
            cut_off = "ends inside a quoted field; the file was cut off"
            raise self._unreadable(cut_off, first_line)
        self._lines.give_back(len(swallowed))
        self._rows = csv.reader(iter(self._lines), strict=True)
        self._reject(chunk, first_line, None, f"is not CSV: {problem}")

    def _take(self, chunk: Chunk, line: int, fields: list[str], to_row: "_RowMaker") -> None:
        if to_row.is_sentinel(fields):
            self.tally.rows_dropped += 1
            return
        if len(fields) != to_row.width:
            reason = f"expected {to_row.width} fields, got {len(fields)}"
            self._reject(chunk, line, None, reason)
            return
        row = to_row(fields)
        updated_at = row["source_updated_at"]
        try:
            change = clean_row(line, row)
        except RowRefusedError as error:
            self._reject(chunk, line, error.column, error.reason)
            return
        if change is None:
            self.tally.rows_dropped += 1
            return
        self.tally.rows_kept += 1
        chunk.changes.append(change)
        chunk.chars += len(change.raw)
        if change.invalid:
            text = self._lines.text()
            chunk.chars += len(text) * len(change.invalid)
            chunk.rejects.extend(warnings_of(change, text))
        self._note_content(updated_at)

    def _note_content(self, updated_at: str | None) -> None:
        at = instant(updated_at) if updated_at else None
        if at is None or (self._key_at is not None and at > self._key_at):
            return
        if self.tally.content_as_of is None or at > self.tally.content_as_of:
            self.tally.content_as_of = at

    def _reject(self, chunk: Chunk, line: int, column: str | None, reason: str) -> None:
        self.tally.rows_rejected += 1
        text = self._lines.text()
        chunk.chars += len(text)
        chunk.rejects.append(Reject(line, "reject", column, reason, text))

    def _unreadable(self, problem: str, line: int | None = None) -> UnreadableFileError:
        return UnreadableFileError(self.key, problem, line or self._lines.line_no or None)


class _RowMaker:
    """Fields in the header's order in, a row by name in our own order out."""

    def __init__(self, header: list[str], extra: list[str]) -> None:
        self.width = len(header)
        # Shorter names first, as jsonb has them: a document in its order is read in half the time.
        self._columns = sorted((*KEPT_COLUMNS, *extra), key=lambda name: (len(name), name))
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(
            *(header.index(name) for name in self._columns)
        )
        self._ticket_id = header.index("ticket_id")

    def __call__(self, fields: list[str]) -> dict[str, str | None]:
        values = [value.strip() or None for value in self._pick(fields)]
        return dict(zip(self._columns, values, strict=True))

    def fits(self, line: str) -> bool:
        """Return whether one line of text is a row of this file's width."""
        try:
            return len(next(csv.reader([line], strict=True), [])) == self.width
        except csv.Error:
            return False

    def is_sentinel(self, fields: list[str]) -> bool:
        """Return whether this is the exporter's own row, which may be short."""
        index = self._ticket_id if self._ticket_id < len(fields) else 0
        return fields[index].lstrip().startswith(SENTINEL)
