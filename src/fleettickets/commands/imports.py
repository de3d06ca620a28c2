"""The command line of the import: ``python -m inc.import_inc`` and ``fleettickets import inc``."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path

from fleettickets.commands.run_report import progress, say
from fleettickets.commands.session import open_session
from fleettickets.config import AlertSettings, BucketSettings, Limits, database_url, retry_time_s
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import FleetTicketsError, SettingError
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.local_files import LocalFiles
from fleettickets.feed.source import Source
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.store.failures import explained_troubles
from fleettickets.store.history import capture_history
from fleettickets.store.migrate import held_schema


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Run ``fleettickets import DATASET …``; return its exit status."""
    parser = argparse.ArgumentParser(prog=prog, add_help=False)
    parser.add_argument("dataset", choices=DATASETS)
    if not argv or argv[0] in ("-h", "--help"):
        parser.print_usage(sys.stdout)
        return 0 if argv else 2
    chosen = parser.parse_args(argv[:1])
    return import_main(chosen.dataset, argv[1:], prog=f"{prog} {chosen.dataset}")


def import_main(name: str, argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Import one dataset as the options say; return the exit status."""
    dataset = DATASETS[name]
    options = _parser(dataset, prog).parse_args(argv)
    try:
        status = _run(dataset, options)
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        status = error.exit_status
    if options.apply:
        _notify()
    return status


def _notify() -> None:
    """Post what the run has changed. Nothing that goes wrong here is a fault of the run."""
    try:
        webhook_url = AlertSettings.from_env(os.environ).url
        if webhook_url is None:
            return
        # Loaded here, because a run that tells nobody starts faster without it.
        notify = import_module("fleettickets.watching.notify").notify
        outcome = notify(database_url(os.environ), webhook_url)
    except SettingError as error:
        sys.stderr.write(f"webhook: {error}\n")
        return
    if outcome.problem:
        sys.stderr.write(f"webhook: {outcome.problem}; tried again later\n")


def _parser(dataset: Dataset, prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog or f"python -m {dataset.name}.import_{dataset.name}",
        description=f"Import {dataset.name.upper()} changes. Without --apply, say what would be "
        "done and write nothing. Exit status: 0 done or nothing to do, 1 a file failed, 2 wrong "
        "usage or settings, 3 the database or the bucket is away.",
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--from-bucket", action="store_true", help="drain the change stream (the default)"
    )
    source.add_argument(
        f"--{dataset.name}-csv",
        dest="csv",
        type=Path,
        metavar="FILE",
        help="take a local CSV file, or every one in a folder, instead",
    )
    parser.add_argument(
        "--reseed",
        action="store_true",
        help="for a change of buckets: take every file there, also those below the watermark, "
        "without asking for files that only the old bucket has",
    )
    parser.add_argument("--apply", action="store_true", help="write to the database and the bucket")
    parser.add_argument("--json", action="store_true", help="print one machine-readable summary")
    if dataset.name == "inc":
        parser.add_argument(
            "--capture-history",
            action="store_true",
            help="keep the day's backlog and flow of every dataset; alone, do only that "
            "(every applied import does it for its own)",
        )
        parser.add_argument(
            "--geocode-clusters",
            action="store_true",
            help="find where the clusters of all open tickets are; alone, do only that",
        )
        parser.add_argument(
            "--geocode-locations",
            action="store_true",
            help="find where the locations of actionable open tickets are; alone, do only that",
        )
    return parser


def _run(dataset: Dataset, options: argparse.Namespace) -> int:
    status = 0
    captures = getattr(options, "capture_history", False)
    clusters = getattr(options, "geocode_clusters", False)
    locations = getattr(options, "geocode_locations", False)
    if options.from_bucket or options.csv or not (captures or clusters or locations):
        status = _import(dataset, options)
    if clusters or locations:
        applies = options.apply
        found = _geocode(clusters=clusters, locations=locations, is_applied=applies)
        status = max(status, found)
    if captures:
        _capture_history(is_applied=options.apply)
    return status


def _import(dataset: Dataset, options: argparse.Namespace) -> int:
    retry_s = retry_time_s(os.environ)
    limits = Limits.from_env(os.environ)
    source: Source = (
        LocalFiles(options.csv, dataset)
        if options.csv
        else Bucket(BucketSettings.from_env(os.environ), dataset, retry_s=retry_s, limits=limits)
    )
    with closing(open_session()) as conn, progress() as shown:
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
    return say(dataset, report, is_applied=options.apply, is_json=options.json)


def _geocode(*, clusters: bool, locations: bool, is_applied: bool) -> int:
    # Loaded here, because a run that asks for no place starts faster without it.
    command = import_module("fleettickets.commands.geocode")
    with closing(open_session()) as conn:
        return int(
            command.geocode(conn, clusters=clusters, locations=locations, is_applied=is_applied)
        )


def _capture_history(*, is_applied: bool) -> None:
    if not is_applied:
        sys.stdout.write("would capture the day's history; add --apply\n")
        return
    with (
        closing(open_session()) as conn,
        explained_troubles("capture history", conn),
        held_schema(conn),
    ):
        sys.stdout.write(f"history: {capture_history(conn)} rows written\n")
