"""Turn the rows below a header into rows by column name."""

import csv
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter

from fleettickets.domain.change import DROPPED_COLUMNS, KEPT_COLUMNS
from fleettickets.domain.invisible import visible
from fleettickets.feed.clean import SENTINEL

read_csv = partial(csv.reader, strict=True, skipinitialspace=True)
"""Read lines as every part of the reader must: a quote may follow spaces."""


class RowMaker:
    """Turns fields in the header's order into a row by name, in our own order."""

    def __init__(self, header: list[str]) -> None:
        """Take a header that ``header_problem`` accepts."""
        self.width = len(header)
        self.extra = tuple(sorted(set(header) - set(KEPT_COLUMNS) - set(DROPPED_COLUMNS)))
        # Shorter names first, as in jsonb: PostgreSQL reads this order in half the time.
        self._columns = sorted((*KEPT_COLUMNS, *self.extra), key=lambda name: (len(name), name))
        self._indexes = [header.index(name) for name in self._columns]
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(*self._indexes)
        self._ticket_id = header.index("ticket_id")

    def __call__(self, fields: list[str]) -> dict[str, str | None]:
        """Return the fields by name, stripped, blank as None."""
        values = [value.strip() or None for value in self._pick(fields)]
        return dict(zip(self._columns, values, strict=True))

    def columns(self, rows: Sequence[list[str]]) -> dict[str, list[str | None]]:
        """Return the values of several rows by column, each as ``__call__`` would give it."""
        values = list(zip(*rows, strict=True))
        return {
            name: [value.strip() or None for value in values[index]]
            for name, index in zip(self._columns, self._indexes, strict=True)
        }

    def fits(self, line: str) -> bool:
        """Return whether one line of text is a complete row with the right number of fields."""
        try:
            return len(next(read_csv([line]), [])) == self.width
        except csv.Error:
            return False

    def may_begin(self, line: str) -> bool:
        """Return whether a row may begin with this line, complete or continued on the next."""
        lines = iter([line, '"'])
        try:
            fields = next(read_csv(lines), [])
        except csv.Error:
            return False
        is_open = next(lines, None) is None
        return is_open or len(fields) == self.width

    def has_swallowed(self, fields: list[str], lines: Sequence[str]) -> bool:
        """Return whether a stray quote joined other rows to the row in these lines."""
        _, *inner, last = lines
        if len(fields) == self.width:
            # The last line may look like a row although it only ends a ticket_id with a line break.
            return any(map(self.fits, inner))
        return any(map(self.may_begin, (*inner, last)))

    def is_sentinel(self, fields: list[str]) -> bool:
        """Return whether this is the exporter's "EXPORT STOPPED" row, which may be short."""
        index = self._ticket_id if self._ticket_id < len(fields) else 0
        return visible(fields[index]).lstrip().startswith(SENTINEL)
