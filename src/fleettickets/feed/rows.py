"""A file's header, and what it says of each row below it."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter

from fleettickets.domain.change import DROPPED_COLUMNS, KEPT_COLUMNS
from fleettickets.feed.clean import SENTINEL

MAX_COLUMN_NAME_CHARS = 200
"""Extra columns' names stand in every row's ``raw``."""

_NAMES_SHOWN = 5
_CHARS_SHOWN = 60


def header_problem(header: list[str], max_columns: int) -> str | None:
    """Return what is wrong with the header, or None."""
    if not header:
        return "is empty: not even a header"
    if len(header) > max_columns:
        return f"has {len(header):,} columns, over {max_columns:,}; raise FLEETTICKETS_MAX_COLUMNS"
    if any("\0" in name for name in header):
        return "the header holds a NUL byte"
    return _names_problem(header)


def _names_problem(header: list[str]) -> str | None:
    repeated = sorted(name for name, count in Counter(header).items() if count > 1)
    missing = [name for name in KEPT_COLUMNS if name not in header]
    hint = "; are the fields separated by commas?" if len(header) == 1 else ""
    if repeated:
        return f"the header repeats {_few(repeated)}"
    if missing:
        return f"the header lacks {', '.join(missing)}{hint}"
    if long := [name for name in header if len(name) > MAX_COLUMN_NAME_CHARS]:
        return f"the header has names of over {MAX_COLUMN_NAME_CHARS} characters: {_few(long)}"
    return None


def _few(names: list[str]) -> str:
    shown = [repr(name[:_CHARS_SHOWN]) for name in names[:_NAMES_SHOWN]]
    return ", ".join(shown) + (", …" if len(names) > _NAMES_SHOWN else "")


class RowMaker:
    """Fields in the header's order in, a row by name in our own order out."""

    def __init__(self, header: list[str]) -> None:
        """Take a header in which ``header_problem`` finds nothing wrong."""
        self.width = len(header)
        self.extra = tuple(sorted(set(header) - set(KEPT_COLUMNS) - set(DROPPED_COLUMNS)))
        # Shorter names first, as jsonb has them: a document in its order is read in half the time.
        self._columns = sorted((*KEPT_COLUMNS, *self.extra), key=lambda name: (len(name), name))
        self._indexes = [header.index(name) for name in self._columns]
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(*self._indexes)
        self._ticket_id = header.index("ticket_id")

    def __call__(self, fields: list[str]) -> dict[str, str | None]:
        """Return the fields by name, stripped, blank as None."""
        values = [value.strip() or None for value in self._pick(fields)]
        return dict(zip(self._columns, values, strict=True))

    def columns(self, rows: Sequence[list[str]]) -> dict[str, list[str | None]]:
        """Return the values of some rows of the file's width by column, as ``__call__`` would."""
        values = list(zip(*rows, strict=True))
        return {
            name: [value.strip() or None for value in values[index]]
            for name, index in zip(self._columns, self._indexes, strict=True)
        }

    def fits(self, line: str) -> bool:
        """Return whether one line of text is a row of this file's width."""
        try:
            return len(next(csv.reader([line], strict=True), [])) == self.width
        except csv.Error:
            return False

    def may_begin(self, line: str) -> bool:
        """Return whether a row may begin with this line: a whole one, or one that goes on."""
        lines = iter([line, '"'])
        try:
            fields = next(csv.reader(lines, strict=True), [])
        except csv.Error:
            return False
        is_open = next(lines, None) is None
        return is_open or len(fields) == self.width

    def has_swallowed(self, fields: list[str], lines: Sequence[str]) -> bool:
        """Return whether the row of these several lines began with a stray quote."""
        _, *inner, last = lines
        if len(fields) == self.width:
            # What closes the quote may look like a row too: that of a ticket_id with a line end.
            return any(map(self.fits, inner))
        return any(map(self.may_begin, (*inner, last)))

    def is_sentinel(self, fields: list[str]) -> bool:
        """Return whether this is the exporter's own row, which may be short."""
        index = self._ticket_id if self._ticket_id < len(fields) else 0
        return fields[index].lstrip().startswith(SENTINEL)
