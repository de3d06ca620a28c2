"""What a table must hold after a set of change files, and how much of it is wrong.

The newest version of a ticket wins, by file key, then line (docs/feed.md). The oracle shares no
code with the import. Values are compared as canonical text, so that a tool may choose their types.
"""

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import md5
from pathlib import Path
from typing import NamedTuple

from psycopg import sql

from fleettickets.store.connect import Connection

TIMES = frozenset(
    {
        "created_at_service",
        "scheduled_at",
        "closed_at",
        "first_seen_at",
        "last_seen_at",
        "source_created_at",
        "source_updated_at",
    }
)
FLAGS = frozenset({"is_actionable", "is_alarm", "is_auto_created", "is_auto_closed"})
NUMBERS = frozenset({"mttr", "latitude", "longitude"})
_TEXTS = (
    *("normalized_status", "raw_status", "bucket", "cluster", "region", "location_name"),
    *("assigned_team", "owner", "sla_status", "service_type"),
)
COMPARED = tuple(sorted({*TIMES, *FLAGS, *NUMBERS, *_TEXTS}))
"""Every column but the ticket's number and the export's bookkeeping, which the import drops."""

_BLANKS = " \t\r\n"
_SEPARATOR = "\x1f"


class Verdict(NamedTuple):
    """How many tickets are not as expected; none is counted twice."""

    wrong: int
    """They have one row, which is not the newest version."""
    missing: int
    doubled: int
    """They have several rows."""


def newest(files: Iterable[Path]) -> dict[str, str]:
    """Return a digest of each ticket's newest version, without alarms and the exporter's row.

    Give the files oldest first.
    """
    digests: dict[str, str] = {}
    for path in reversed(list(files)):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in reversed(rows):
            if row["is_alarm"] == "false" and row["ticket_id"] not in digests:
                digests[row["ticket_id"]] = _digest(row)
    return digests


def compare(conn: Connection, relation: str, expected: Mapping[str, str]) -> Verdict:
    """Compare a table or view, named with its schema, with the expected digests.

    Unexpected tickets are ignored, because tools are not configured to drop alarms. If a tool
    failed before it created its table, all tickets are missing.
    """
    found = conn.execute("SELECT to_regclass(%(relation)s)", {"relation": relation}).fetchone()
    if found == (None,):
        return Verdict(0, len(expected), 0)
    seen: set[str] = set()
    doubled: set[str] = set()
    wrong: set[str] = set()
    with conn.transaction(), conn.cursor("found") as cursor:
        cursor.itersize = 20_000
        for ticket_id, digest in cursor.execute(_digests_query(conn, relation)):
            if ticket_id in seen:
                doubled.add(ticket_id)
            elif ticket_id in expected:
                seen.add(ticket_id)
                if expected[ticket_id] != digest:
                    wrong.add(ticket_id)
    return Verdict(len(wrong - doubled), len(expected) - len(seen), len(doubled))


def _digest(row: Mapping[str, str]) -> str:
    text = _SEPARATOR.join(_canonical(name, row[name].strip(_BLANKS)) for name in COMPARED)
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def _canonical(name: str, text: str) -> str:
    if name in NUMBERS and text:
        return format(Decimal(text).normalize(), "f")
    if name == "raw_status":
        return text.upper()
    return text.lower() if name == "region" else text


def _digests_query(conn: Connection, relation: str) -> sql.Composed:
    found = conn.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = %(relation)s::regclass AND attnum > 0 AND NOT attisdropped",
        {"relation": relation},
    )
    types: dict[str, str] = dict(found.fetchall())
    values: list[sql.Composable] = [
        sql.SQL("coalesce({}, '')").format(_as_text(name, types[name])) for name in COMPARED
    ]
    return sql.SQL("SELECT ticket_id, md5(concat_ws({}, {})) FROM {}").format(
        sql.Literal(_SEPARATOR),
        sql.SQL(", ").join(values),
        sql.Identifier(*relation.split(".")),
    )


def _as_text(name: str, of_type: str) -> sql.Composed:
    """Return the column as canonical text; a time with a zone is read as the feed's in UTC."""
    column = sql.Identifier(name)
    if of_type == "timestamp with time zone":
        column_at = sql.SQL("{} AT TIME ZONE 'UTC'").format(column)
        return sql.SQL("to_char({}, 'YYYY-MM-DD HH24:MI:SS')").format(column_at)
    if of_type == "timestamp without time zone":
        return sql.SQL("to_char({}, 'YYYY-MM-DD HH24:MI:SS')").format(column)
    text = sql.SQL("nullif(btrim({}::text, {}), '')").format(column, sql.Literal(_BLANKS))
    if name in NUMBERS:
        return sql.SQL("trim_scale({}::numeric)::text").format(text)
    if name in FLAGS:
        return sql.SQL("{}::boolean::text").format(text)
    if name == "raw_status":
        return sql.SQL("upper({})").format(text)
    return sql.SQL("lower({})").format(text) if name == "region" else sql.Composed([text])
