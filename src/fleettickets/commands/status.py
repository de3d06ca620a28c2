"""``fleettickets status``: how fresh the tables are, and what needs a person."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from fleettickets.commands.runner import Command, Parser, UsageError
from fleettickets.config import AlertSettings, DatabaseSettings
from fleettickets.domain.dataset import EAT
from fleettickets.domain.screen import one_line
from fleettickets.errors import SettingError
from fleettickets.store.import_status import (
    MAX_REASONS,
    REJECT_DAYS,
    DatasetStatus,
    FailedFile,
    RejectReason,
    Run,
    TroubleLine,
    describe_imports,
    find_troubles,
)
from fleettickets.store.snapshot import named_datasets, snapshot
from fleettickets.watching.notify import notify

_SHOWN_FILES = 20
_RUN_WORDS = {"abandoned": "was killed", "running": "was killed; the next run continues from there"}


def _add_options(parser: Parser) -> None:
    parser.add_argument("dataset", nargs="?", help="a ticket type, such as inc (default: all)")
    parser.add_argument("--json", action="store_true", help="print one JSON object; times are UTC")
    parser.add_argument(
        "--notify",
        action="store_true",
        help="also post to ALERT_WEBHOOK_URL what has changed since the last post",
    )


def _work(options: argparse.Namespace) -> int:
    url = DatabaseSettings.from_env().url
    if options.notify:
        _notify(url)
    with snapshot(url, "status") as conn:
        found = describe_imports(conn, options.dataset)
        troubles = [
            trouble for trouble in find_troubles(conn) if options.dataset in (None, trouble.dataset)
        ]
        known = [known.dataset for known in named_datasets(conn)]
    if options.dataset and not found:
        raise UsageError(f"unknown ticket type {options.dataset!r}, expected {', '.join(known)}")
    now = datetime.now(UTC)
    describe = _as_json if options.json else _as_text
    sys.stdout.write(describe(found, troubles, now))
    return 1 if troubles else 0


def _notify(database_url: str) -> None:
    """Post what has changed. A webhook that fails is reported, and changes nothing else."""
    webhook_url = AlertSettings.from_env().url
    if webhook_url is None:
        raise SettingError(AlertSettings.setting("url").name, "is not set")
    outcome = notify(database_url, webhook_url)
    if outcome.posted:
        sys.stderr.write(f"webhook: {outcome.posted} changes posted\n")
    if outcome.problem:
        sys.stderr.write(f"webhook: {outcome.problem}; it will be retried\n")


def _as_json(found: Sequence[DatasetStatus], troubles: Sequence[TroubleLine], now: datetime) -> str:
    answer = {
        "at": now,
        "is_good": not troubles,
        "troubles": [trouble._asdict() for trouble in troubles],
        "reject_days": REJECT_DAYS,
        "datasets": [
            asdict(status)
            | {
                "is_good": not _of(status, troubles),
                "failed_files": [file._asdict() for file in status.failed_files],
                "reject_reasons": [reason._asdict() for reason in status.reject_reasons],
            }
            for status in found
        ],
    }
    return json.dumps(answer, default=datetime.isoformat, indent=2) + "\n"


def _of(status: DatasetStatus, troubles: Sequence[TroubleLine]) -> list[TroubleLine]:
    return [trouble for trouble in troubles if trouble.dataset == status.dataset]


def _as_text(found: Sequence[DatasetStatus], troubles: Sequence[TroubleLine], now: datetime) -> str:
    parts = [list(_lines(status, _of(status, troubles), now)) for status in found]
    if others := [trouble for trouble in troubles if trouble.dataset is None]:
        parts.append(["Not an import: needs a person", *_trouble_lines(others)])
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def _trouble_lines(troubles: Sequence[TroubleLine]) -> Iterator[str]:
    for trouble in troubles:
        # Failed files and the last run have their own lines below.
        if trouble.kind not in {"file_failed", "run_failed"}:
            yield _line("problem", one_line(trouble.message))


def _lines(status: DatasetStatus, troubles: Sequence[TroubleLine], now: datetime) -> Iterator[str]:
    yield f"{status.title} ({status.dataset}): {'needs a person' if troubles else 'good'}"
    yield from _trouble_lines(troubles)
    waiting = f", {status.waiting_tickets:,} waiting" if status.waiting_tickets else ""
    yield _line("tickets", f"{status.tickets:,}, {status.open_tickets:,} open{waiting}")
    yield _line("newest file", status.source_max_key or "none yet")
    if status.content_as_of and status.lag_minutes is not None:
        lag = f"{in_words(status.lag_minutes)} ago ({status.lag_minutes:,} minutes)"
        yield _line("content as of", f"{_time(status.content_as_of)}, {lag}")
    if not status.runs:
        yield _line("last run", "none yet")
    for name, run in zip(("last run", "run before"), status.runs, strict=False):
        if name == "last run" or status.runs[0].is_alive:
            yield _line(name, _describe_run(run, now))
            if run.error:
                yield _line("", one_line(run.error))
    yield from _failed_lines(status.failed_files)
    yield from _reject_lines(status.reject_reasons)


def _describe_run(run: Run, now: datetime) -> str:
    ended_at = run.finished_at or run.started_at
    ago = in_words(int((now - ended_at).total_seconds() // 60))
    if run.is_alive:
        return f"running since {_time(run.started_at)}, {ago} ago"
    files = f"files: {run.files_applied:,} applied, {run.files_failed:,} failed"
    return f"{_RUN_WORDS.get(run.state, run.state)}, {_time(ended_at)}, {ago} ago; {files}"


def _failed_lines(files: Sequence[FailedFile]) -> Iterator[str]:
    yield _line("failed files", f"{len(files):,}" if files else "none")
    for file in files[:_SHOWN_FILES]:
        attempts = f"({file.attempts} attempts, last {_time(file.seen_at)})"
        yield f"    {one_line(file.change_key)}  {attempts}"
        yield f"      {one_line(file.error or '')}"
    if len(files) > _SHOWN_FILES:
        yield f"    and {len(files) - _SHOWN_FILES:,} more; --json lists all"


def _reject_lines(reasons: Sequence[RejectReason]) -> Iterator[str]:
    days = f"in the last {REJECT_DAYS} days"
    if not reasons:
        yield _line("rejects", f"none {days}")
        return
    is_cut = len(reasons) == MAX_REASONS
    yield _line("rejects", f"{days}, the {MAX_REASONS} most frequent" if is_cut else days)
    width = max(len(f"{reason.rows:,}") for reason in reasons)
    columns = max(len(reason.column or "the row") for reason in reasons)
    for reason in reasons:
        column = one_line(reason.column or "the row")
        yield (
            f"    {reason.rows:>{width},}  {reason.severity:<7}  {column:<{columns}}"
            f"  {one_line(reason.reason)}"
        )


def in_words(minutes: int) -> str:
    """Return a duration in words: its two largest units, rounded down."""
    if minutes < 1:
        return "less than a minute"
    days, rest = divmod(minutes, 24 * 60)
    hours, rest = divmod(rest, 60)
    units = [(days, "day"), (hours, "hour"), (rest, "minute")]
    first = next(place for place, (count, _) in enumerate(units) if count)
    shown = [(count, unit) for count, unit in units[first : first + 2] if count]
    return " ".join(f"{count:,} {unit}{'s' if count > 1 else ''}" for count, unit in shown)


def _time(at: datetime) -> str:
    return at.astimezone(EAT).strftime("%Y-%m-%d %H:%M EAT")


def _line(name: str, value: str) -> str:
    return f"  {name:<14} {value}"


main = Command(
    description="Show how fresh each ticket type is, how its last run went, and what was rejected. "
    "The exit status is 1 if something needs a person: an import is overdue or failed, a file "
    "cannot be imported, too many rows are rejected, or the day's geocoding requests are used up.",
    add_options=_add_options,
    work=_work,
    settings=(DatabaseSettings, AlertSettings),
)
