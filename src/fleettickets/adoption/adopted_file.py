"""Write tickets that no file holds into a change file, to be imported like all others."""

import csv
import gzip
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from fleettickets.domain.change import KEPT_COLUMNS
from fleettickets.feed.source import SPOOL_BYTES


def adopted_columns(found: Sequence[str]) -> list[str]:
    """Return the file's columns: those that every file must have, then what else was found."""
    return [*KEPT_COLUMNS, *sorted(set(found) - set(KEPT_COLUMNS))]


def write_adopted_file(
    columns: Sequence[str], tickets: Iterable[tuple[str, Sequence[str | None]]]
) -> tuple[BinaryIO, int]:
    """Return an open file of these tickets, gzipped, and how many there are.

    The same tickets give the same bytes. The file is in memory if it is small, else on disk.
    """
    stream = cast("BinaryIO", SpooledTemporaryFile(max_size=SPOOL_BYTES))  # noqa: SIM115
    count = 0
    place = columns.index("ticket_id")
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed,
        TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        for ticket_id, cells in tickets:
            writer.writerow([*cells[:place], ticket_id, *cells[place + 1 :]])
            count += 1
    stream.seek(0)
    return stream, count
