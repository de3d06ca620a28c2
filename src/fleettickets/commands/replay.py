"""``fleettickets replay DATASET``: tell the history of applied files again."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing

from fleettickets.commands.run_report import progress, say
from fleettickets.commands.session import open_session
from fleettickets.config import BucketSettings, Limits, retry_time_s
from fleettickets.domain.dataset import Dataset
from fleettickets.errors import FleetTicketsError
from fleettickets.feed.bucket import Bucket, ProcessedFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import


def main(argv: Sequence[str] | None = None, *, prog: str | None = None) -> int:
    """Read processed files again and mend what disagrees with them; return the exit status."""
    options = _parser(prog).parse_args(argv)
    dataset = DATASETS[options.dataset]
    try:
        return _replay(dataset, options)
    except FleetTicketsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status


def _parser(prog: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Read files under processed/ again and tell the history of their tickets from "
        "the first of them on. Where nothing is wrong, nothing changes. Files that the database "
        "does not know, as after a restored backup, are applied.",
    )
    parser.add_argument("dataset", choices=DATASETS)
    parser.add_argument("--from", dest="first", default="", metavar="KEY", help="the first file")
    parser.add_argument("--to", dest="last", default="", metavar="KEY", help="the last file")
    parser.add_argument("--json", action="store_true", help="print one machine-readable summary")
    return parser


def _replay(dataset: Dataset, options: argparse.Namespace) -> int:
    retry_s = retry_time_s(os.environ)
    limits = Limits.from_env(os.environ)
    bucket = Bucket(BucketSettings.from_env(os.environ), dataset, retry_s=retry_s, limits=limits)
    source = ProcessedFiles(bucket, _key(dataset, options.first), _key(dataset, options.last))
    with closing(open_session()) as conn, progress() as shown:
        run = Import(
            conn, dataset, source, limits=limits, on_waiting=shown.begin, on_file=shown.advance
        )
        report = run.replay()
    return say(dataset, report, is_applied=True, is_json=options.json)


def _key(dataset: Dataset, text: str) -> str:
    """Return a whole key; a file's bare name will do."""
    return text if "/" in text or not text else dataset.changes_prefix + text
