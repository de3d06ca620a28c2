"""``fleettickets import DATASET`` and ``python -m inc.import_inc``: import change files."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from fleettickets.commands.import_geocoding import add_no_geocode, end_run
from fleettickets.commands.run_report import progress
from fleettickets.commands.runner import (
    INTERRUPTED,
    Command,
    Parser,
    UsageError,
    attempt,
    sentence,
)
from fleettickets.commands.session import open_session
from fleettickets.config import AlertSettings, BucketSettings, DatabaseSettings, Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import SettingError
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.local_files import LocalFiles
from fleettickets.feed.source import Source
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.store.daily_history import capture_history
from fleettickets.store.failures import explained_troubles
from fleettickets.store.migrate import held_schema

_SETTINGS = (DatabaseSettings, BucketSettings, Limits, AlertSettings, GeocoderSettings)
_CROSS_TYPE = "inc"
"""The ticket type whose import takes the flags that work across ticket types."""


def import_main(name: str, argv: Sequence[str] | None = None) -> int:
    """Run ``python -m <name>.import_<name>``; return the exit status."""
    dataset = DATASETS[name]
    command = Command(
        description=sentence(_describe(dataset)),
        add_options=partial(_add_options, dataset),
        work=partial(_work, dataset),
        settings=_SETTINGS,
        prog=f"python -m {name}.import_{name}",
    )
    return command(argv)


def _describe(dataset: Dataset) -> str:
    return f"import {dataset.name.upper()} changes; without --apply, only report what would be done"


def _add_datasets(parser: Parser) -> None:
    add = parser.actions("|".join(DATASETS))
    for name, dataset in DATASETS.items():
        _add_options(dataset, add(name, _describe(dataset), partial(_work, dataset)))


def _add_options(dataset: Dataset, parser: Parser) -> None:
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--from-bucket", action="store_true", help="import from the bucket (the default)"
    )
    source.add_argument(
        f"--{dataset.name}-csv",
        dest="csv",
        type=Path,
        metavar="FILE",
        help="import a local CSV file, or every one in a folder, instead",
    )
    parser.add_argument(
        "--reseed",
        action="store_true",
        help="after a change of buckets: import every file, also those below the watermark, "
        "without the files that only the old bucket has",
    )
    parser.add_argument("--apply", action="store_true", help="write to the database and the bucket")
    parser.add_argument("--json", action="store_true", help="print one machine-readable summary")
    add_no_geocode(parser)
    if dataset.name == _CROSS_TYPE:
        parser.add_argument(
            "--capture-history",
            action="store_true",
            help="store the day's backlog and flow of every ticket type; alone, do only that "
            "(every applied import does it for its own type)",
        )
        parser.add_argument(
            "--geocode-clusters",
            action="store_true",
            help="geocode only the clusters of open tickets, without a time limit; without "
            "--from-bucket or --inc-csv, do not import",
        )
        parser.add_argument(
            "--geocode-locations",
            action="store_true",
            help="geocode only the locations of actionable open tickets, likewise; with "
            "--geocode-clusters, both",
        )


def _work(dataset: Dataset, options: argparse.Namespace) -> int:
    status = None
    try:
        status = attempt(lambda: _run(dataset, options))
    finally:  # also after an error that nobody expected
        if options.apply and status != INTERRUPTED:
            _notify()
    return status


def _notify() -> None:
    """Post what the run has changed. A failure here is reported, and is no failure of the run."""
    try:
        webhook_url = AlertSettings.from_env().url
        if webhook_url is None:
            return
        from fleettickets.watching.notify import notify

        outcome = notify(DatabaseSettings.from_env().url, webhook_url)
    except SettingError as error:
        sys.stderr.write(f"webhook: {error}\n")
        return
    if outcome.problem:
        sys.stderr.write(f"webhook: {outcome.problem}; it will be retried\n")


def _run(dataset: Dataset, options: argparse.Namespace) -> int:
    status = 0
    captures = getattr(options, "capture_history", False)
    clusters = getattr(options, "geocode_clusters", False)
    locations = getattr(options, "geocode_locations", False)
    if (clusters or locations) and not options.is_geocoded:
        raise UsageError("--no-geocode excludes --geocode-clusters and --geocode-locations")
    options.is_geocoded &= not (clusters or locations)
    if options.from_bucket or options.csv or not (captures or clusters or locations):
        status = _import(dataset, options)
    if clusters or locations:
        from fleettickets.commands.geocode import geocode

        found = geocode(clusters=clusters, locations=locations, is_applied=options.apply)
        status = max(status, found)
    if captures:
        _capture_history(is_applied=options.apply)
    return status


def _import(dataset: Dataset, options: argparse.Namespace) -> int:
    limits = Limits.from_env()
    source = _source(dataset, options.csv, limits)
    with closing(open_session()) as conn:
        with progress() as shown:
            run = Import(
                conn,
                dataset,
                source,
                is_reseed=options.reseed,
                limits=limits,
                on_waiting=shown.begin,
                on_file=shown.advance,
            )
            report = run.apply() if options.apply else run.dry_run()
        return end_run(
            conn,
            dataset,
            report,
            is_applied=options.apply,
            is_json=options.json,
            is_geocoded=options.is_geocoded,
            on_geocoding=_notify,
        )


def _source(dataset: Dataset, csv: Path | None, limits: Limits) -> Source:
    if csv:
        return LocalFiles(csv, dataset)
    retry_s = DatabaseSettings.from_env().retry_s
    return Bucket(BucketSettings.from_env(), dataset, retry_s=retry_s, limits=limits)


def _capture_history(*, is_applied: bool) -> None:
    if not is_applied:
        sys.stdout.write("would store the day's history; add --apply\n")
        return
    with (
        closing(open_session()) as conn,
        explained_troubles("capture history", conn),
        held_schema(conn),
    ):
        sys.stdout.write(f"history: {capture_history(conn)} rows written\n")


main = Command(
    description="Import the changes of a ticket type.",
    add_options=_add_datasets,
    work=lambda options: options.run(options),
    settings=_SETTINGS,
)
