"""Turn one row of text into one clean change (docs/feed.md#cleaning)."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

import orjson

from fleettickets.domain.change import Change, Reject
from fleettickets.domain.invisible import visible
from fleettickets.domain.spellings import usual, usual_flag, usual_number, usual_time
from fleettickets.domain.values import (
    are_plain_instants,
    decimal_point,
    duration,
    flag,
    instant,
    latitude,
    longitude,
)

SENTINEL = "EXPORT STOPPED"

MAX_NAME_BYTES = 2_000
"""PostgreSQL refuses index entries over 2,704 bytes."""

MAX_VALUE_CHARS = 100_000

MAX_TYPED_CHARS = 40
"""No valid time or number is longer."""

_NAMES = frozenset(
    {
        "ticket_id",
        "normalized_status",
        "raw_status",
        "bucket",
        "cluster",
        "region",
        "assigned_team",
        "owner",
        "sla_status",
    }
)


NO_ID = re.compile(
    r"^(?:(?:(?:grand|sub)[ _-]?)?totals?[ :=]*[\d.,]*|(?:[^\w\n]|_)+)$",
    re.IGNORECASE | re.MULTILINE,
)
"""Finds lines that are no id: totals, and what has neither letter nor digit, as rules of tables."""

_FIGURE = re.compile(r"[-+]?[\d.,:% ]+", re.ASCII)
_SAYS_NOTHING = frozenset({"ticket_id", "is_alarm", "is_auto_created", "is_auto_closed"})


class Reader(NamedTuple):
    """How to read a typed column's text; ``read`` returns None for an invalid text."""

    expected: str
    read: Callable[[str], object | None]
    rewrite: Callable[[str], str | None] = usual_number
    """Turns other spellings into one that ``read`` knows."""


_FLAG = Reader("a truth value such as true or false", flag, usual_flag)
_TIME = Reader("a time such as 2026-06-25 06:20:00", instant, usual_time)
_READERS = {
    "is_actionable": _FLAG,
    "is_alarm": _FLAG,
    "mttr": Reader("a duration such as 36.5, at most 7 digits before the decimals", duration),
    "latitude": Reader("degrees between -90 and 90", latitude),
    "longitude": Reader("degrees between -180 and 180", longitude),
    "created_at_service": _TIME,
    "scheduled_at": _TIME,
    "closed_at": _TIME,
    "first_seen_at": _TIME,
    "last_seen_at": _TIME,
    "source_created_at": _TIME,
    "source_updated_at": _TIME,
}
TYPED_COLUMNS = tuple(_READERS)

Row = dict[str, str | None]


class RowRejectedError(Exception):
    """The row cannot become a change; ``column`` is None if no single column is at fault."""

    def __init__(self, column: str | None, reason: str) -> None:
        """Store the column and the reason, each for its column of ``import_rejects``."""
        super().__init__(reason)
        self.column = column
        self.reason = reason


def clean_row(line: int, row: Row) -> Change | None:
    """Return the row as a change, or None for an alarm, which is dropped.

    ``row`` holds every kept and every extra column, stripped, blank as None. It is modified.

    Raises:
        RowRejectedError: no usable ticket_id or nothing else, a NUL byte, or a value too long.
    """
    if is_alarm(row["is_alarm"]):
        return None
    ticket_id = row["ticket_id"] = _id_of(row)
    if (region := row["region"]) is not None:
        row["region"] = region.lower()
    if (raw_status := row["raw_status"]) is not None:
        row["raw_status"] = raw_status.upper()
    for column in invalid_columns(row):
        row[column] = _usual(column, row[column] or "")
    raw = encode_row(row)
    invalid = invalid_columns(row)
    mttr = _first_valid(row, invalid, "mttr")
    return Change(
        line=line,
        ticket_id=ticket_id,
        content_hash=content_hash(raw),
        opened_at=_first_valid(row, invalid, "created_at_service", "first_seen_at"),
        closed_at=_first_valid(row, invalid, "closed_at"),
        updated_at=_first_valid(row, invalid, "source_updated_at"),
        cluster=row["cluster"],
        normalized_status=row["normalized_status"],
        raw_status=row["raw_status"],
        bucket=row["bucket"],
        is_actionable=_first_valid(row, invalid, "is_actionable"),
        assigned_team=row["assigned_team"],
        owner=row["owner"],
        mttr=mttr and decimal_point(mttr),
        sla_status=row["sla_status"],
        invalid=invalid,
        raw=raw.decode(),
    )


def _id_of(row: Row) -> str:
    """Return the ticket's id without what nobody sees."""
    column = "ticket_id"
    ticket_id = visible(row[column] or "").strip()
    if not ticket_id:
        raise RowRejectedError(column, "is blank")
    if '"' in ticket_id:
        raise RowRejectedError(column, "contains a quotation mark")
    if is_bare(row):
        raise RowRejectedError(column, "is the only value of the row, so this is no ticket")
    if NO_ID.search(ticket_id):
        raise RowRejectedError(column, "is a line or a total, not the id of a ticket")
    if _repeats_one_text(row):
        raise RowRejectedError(column, "is what every column says, so this is no ticket")
    return ticket_id


def _repeats_one_text(row: Row) -> bool:
    """Return whether every value is the same, also where it can't be: a row of types or dots."""
    said = set(filter(None, row.values()))
    return len(said) == 1 and any(not is_valid(column, row[column]) for column in TYPED_COLUMNS)


def is_bare(row: Mapping[str, str | None]) -> bool:
    """Return whether the row has only numbers beside its id: a total, a title, a comment."""
    return all(
        value is None or column in _SAYS_NOTHING or _FIGURE.fullmatch(value)
        for column, value in row.items()
    )


def is_alarm(value: str | None) -> bool:
    """Return whether this text of ``is_alarm`` is true."""
    # A long text is no flag, and must not fill the cache of ``flag``.
    if value is None or len(value) > MAX_TYPED_CHARS:
        return False
    text = visible(value).strip()
    return bool(flag(usual_flag(text) or text))


def _usual(column: str, text: str) -> str:
    """Return the text in a spelling that can be read, or as it is."""
    spelled = usual(text, _READERS[column].rewrite)
    return spelled if spelled is not None and is_valid(column, spelled) else text


def is_valid(column: str, value: str | None) -> bool:
    """Return whether a typed column's text is valid; blank is."""
    return value is None or (
        len(value) <= MAX_TYPED_CHARS and _READERS[column].read(value) is not None
    )


def are_valid(column: str, values: Collection[str | None]) -> bool:
    """Return whether ``is_valid`` holds for all the values."""
    texts = {value for value in values if value is not None}
    is_time = _READERS[column] is _TIME
    return (is_time and are_plain_instants(texts)) or all(is_valid(column, text) for text in texts)


def invalid_columns(row: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the typed columns whose text is invalid, in a fixed order; absent is valid."""
    return tuple([column for column in TYPED_COLUMNS if not is_valid(column, row.get(column))])


def encode_row(row: Row) -> bytes:
    """Return ``Change.raw`` in UTF-8.

    Raises:
        RowRejectedError: a NUL byte, or a value too long to store.
    """
    raw = orjson.dumps(row)
    if len(raw) > MAX_NAME_BYTES:
        _reject_long_values(row)
    if b"\\u0000" in raw:
        _reject_nul_bytes(row)
    return raw


def content_hash(raw: bytes) -> str:
    """Return ``Change.content_hash`` of ``raw`` in UTF-8."""
    return blake2b(raw, digest_size=16).hexdigest()


def warnings_of(change: Change, raw_row: str) -> Iterator[Reject]:
    """Yield a warning for each invalid value of the change, which is stored as NULL."""
    if change.invalid:
        row = orjson.loads(change.raw)
        for column in change.invalid:
            reason = (
                f"expected {_READERS[column].expected}, got {row[column][:200]!r}; stored as NULL"
            )
            yield Reject(change.line, "warning", column, reason, raw_row)


def _first_valid(
    row: Mapping[str, str | None], invalid: tuple[str, ...], *columns: str
) -> str | None:
    for column in columns:
        if (value := row[column]) is not None and column not in invalid:
            return value
    return None


def _reject_long_values(row: Mapping[str, str | None]) -> None:
    for column, value in row.items():
        if value is None:
            continue
        if len(value) > MAX_VALUE_CHARS:
            reason = f"has {len(value):,} characters; the limit is {MAX_VALUE_CHARS:,}"
            raise RowRejectedError(column, reason)
        if column in _NAMES and len(value.encode()) > MAX_NAME_BYTES:
            reason = f"has {len(value.encode()):,} bytes; the limit is {MAX_NAME_BYTES:,}"
            raise RowRejectedError(column, reason)


def _reject_nul_bytes(row: Mapping[str, str | None]) -> None:
    for column, value in row.items():
        if value is not None and "\0" in value:
            raise RowRejectedError(column, "holds a NUL byte, which PostgreSQL cannot store")
