"""Check a file's header, and recognise one that is repeated amid the file.

Files that were joined (``cat``, or the members of a gzip file) repeat the header, perhaps with its
columns in another order, or after a byte-order mark.
"""

import re
from collections import Counter
from collections.abc import Sequence

from fleettickets.domain.change import KEPT_COLUMNS
from fleettickets.domain.invisible import invisible_in, visible

MAX_COLUMN_NAME_CHARS = 200
"""Limited because every row's ``raw`` repeats the names of the extra columns."""

_NAMES_SHOWN = 5
_CHARS_SHOWN = 60


def header_problem(header: list[str], max_columns: int) -> str | None:
    """Return why the header is refused, or None if it is valid."""
    if not header:
        return "is empty: it has no header"
    if len(header) > max_columns:
        return f"has {len(header):,} columns, over {max_columns:,}; raise FLEETTICKETS_MAX_COLUMNS"
    if any("\0" in name for name in header):
        return "the header contains a NUL byte"
    return _names_problem(header)


def _names_problem(header: list[str]) -> str | None:
    if problem := _form_problem(header):
        return problem
    repeated = sorted(name for name, count in Counter(header).items() if count > 1)
    missing = [name for name in KEPT_COLUMNS if name not in header]
    hint = "; are the fields separated by commas?" if len(header) == 1 else ""
    if repeated:
        return f"the header repeats {_few(repeated)}"
    if missing:
        return f"the header lacks {', '.join(missing)}{hint}"
    if long := [name for name in header if len(name) > MAX_COLUMN_NAME_CHARS]:
        return f"the header has names over {MAX_COLUMN_NAME_CHARS} characters: {_few(long)}"
    return None


def _form_problem(header: list[str]) -> str | None:
    if header[0].startswith("\ufeff"):
        return "the header begins with a second byte-order mark"
    for name in header:
        shown = visible(name).strip()
        if name not in KEPT_COLUMNS and shown in KEPT_COLUMNS:
            found = invisible_in(name)
            return f"the header's name {shown!r} contains the invisible U+{ord(found[0]):04X}"
    blank = sum(not name for name in header)
    if blank and not any(header[-blank:]):
        return f"the header ends with {blank} comma(s) too many"
    if blank:
        return f"the header's column {header.index('') + 1} has no name"
    return None


def _few(names: list[str]) -> str:
    shown = [repr(name[:_CHARS_SHOWN]) for name in names[:_NAMES_SHOWN]]
    return ", ".join(shown) + (", …" if len(names) > _NAMES_SHOWN else "")


_MARK = "ticket_id"
_MARKS = re.compile("(ticket|assigned)[^a-z0-9]{0,3}(id|team)", re.ASCII)
_MANY_NAMES = 5
"""No row of a ticket holds the names of this many columns."""


def may_hold_header(text: str) -> bool:
    """Return whether a header may begin in these lines; quick, and seldom wrong."""
    return _MARKS.search(text.lower()) is not None


def repeated_header(fields: Sequence[str]) -> list[str] | None:
    """Return the column names if the row is a header, complete or not; else None."""
    if not may_hold_header(",".join(fields)):
        return None
    names = [visible(field).strip().strip('"').strip() for field in fields]
    known = {_plain(name) for name in names} & _PLAIN_COLUMNS
    if _MARK in names or len(known) >= _MANY_NAMES or names[0].lower().startswith(_MARK):
        return names
    return None


def _plain(name: str) -> str:
    """Return a name as people write it in other ways: Ticket ID, 'ticket-id', TICKET_ID."""
    return "".join(filter(str.isalnum, name)).lower()


_PLAIN_COLUMNS = frozenset(map(_plain, KEPT_COLUMNS))


def has_header_within(text: str) -> bool:
    """Return whether a row that is not valid holds a header, because a line end is missing."""
    if not may_hold_header(text):
        return False
    lowered = text.lower()
    return sum(name in lowered for name in KEPT_COLUMNS) >= _MANY_NAMES
