"""What the tables must contain for a set of files: a dictionary over the rows, oldest first.

It shares no code with the import, so that the two can disagree.
"""

import csv
import gzip
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

EAT = timezone(timedelta(hours=3))
DROPPED = {
    "week_start",
    "week_end",
    "source_s3_bucket",
    "source_s3_key",
    "source_snapshot_id",
    "department",
    "source_type",
}
MEANINGS = dict.fromkeys(
    [
        *("closed", "closed complete", "closed incomplete", "closed skipped", "resolved"),
        *("cancelled", "canceled", "completed", "complete", "done", "rejected"),
    ],
    "closed",
) | dict.fromkeys(
    [
        *("open", "new", "accepted", "assigned", "pending", "in progress", "work in progress"),
        *("on hold", "waiting", "reopened", "re opened", "not closed", "not resolved"),
    ],
    "open",
)
"""The words of statuses that occur in the tests' streams."""


@dataclass
class Ticket:
    raw: dict[str, str | None]
    change_key: str
    change_line: int
    started_at: datetime | None
    closed_at: datetime | None


@dataclass
class Expected:
    tickets: dict[str, Ticket] = field(default_factory=dict)
    events: list[tuple[Any, ...]] = field(default_factory=list)
    closures: list[tuple[Any, ...]] = field(default_factory=list)
    lives: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """The lifecycle of each version, by ticket, key and line."""
    read: int = 0
    dropped: int = 0
    alarms: int = 0
    sentinels: int = 0


def expected_of(files: Mapping[str, bytes]) -> Expected:
    """Fold whole, well-formed files in the order of their keys."""
    expected = Expected()
    for key in sorted(files):
        _fold(expected, key, files[key])
    expected.events.sort()
    expected.closures.sort()
    return expected


def open_after_each(files: Mapping[str, bytes]) -> dict[str | None, int]:
    """Return the number of open tickets when each key is the newest; None: before the first."""
    expected = Expected()
    counts: dict[str | None, int] = {None: 0}
    for key in sorted(files):
        _fold(expected, key, files[key])
        counts[key] = sum(is_open(ticket.raw) for ticket in expected.tickets.values())
    return counts


def at(text: str | None) -> datetime | None:
    """Parse a time of the recorded streams."""
    if not text:
        return None
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=EAT)


def _fold(expected: Expected, key: str, content: bytes) -> None:
    text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8-sig")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    name = key.rsplit("/", 1)[1].split(".", maxsplit=1)[0]
    key_at = datetime.strptime(name, "%Y-%m-%dT%H-%M-%S").replace(tzinfo=EAT)
    line = reader.line_num
    while True:
        start = line + 1 if line else 2
        row = next(reader, None)
        if row is None:
            return
        line = reader.line_num
        expected.read += 1
        if (row["ticket_id"] or "").startswith("EXPORT STOPPED"):
            expected.sentinels += 1
            expected.dropped += 1
        elif (row["is_alarm"] or "").lower() == "true":
            expected.alarms += 1
            expected.dropped += 1
        else:
            _version(expected, (key, start, key_at), row)


def cleaned(row: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return what is kept of a row."""
    raw = {k: ((v or "").strip() or None) for k, v in row.items() if k not in DROPPED}
    raw["region"] = (raw["region"] or "").lower() or None
    raw["raw_status"] = (raw["raw_status"] or "").upper() or None
    return raw


def _version(
    expected: Expected, where: tuple[str, int, datetime], row: dict[str, str | None]
) -> None:
    key, line, key_at = where
    raw = cleaned(row)
    ticket_id = raw["ticket_id"]
    assert ticket_id is not None
    before = expected.tickets.get(ticket_id)
    if before is not None and before.raw == raw:
        return
    opened_at = at(raw["created_at_service"]) or at(raw["first_seen_at"])
    started_at = opened_at and min(opened_at, key_at)
    closed_at = at(raw["closed_at"])
    closed_at = closed_at and min(closed_at, key_at)
    now = Ticket(raw, key, line, started_at, closed_at)
    expected.tickets[ticket_id] = now
    expected.lives[ticket_id, key, line] = lifecycle(raw)
    updated_at = min(at(raw["source_updated_at"]) or key_at, key_at)
    times = {
        "opened": started_at or updated_at,
        "closed": closed_at or updated_at,
        "correction": closed_at or updated_at,
    }
    for kind in _kinds(before, now):
        expected.events.append((ticket_id, key, line, kind, times.get(kind, updated_at)))
        if kind == "closed":
            expected.closures.append((ticket_id, key, line, times[kind], raw["assigned_team"]))


def _kinds(before: Ticket | None, now: Ticket) -> list[str]:
    life = lifecycle(now.raw)
    if before is None:
        return ["opened", "closed"] if life == "closed" else ["opened"]
    kinds = []
    if any(before.raw[c] != now.raw[c] for c in ("normalized_status", "raw_status")):
        kinds.append("status")
    if any(before.raw[c] != now.raw[c] for c in ("assigned_team", "owner")):
        kinds.append("assignment")
    match lifecycle(before.raw), life:
        case "closed", "closed":
            if before.closed_at != now.closed_at:
                kinds.append("correction")
        case _, "closed":
            kinds.append("closed")
        case "closed", _:
            kinds.append("reopened")
        case "actionable", "waiting":
            kinds.append("waiting")
        case "waiting", "actionable":
            kinds.append("resumed")
    return kinds


def lifecycle(raw: Mapping[str, str | None]) -> str:
    """Return what a cleaned row's ticket is: actionable, waiting or closed."""
    is_closed_otherwise = (raw["bucket"] or "").lower() == "closed" or (
        meaning(raw["normalized_status"] or raw["raw_status"]) == "closed"
    )
    if (raw["is_actionable"] or "").lower() == "true":
        return "closed" if raw["closed_at"] and is_closed_otherwise else "actionable"
    return "closed" if raw["closed_at"] or is_closed_otherwise else "waiting"


def meaning(status: str | None) -> str | None:
    """Return what the longest known phrase of whole words in the status says."""
    words = re.findall("[a-z0-9]+", (status or "").lower())
    phrases = [
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    ]
    return MEANINGS.get(max((p for p in phrases if p in MEANINGS), key=len, default=""))


def is_open(raw: Mapping[str, str | None]) -> bool:
    """Return whether a cleaned row's ticket is open."""
    return lifecycle(raw) == "actionable"
