"""Changes as PostgreSQL's COPY text, the form in which they reach the stage."""

from collections.abc import Sequence
from functools import lru_cache

from fleettickets.domain.change import Change, Reject

_NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def encode_changes(file_no: int, changes: Sequence[Change]) -> bytes:
    """Return rows for ``copy_changes.sql``; change_no is file_no * 2^32 + line."""
    first = file_no << 32
    return "".join([_copy_row(first + change.line, change) for change in changes]).encode()


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


_name = lru_cache(maxsize=1 << 14)(_text)
"""For the few values that come again and again."""


def _copy_row(change_no: int, change: Change) -> str:
    invalid = "{" + ",".join(change.invalid) + "}" if change.invalid else _NULL
    raw = change.raw.replace("\\", "\\\\")
    names = "\t".join(
        [
            _name(change.cluster),
            _name(change.normalized_status),
            _name(change.raw_status),
            _name(change.assigned_team),
            _name(change.owner),
        ]
    )
    return (
        f"{change_no}\t{change.ticket_id.translate(_ESCAPES)}\t{change.content_hash}"
        f"\t{change.opened_at or _NULL}\t{change.closed_at or _NULL}\t{change.updated_at or _NULL}"
        f"\t{names}\t{change.mttr or _NULL}\t{_name(change.sla_status)}\t{invalid}\t{raw}\n"
    )
