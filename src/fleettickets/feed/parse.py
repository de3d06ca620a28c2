"""Read a change file as a stream of clean changes, and set its bad rows aside.

A whole file is refused (``UnreadableFileError``) if importing a part of it could lose or blank
good values: it is not UTF-8, is cut off, or lacks one of the kept columns. Any other error
concerns one row, which becomes a ``Reject``.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from fleettickets.config import Limits
from fleettickets.domain.change import KEPT_COLUMNS, Change, Reject
from fleettickets.domain.values import instant
from fleettickets.errors import UnreadableFileError
from fleettickets.feed.blocks import read_block
from fleettickets.feed.clean import RowRejectedError, clean_row, warnings_of
from fleettickets.feed.file_kinds import describe, first_bad_byte
from fleettickets.feed.header import (
    has_header_within,
    header_problem,
    may_hold_header,
    repeated_header,
)
from fleettickets.feed.lines import BROKEN, MAX_ROW_CHARS, Lines, decoded
from fleettickets.feed.rows import RowMaker, read_csv

CHUNK_ROWS = 1_000
BLOCK_LINES = 500
CHUNK_CHARS = 4 << 20

MAX_REJECT_CHARS = 64 << 20
"""Limit of the row texts that are stored with one file's rejects."""

_OPEN_QUOTE = "a quote is not closed"

csv.field_size_limit(MAX_ROW_CHARS)


@dataclass(slots=True)
class Tally:
    """Counts of a file's rows; complete once every chunk was read."""

    rows_kept: int = 0
    rows_dropped: int = 0
    rows_rejected: int = 0
    extra_columns: tuple[str, ...] = ()
    content_as_of: datetime | None = None
    """Newest source_updated_at, never later than the file's own time."""

    @property
    def rows_read(self) -> int:
        """Rows after the header, without blank lines."""
        return self.rows_kept + self.rows_dropped + self.rows_rejected


@dataclass(slots=True)
class Chunk:
    """Some consecutive rows of a file."""

    changes: list[Change] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    chars: int = 0

    @property
    def is_full(self) -> bool:
        """Whether the chunk should be yielded."""
        rows = len(self.changes) + len(self.rejects)
        return rows >= CHUNK_ROWS or self.chars >= CHUNK_CHARS


class ChangeFile:
    """One file's rows, read once, in order, in bounded memory.

    ``tally`` is updated as the rows are read.
    """

    def __init__(
        self, key: str, stream: BinaryIO, *, key_at: datetime | None, limits: Limits
    ) -> None:
        self.key = key
        self.tally = Tally()
        self._stream = stream
        self._key_at = key_at
        self._limits = limits
        self._reject_budget = _RejectBudget(limits.max_rejects)
        self._lines = Lines(decoded(key, stream, limits))
        self._rows = read_csv(iter(self._lines))
        self._to_row = RowMaker(list(KEPT_COLUMNS))
        self._last_complete_line = 0
        """A quote that opens after this line and is never closed means the file was cut off."""

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows after the header, about 1,000 at a time.

        Raises:
            UnreadableFileError: the whole file is refused; discard the chunks before.
        """
        try:
            yield from self._chunks()
        except UnicodeDecodeError as error:
            bad = first_bad_byte(self._stream)
            problem = f"is not UTF-8: {describe(bad) if bad else error.reason}"
            raise self._unreadable(problem, bad.line if bad else None) from error
        except BROKEN as error:
            raise self._unreadable(f"is not a complete gzip file: {error}") from error

    def _chunks(self) -> Iterator[Chunk]:
        self._read_header()
        chunk = Chunk()
        while self._take_block(chunk) or self._take_record(chunk):
            if chunk.is_full:
                yield chunk
                chunk = Chunk()
        if self._reject_budget.hidden:
            chunk.rejects.append(self._reject_budget.summary(self._lines.line_no))
        yield chunk

    def _read_header(self) -> None:
        try:
            header = [name.strip() for name in next(self._rows, [])]
        except csv.Error as error:
            raise self._unreadable(f"the header is not CSV: {error}") from error
        if not any(header) and self._lines.line_no:
            raise self._unreadable("the header is missing: the line is blank")
        self._take_header(header)

    def _take_header(self, header: list[str], line: int | None = None) -> None:
        """Read the rows that follow by these names."""
        if problem := header_problem(header, self._limits.max_columns):
            raise self._unreadable(problem, line)
        self._to_row = RowMaker(header)
        extra = {*self.tally.extra_columns, *self._to_row.extra}
        self.tally.extra_columns = tuple(sorted(extra))

    def _take_block(self, chunk: Chunk) -> bool:
        """Take a block of ordinary rows; return False if the next row is not ordinary."""
        lines = self._lines.peek(BLOCK_LINES)
        if not lines or may_hold_header("".join(lines)):
            return False
        block = read_block(self._lines.line_no + 1, lines, self._to_row)
        if block is None:
            return False
        self._lines.skip(block.lines)
        self.tally.rows_kept += len(block.changes)
        self.tally.rows_dropped += block.dropped
        chunk.changes += block.changes
        chunk.chars += sum(len(change.raw) for change in block.changes)
        for at in block.updated_at:
            self._note_content(at)
        return True

    def _take_record(self, chunk: Chunk) -> bool:
        """Take or reject one row; return False at the end of the file."""
        record = self._next_record(chunk)
        if record is not None:
            self._take(chunk, *record)
        return record is not None

    def _next_record(self, chunk: Chunk) -> tuple[int, list[str]] | None:
        """Return the next (first line, fields); a record that is not CSV becomes a reject."""
        lines = self._lines
        while True:
            lines.start_record()
            first_line = lines.line_no + 1
            try:
                # A quote that opens in a reread line would run to the same end as before, so the
                # line is read alone.
                rows = read_csv(lines.single()) if lines.is_rereading else self._rows
                fields = next(rows)
            except StopIteration:
                return None
            except csv.Error as error:
                self._reject_record(chunk, first_line, str(error))
                continue
            if len(lines.record) > 1 and self._to_row.has_swallowed(fields, lines.record):
                self._last_complete_line = lines.line_no
                self._reject_record(chunk, first_line, _OPEN_QUOTE)
                continue
            if fields:
                return first_line, fields

    def _reject_record(self, chunk: Chunk, first_line: int, problem: str) -> None:
        """Reject the record's first line only; the lines that a stray quote swallowed are reread.

        Raises:
            UnreadableFileError: the file ends inside a quoted field that swallowed no whole row, or
                the line holds a header.
        """
        first, *swallowed = self._lines.record
        self._refuse_header_within(first, first_line)
        if self._lines.is_exhausted:
            fits = self._to_row.fits
            complete = (n for n, line in enumerate(swallowed, first_line + 1) if fits(line))
            self._last_complete_line = max(complete, default=self._last_complete_line)
            if first_line > self._last_complete_line:
                cut_off = "ends inside a quoted field; the file was cut off"
                raise self._unreadable(cut_off, first_line)
        self._lines.push_back(len(swallowed))
        self._rows = read_csv(iter(self._lines))
        self._reject(chunk, first_line, None, f"is not CSV: {problem}")

    def _refuse_header_within(self, text: str, line: int) -> None:
        if has_header_within(text):
            problem = (
                "the header of another file is within the row: a line end is missing before it"
            )
            raise self._unreadable(problem, line)

    def _take(self, chunk: Chunk, line: int, fields: list[str]) -> None:
        if header := repeated_header(fields):
            self._take_header(header, line)
            return
        if self._to_row.is_sentinel(fields):
            self.tally.rows_dropped += 1
            return
        if len(fields) != self._to_row.width:
            self._refuse_header_within(self._lines.text(), line)
            reason = f"expected {self._to_row.width} fields, got {len(fields)}"
            self._reject(chunk, line, None, reason)
            return
        try:
            change = clean_row(line, self._to_row(fields))
        except RowRejectedError as error:
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
            for warning in warnings_of(change, text):
                self._keep_reject(chunk, warning)
        if change.updated_at and (at := instant(change.updated_at)):
            self._note_content(at)

    def _note_content(self, at: datetime) -> None:
        if self._key_at is not None and at > self._key_at:
            return
        if self.tally.content_as_of is None or at > self.tally.content_as_of:
            self.tally.content_as_of = at

    def _reject(self, chunk: Chunk, line: int, column: str | None, reason: str) -> None:
        self.tally.rows_rejected += 1
        self._keep_reject(chunk, Reject(line, "reject", column, reason, self._lines.text()))

    def _keep_reject(self, chunk: Chunk, reject: Reject) -> None:
        if self._reject_budget.has_room(len(reject.raw_row)):
            chunk.chars += len(reject.raw_row)
            chunk.rejects.append(reject)

    def _unreadable(self, problem: str, line: int | None = None) -> UnreadableFileError:
        return UnreadableFileError(self.key, problem, line or self._lines.line_no or None)


class _RejectBudget:
    """Limits how many of a file's rejects and warnings are stored, so none floods the table."""

    def __init__(self, max_rejects: int) -> None:
        self._rows_left = max_rejects
        self._chars_left = MAX_REJECT_CHARS
        self.hidden = 0

    def has_room(self, chars: int) -> bool:
        """Return whether one more can be stored; if not, count it as hidden."""
        if self.hidden or not self._rows_left or chars > self._chars_left:
            self.hidden += 1
            return False
        self._rows_left -= 1
        self._chars_left -= chars
        return True

    def summary(self, line: int) -> Reject:
        """Return a warning that gives the number of hidden ones."""
        reason = f"{self.hidden:,} more rejects and warnings were counted but not stored"
        return Reject(line, "warning", None, reason, "")
