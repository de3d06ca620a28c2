"""``fleettickets replay DATASET``: rebuild tickets and history from applied files."""

import argparse
from contextlib import closing

from fleettickets.commands.import_geocoding import add_no_geocode, end_run
from fleettickets.commands.run_report import progress
from fleettickets.commands.runner import Command, Parser
from fleettickets.commands.session import open_session
from fleettickets.config import BucketSettings, DatabaseSettings, Limits
from fleettickets.domain.dataset import Dataset
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.processed_files import ProcessedFiles
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import


def _add_options(parser: Parser) -> None:
    parser.add_argument("dataset", choices=DATASETS)
    parser.add_argument(
        "--from", dest="first", default="", metavar="KEY", help="first file (default: the oldest)"
    )
    parser.add_argument(
        "--to", dest="last", default="", metavar="KEY", help="last file (default: the newest)"
    )
    parser.add_argument("--json", action="store_true", help="print one machine-readable summary")
    add_no_geocode(parser)


def _replay(options: argparse.Namespace) -> int:
    dataset = DATASETS[options.dataset]
    retry_s = DatabaseSettings.from_env().retry_s
    limits = Limits.from_env()
    bucket = Bucket(BucketSettings.from_env(), dataset, retry_s=retry_s, limits=limits)
    source = ProcessedFiles(bucket, _key(dataset, options.first), _key(dataset, options.last))
    with closing(open_session()) as conn:
        with progress() as shown:
            run = Import(
                conn, dataset, source, limits=limits, on_waiting=shown.begin, on_file=shown.advance
            )
            report = run.replay()
        return end_run(
            conn,
            dataset,
            report,
            is_applied=True,
            is_json=options.json,
            is_geocoded=options.is_geocoded,
        )


def _key(dataset: Dataset, text: str) -> str:
    """Return the whole key of a key or of a file's bare name."""
    return text if "/" in text or not text else dataset.changes_prefix + text


main = Command(
    description="Read files under processed/ again, and rebuild the history of their tickets from "
    "the first of these files on. Nothing changes unless something is wrong. Files that the "
    "database does not know, as after a restored backup, are applied.",
    add_options=_add_options,
    work=_replay,
    settings=(DatabaseSettings, BucketSettings, Limits, GeocoderSettings),
)
