"""Clean ordinary rows in blocks, a column at a time.

The result is the same as from ``clean_row``, row by row, but takes a fifth less time. Rows that
are not ordinary are left for ``clean_row``.
"""

import csv
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from itertools import compress, repeat
from typing import NamedTuple

from fleettickets.domain.change import Change
from fleettickets.domain.values import decimal_point, instants
from fleettickets.feed.clean import (
    NO_ID,
    SENTINEL,
    TYPED_COLUMNS,
    RowRejectedError,
    are_valid,
    content_hash,
    encode_row,
    is_alarm,
    is_bare,
)
from fleettickets.feed.rows import RowMaker, read_csv


class Block(NamedTuple):
    """The cleaned rows of some consecutive lines."""

    lines: int
    """How many lines the rows take up."""
    changes: list[Change]
    dropped: int
    """Number of alarms, which are not kept."""
    updated_at: list[datetime]
    """The distinct ``source_updated_at`` of the changes."""


def read_block(first_line: int, lines: Sequence[str], to_row: RowMaker) -> Block | None:
    """Return the ordinary rows at the start of these lines, or None if the first is not ordinary.

    A block ends before the first row that is not valid CSV, has the wrong number of fields or may
    have swallowed another row. The result is None too if any value must be rejected or warned of.
    """
    line_numbers, rows, line_count = _ordinary_rows(first_line, lines, to_row)
    if not rows:
        return None
    columns = to_row.columns(rows)
    alarms = {value for value in set(columns["is_alarm"]) if is_alarm(value)}
    if alarms:
        kept = [value not in alarms for value in columns["is_alarm"]]
        columns = {name: list(compress(column, kept)) for name, column in columns.items()}
        line_numbers = list(compress(line_numbers, kept))
    if not _are_plain_ids(columns["ticket_id"]) or _has_bare_row(columns):
        return None
    if not all(are_valid(name, columns.get(name, ())) for name in TYPED_COLUMNS):
        return None
    columns["region"] = [value and value.lower() for value in columns["region"]]
    columns["raw_status"] = [value and value.upper() for value in columns["raw_status"]]
    names = tuple(columns)
    try:
        raws = [
            encode_row(dict(zip(names, values, strict=True)))
            for values in zip(*columns.values(), strict=True)
        ]
    except RowRejectedError:
        return None
    return Block(
        lines=line_count,
        changes=_changes(line_numbers, columns, raws),
        dropped=len(rows) - len(line_numbers),
        updated_at=instants(set(filter(None, columns["source_updated_at"]))) or [],
    )


def _ordinary_rows(
    first_line: int, lines: Sequence[str], to_row: RowMaker
) -> tuple[list[int], list[list[str]], int]:
    """Return each row's first line number, the rows, and how many lines they take up."""
    line_numbers: list[int] = []
    rows: list[list[str]] = []
    line_count = 0
    # In strict mode, a quoted field that is still open after the last line is an error.
    reader = read_csv(lines)
    with suppress(csv.Error):
        for fields in reader:
            end = reader.line_num
            if len(fields) != to_row.width:
                break
            if end > line_count + 1 and to_row.has_swallowed(fields, lines[line_count:end]):
                break
            line_numbers.append(first_line + line_count)
            rows.append(fields)
            line_count = end
    return line_numbers, rows, line_count


def _are_plain_ids(ticket_ids: list[str | None]) -> bool:
    if None in ticket_ids:
        return False
    together = "\n".join(filter(None, ticket_ids))
    return (
        together.isascii()
        and together.replace("\n", "").isprintable()
        and '"' not in together
        and not NO_ID.search(together)
        and not together.startswith(SENTINEL)
        and f"\n{SENTINEL}" not in together
    )


def _has_bare_row(columns: dict[str, list[str | None]]) -> bool:
    """Return whether a row has no value beside its id; quick if each has a time of creation."""
    if None not in columns["first_seen_at"]:
        return False
    names = tuple(columns)
    rows = zip(*columns.values(), strict=True)
    return any(is_bare(dict(zip(names, row, strict=True))) for row in rows)


def _changes(
    line_numbers: list[int], columns: dict[str, list[str | None]], raws: list[bytes]
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
            line_numbers,
            columns["ticket_id"],
            map(content_hash, raws),
            opened_at,
            columns["closed_at"],
            columns["source_updated_at"],
            columns["cluster"],
            columns["normalized_status"],
            columns["raw_status"],
            columns["bucket"],
            columns["is_actionable"],
            columns["assigned_team"],
            columns["owner"],
            [value and decimal_point(value) for value in columns["mttr"]],
            columns["sla_status"],
            repeat(()),
            map(bytes.decode, raws),
        )
    )
