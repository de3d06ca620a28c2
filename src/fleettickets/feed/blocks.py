"""Ordinary rows, many at once, cleaned a column at a time.

They become the very changes that ``clean_row`` makes of them row by row, in a fifth less time.
Whatever is out of the ordinary is left to the row by row reading.
"""

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import compress, repeat
from typing import NamedTuple

from fleettickets.domain.change import Change
from fleettickets.domain.values import instants
from fleettickets.feed.clean import (
    SENTINEL,
    TYPED_COLUMNS,
    RowRefusedError,
    are_valid,
    content_hash,
    encode_row,
    is_alarm,
)
from fleettickets.feed.rows import RowMaker


class Block(NamedTuple):
    """What some consecutive lines hold."""

    lines: int
    changes: list[Change]
    dropped: int
    """Rows that are alarms."""
    updated_at: list[datetime]
    """The distinct ``source_updated_at`` of the changes."""


def read_block(first_line: int, lines: Sequence[str], to_row: RowMaker) -> Block | None:
    """Return the ordinary rows with which these lines begin; None where there are none.

    A row is no longer ordinary where its line is not, where it has the wrong width, or where it
    may have swallowed another; one with a value to refuse or to warn of spoils all.
    """
    numbers, rows, taken = _ordinary_rows(first_line, lines, to_row)
    if not rows:
        return None
    columns = to_row.columns(rows)
    alarms = {value for value in set(columns["is_alarm"]) if is_alarm(value)}
    if alarms:
        kept = [value not in alarms for value in columns["is_alarm"]]
        columns = {name: list(compress(column, kept)) for name, column in columns.items()}
        numbers = list(compress(numbers, kept))
    if not all(map(_is_key, columns["ticket_id"])):
        return None
    if not all(are_valid(name, columns[name]) for name in TYPED_COLUMNS):
        return None
    columns["region"] = [value and value.lower() for value in columns["region"]]
    columns["raw_status"] = [value and value.upper() for value in columns["raw_status"]]
    names = tuple(columns)
    try:
        raws = [
            encode_row(dict(zip(names, values, strict=True)))
            for values in zip(*columns.values(), strict=True)
        ]
    except RowRefusedError:
        return None
    return Block(
        lines=taken,
        changes=_changes(numbers, columns, raws),
        dropped=len(rows) - len(numbers),
        updated_at=instants(set(filter(None, columns["source_updated_at"]))) or [],
    )


def _ordinary_rows(
    first_line: int, lines: Sequence[str], to_row: RowMaker
) -> tuple[list[int], list[list[str]], int]:
    """Return the rows' first lines, the rows, and how many lines they take."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    taken = 0
    reader = csv.reader(lines, strict=True)
    # Strict: a row that is still open where the lines end is an error.
    with suppress(csv.Error):
        for fields in reader:
            end = reader.line_num
            if len(fields) != to_row.width:
                break
            if end > taken + 1 and to_row.has_swallowed(fields, lines[taken:end]):
                break
            numbers.append(first_line + taken)
            rows.append(fields)
            taken = end
    return numbers, rows, taken


def _is_key(ticket_id: str | None) -> bool:
    return ticket_id is not None and not ticket_id.startswith(SENTINEL)


def _changes(
    numbers: list[int], columns: dict[str, list[str | None]], raws: list[bytes]
) -> list[Change]:
    opened_at = [
        created or first_seen
        for created, first_seen in zip(
            columns["created_at_service"], columns["first_seen_at"], strict=True
        )
    ]
    return list(
        map(
            Change,
            numbers,
            columns["ticket_id"],
            map(content_hash, raws),
            opened_at,
            columns["closed_at"],
            columns["source_updated_at"],
            columns["cluster"],
            columns["normalized_status"],
            columns["raw_status"],
            columns["assigned_team"],
            columns["owner"],
            columns["mttr"],
            columns["sla_status"],
            repeat(()),
            map(bytes.decode, raws),
        )
    )
