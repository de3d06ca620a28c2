"""``fleettickets rejects``: which rows and values were rejected, and why."""

import argparse
import csv
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from fleettickets.commands.runner import Command, Parser, UsageError
from fleettickets.config import DatabaseSettings
from fleettickets.domain.cells import inert
from fleettickets.domain.dataset import Dataset
from fleettickets.domain.screen import one_line
from fleettickets.store.connect import Connection
from fleettickets.store.reject_rows import RejectFilter, StoredReject, count_rejects, rejects
from fleettickets.store.snapshot import named_datasets, snapshot

COLUMNS = StoredReject._fields
STDOUT = Path("-")

_WIDTH_ELSEWHERE = 160
_INDENT = "    "


def _add_options(parser: Parser) -> None:
    parser.add_argument("dataset", help="a ticket type, such as inc")
    parser.add_argument("--severity", choices=("reject", "warning"), help="only these")
    parser.add_argument("--key", help="only those of one file: its key, or only the file's name")
    parser.add_argument(
        "--limit", type=_limit, default=50, metavar="N", help="show at most N (50); 0 shows all"
    )
    parser.add_argument(
        "--csv",
        type=Path,
        metavar="FILE",
        help="export all as CSV, - for standard output; a cell that a spreadsheet would "
        "take for a formula begins with an apostrophe",
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")


def _work(options: argparse.Namespace) -> None:
    path: Path | None = options.csv
    if path and path != STDOUT and path.exists() and not options.force:
        raise UsageError(f"{path} exists; --force replaces it")
    with _output(path), snapshot(DatabaseSettings.from_env().url, "rejects") as conn:
        known = [known.dataset for known in named_datasets(conn)]
        if options.dataset not in known:
            raise UsageError(
                f"unknown ticket type {options.dataset!r}, expected {', '.join(known)}"
            )
        chosen = RejectFilter(
            options.dataset, options.severity, _full_key(options.dataset, options.key)
        )
        if path:
            _export(conn, chosen, path)
        else:
            _list(conn, chosen, options.limit)
        sys.stdout.flush()


@contextmanager
def _output(path: Path | None) -> Iterator[None]:
    """Name the file in errors of writing; a reader such as `head` that has gone is no error."""
    try:
        yield
    except BrokenPipeError:
        # Python's own flush at exit must not fail.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        error.filename = error.filename or str(path or "standard output")
        raise


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - fits bigint
        raise argparse.ArgumentTypeError(f"expected a whole number, got {text!r}")
    return int(text)


def _full_key(dataset: str, key: str | None) -> str | None:
    """Return the key as the exporter wrote it, from that key, a processed one or a bare name."""
    if key is None:
        return None
    known = Dataset(dataset, dataset)
    name = key.removeprefix(known.processed_prefix)
    return name if "/" in name else known.changes_prefix + name


def _list(conn: Connection, chosen: RejectFilter, limit: int) -> None:
    total = count_rejects(conn, chosen)
    shown = list(rejects(conn, chosen, max_rows=limit or None))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_ELSEWHERE
    prefix = Dataset(chosen.dataset, chosen.dataset).changes_prefix
    for line in _aligned([_cells(reject, prefix) for reject in shown], shown, width):
        sys.stdout.write(f"{line}\n")
    if len(shown) < total:
        sys.stdout.write(f"{len(shown):,} of {total:,}; --limit 0 lists all, --csv exports all\n")
    elif not total:
        sys.stdout.write(f"{chosen.dataset}: no rejects match\n")


def _cells(reject: StoredReject, prefix: str) -> tuple[str, ...]:
    return (
        one_line(reject.change_key.removeprefix(prefix)),
        f"line {reject.change_line}",
        reject.severity,
        one_line(reject.column or "the row"),
        one_line(reject.reason),
    )


def _aligned(
    cells: Sequence[tuple[str, ...]], shown: Sequence[StoredReject], width: int
) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row, reject in zip(cells, shown, strict=True):
        padded = (cell.ljust(size) for cell, size in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()
        yield _INDENT + _cut(one_line(reject.raw_row), width - len(_INDENT))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _export(conn: Connection, chosen: RejectFilter, path: Path) -> None:
    if path == STDOUT:
        _write(rejects(conn, chosen), sys.stdout)
        return
    # Written beside the file, and moved into its place when whole; a device cannot be replaced.
    part = path.with_name(f".{path.name}.part") if path.is_file() or not path.exists() else path
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            count = _write(rejects(conn, chosen), out)
        if part != path:
            part.replace(path)
    except BaseException:
        if part != path:
            with suppress(OSError):
                part.unlink()
        raise
    sys.stdout.write(f"{path}: {count:,} rows\n")


def _write(found: Iterable[StoredReject], out: TextIO) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for reject in found:
        writer.writerow([_inert(cell) for cell in reject])
        count += 1
    return count


def _inert(cell: object) -> str:
    return "" if cell is None else inert(str(cell))


main = Command(
    description="List rows that were rejected (reject) and values that were stored as NULL "
    "(warning), the newest file first.",
    add_options=_add_options,
    work=_work,
    settings=(DatabaseSettings,),
)
