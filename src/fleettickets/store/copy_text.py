"""Encode changes as PostgreSQL's COPY text, to be staged."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fleettickets.domain.change import Change, Reject
from fleettickets.domain.values import flag

_NULL = "\\N"
_FLAGS = {True: "t", False: "f", None: _NULL}
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def encode_changes(file_no: int, changes: Sequence[Change]) -> bytes:
    """Return rows for ``copy_changes.sql``; change_no is file_no * 2^32 + line."""
    if not changes:
        return b""
    first = file_no << 32
    # By column, because most columns repeat a few values or need no escapes.
    by_column = dict(zip(Change._fields, zip(*changes, strict=True), strict=True))
    columns: list[Iterable[str]] = [
        [str(first + line) for line in by_column.pop("line")],
        *([_ENCODERS.get(name, _few)(values) for name, values in by_column.items()]),
    ]
    rows = map("\t".join, zip(*columns, strict=True))
    return "".join([f"{row}\n" for row in rows]).encode()


def encode_rejects(file_no: int, rejects: Sequence[Reject]) -> bytes:
    """Return rows for ``copy_rejects.sql``."""
    first = file_no << 32
    rows = [
        f"{first + line}\t{severity}\t{_text(column)}\t{_text(reason)}\t{_text(raw_row)}\n"
        for line, severity, column, reason, raw_row in rejects
    ]
    return "".join(rows).encode()


def _text(value: str | None) -> str:
    return _NULL if value is None else value.translate(_ESCAPES)


def _few(values: Sequence[str | None]) -> list[str]:
    encoded = {value: _text(value) for value in set(values)}
    return [encoded[value] for value in values]


# As in tickets.name_key.
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)) | {0xA0: " "}
_SPACES = re.compile(" +")
_BLANKS = " \t\n\v\f\r"


def _words(values: Sequence[str | None]) -> list[str]:
    """Encode values that are compared in any case, as tickets.name_key would."""
    encoded = {value: _text(value and _word(value)) for value in set(values)}
    return [encoded[value] for value in values]


def _word(value: str) -> str:
    return _SPACES.sub(" ", value.translate(_UNSEEN)).strip(_BLANKS).lower()


def _flags(values: Sequence[str | None]) -> list[str]:
    encoded = {value: _FLAGS[None if value is None else flag(value)] for value in set(values)}
    return [encoded[value] for value in values]


def _plain(values: Sequence[str | None]) -> list[str]:
    """Encode values that never need an escape."""
    return [value or _NULL for value in values]


def _ids(values: Sequence[str]) -> Sequence[str]:
    together = "".join(values)
    if together.translate(_ESCAPES) == together:
        return values
    return [value.translate(_ESCAPES) for value in values]


def _invalid(values: Sequence[tuple[str, ...]]) -> list[str]:
    return ["{" + ",".join(columns) + "}" if columns else _NULL for columns in values]


def _documents(values: Sequence[str]) -> list[str]:
    # JSON has already escaped control characters.
    return [value.replace("\\", "\\\\") for value in values]


_ENCODERS: dict[str, Callable[[Any], Sequence[str]]] = {
    "ticket_id": _ids,
    "content_hash": _plain,
    "opened_at": _plain,
    "closed_at": _plain,
    "updated_at": _plain,
    "bucket": _words,
    "is_actionable": _flags,
    "mttr": _plain,
    "invalid": _invalid,
    "raw": _documents,
}
