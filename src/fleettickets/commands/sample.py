"""``fleettickets sample``: change files of an invented provider, in the bucket's layout."""

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fleettickets.commands.runner import Command, Parser, UsageError
from fleettickets.demo.sample_feed import FIXED_UNTIL, FeedPlan, sample_files
from fleettickets.demo.sample_tickets import SAMPLED
from fleettickets.domain.dataset import EAT

_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_MOST_TICKETS, _MOST_DAYS, _MOST_DIGITS = 100_000_000, 36_500, 9


@dataclass(slots=True)
class _Written:
    files: int = 0
    rows: int = 0


def _add_options(parser: Parser) -> None:
    plan = FeedPlan(dataset="inc")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="created if it does not exist")
    parser.add_argument("--dataset", choices=SAMPLED, help="only this ticket type (default: both)")
    parser.add_argument(
        "--tickets",
        type=_between(1, _MOST_TICKETS),
        default=plan.tickets,
        metavar="N",
        help=f"approximate number of tickets of each type (default: {plan.tickets:,})",
    )
    parser.add_argument(
        "--days",
        type=_between(1, _MOST_DAYS),
        default=plan.days,
        metavar="N",
        help=f"days of files (default: {plan.days}): a baseline, then files minutes apart from "
        "06:00 to 20:00 EAT",
    )
    parser.add_argument(
        "--until",
        type=_instant,
        default=FIXED_UNTIL,
        metavar="TIME",
        help="no file is later than this; ISO 8601, EAT unless it has an offset "
        f"(default: {FIXED_UNTIL.astimezone(EAT):%Y-%m-%dT%H:%M})",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=plan.seed,
        metavar="N",
        help=f"another seed gives other tickets (default: {plan.seed})",
    )


def _work(options: argparse.Namespace) -> None:
    plans = [
        FeedPlan(
            dataset=dataset,
            tickets=options.tickets,
            days=options.days,
            until=options.until,
            seed=options.seed,
        )
        for dataset in ([options.dataset] if options.dataset else SAMPLED)
    ]
    with _naming(options.folder):
        if (stranger := _find_stranger(options.folder, plans)) is not None:
            raise UsageError(f"{stranger} is not a file of this feed; use another folder")
        for plan in plans:
            written = _write(options.folder, plan)
            sys.stdout.write(f"{plan.dataset}: {written.files:,} files, {written.rows:,} rows\n")


@contextmanager
def _naming(folder: Path) -> Iterator[None]:
    """Have every error of the file system name a path."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(folder)
        raise


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
        if not least <= number <= most:
            problem = f"expected {least:,} to {most:,}, got {text!r}"
            raise argparse.ArgumentTypeError(problem)
        return number

    return read


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        problem = f"expected ISO 8601 from {_FIRST_YEAR} to {_LAST_YEAR}, got {text!r}"
        raise argparse.ArgumentTypeError(problem)
    return at if at.tzinfo else at.replace(tzinfo=EAT)


def _find_stranger(folder: Path, plans: Sequence[FeedPlan]) -> Path | None:
    """Return a file under automations/ that these plans would not write as it is, or None."""
    present = {path for path in (folder / "automations").rglob("*") if not path.is_dir()}
    if not present:
        return None
    for plan in plans:
        for key, content in sample_files(plan):
            path = folder / key
            if path in present and path.read_bytes() == content:
                present.remove(path)
    return min(present, default=None)


def _write(folder: Path, plan: FeedPlan) -> _Written:
    written = _Written()
    # Each file is whole or absent: a file that was cut off would look like another feed's.
    part = folder / ".sample.part"
    for key, content in sample_files(plan):
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
        written.files += 1
        written.rows += _count_rows(content)
    return written


def _count_rows(content: bytes) -> int:
    """Count the rows below the header; an address may hold a line break."""
    return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1


main = Command(
    description="Write the sample feed of an invented Nairobi provider as "
    "FOLDER/automations/<type>/changes/*.csv. The same options give the same bytes.",
    add_options=_add_options,
    work=_work,
)
