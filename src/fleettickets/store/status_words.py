"""The words of statuses: which of them say that a ticket is closed."""

from typing import NamedTuple

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_LIST_STATUS_WORDS = query("list_status_words")
_LIST_STATUSES = query("list_statuses")
_UPSERT_STATUS_WORDS = query("upsert_status_words")
_DELETE_STATUS_WORDS = query("delete_status_words")


class StatusWords(NamedTuple):
    """A phrase, and what it says of a ticket: ``open`` or ``closed``; ``negates``: of the next."""

    phrase: str
    meaning: str
    is_default: bool
    """Whether it is one that migrations install."""
    note: str | None


class SeenStatus(NamedTuple):
    """A status that was seen, in small letters."""

    dataset: str
    status: str
    meaning: str | None
    """None: no phrase is in it."""
    first_key: str


def list_status_words(conn: Connection) -> list[StatusWords]:
    """Return every phrase, those of closed tickets first."""
    return [StatusWords(*row) for row in conn.execute(_LIST_STATUS_WORDS)]


def list_statuses(conn: Connection) -> list[SeenStatus]:
    """Return every status that was ever seen, those without a meaning first."""
    return [SeenStatus(*row) for row in conn.execute(_LIST_STATUSES)]


def set_status_words(
    conn: Connection, phrase: str, meaning: str, note: str | None
) -> list[SeenStatus]:
    """Write a phrase; return the statuses whose meaning it changes."""
    with conn.transaction():
        before = set(list_statuses(conn))
        conn.execute(_UPSERT_STATUS_WORDS, {"phrase": phrase, "meaning": meaning, "note": note})
        return [status for status in list_statuses(conn) if status not in before]


def unset_status_words(conn: Connection, phrase: str) -> list[SeenStatus] | None:
    """Delete a phrase; return the statuses whose meaning this changes, None if there is none."""
    with conn.transaction():
        before = set(list_statuses(conn))
        if conn.execute(_DELETE_STATUS_WORDS, {"phrase": phrase}).fetchone() is None:
            return None
        return [status for status in list_statuses(conn) if status not in before]
