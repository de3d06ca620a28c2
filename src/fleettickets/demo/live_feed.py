"""The demo's feed: filled once, then extended by one change file at a time."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fleettickets.config import BucketSettings
from fleettickets.demo.sample_feed import CONTENT_LAG, FeedPlan, next_files, sample_files
from fleettickets.demo.sample_tickets import SAMPLED
from fleettickets.errors import StoreError
from fleettickets.feed.bucket import Bucket
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.local.s3 import client
from fleettickets.local.stack import Stack
from fleettickets.store.connect import Connection, connect
from fleettickets.store.ledger import Ledger

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_STATE_FILE = "demo.json"
TICKETS = {"inc": 6_000, "crq": 2_000}
"""Few are open among many closed; so many that the map is not empty."""


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """One dataset's sample feed, in a bucket and a database."""

    plan: FeedPlan
    url: str = field(repr=False)
    settings: BucketSettings
    s3: "S3Client"

    @property
    def name(self) -> str:
        """The dataset's name."""
        return self.plan.dataset

    def fill(self) -> str:
        """Upload the plan's files unless the database already has some; return a summary."""
        if self.watermark():
            return "already filled"
        count = 0
        for key, content in sample_files(self.plan):
            self._upload(key, content)
            count += 1
        return f"{count} files"

    def drain(self) -> str:
        """Import the waiting files; return a summary.

        Raises:
            StoreError: the run did not succeed completely.
        """
        dataset = DATASETS[self.name]
        with closing(connect(self.url)) as conn:
            report = Import(conn, dataset, Bucket(self.settings, dataset)).apply()
        if not report.is_good:
            problems = [*report.problems, *(entry.error or "" for entry in report.failed)]
            raise StoreError("demo", "; ".join(problems))
        rows = sum(entry.rows_read for entry in report.applied)
        return f"{len(report.applied)} files, {rows:,} rows"

    def later_files(self) -> Iterator[tuple[str, bytes] | None]:
        """Yield the next unapplied change file, without end; None while it is too early for one.

        As in the real feed, the content is about two days older than the file's name. A file is due
        once the clock has reached the time of its content.
        """
        watermark = self.watermark()
        for key, content in next_files(self.plan):
            if key <= watermark:
                continue
            key_at = DATASETS[self.name].key_at(key)
            while key_at and key_at.timestamp() - CONTENT_LAG > datetime.now(UTC).timestamp():
                yield None
            yield key, content

    def follow(self, files: Iterator[tuple[str, bytes] | None]) -> str | None:
        """Upload the next file, import it and locate its tickets; None if it is too early."""
        file = next(files)
        if file is None:
            return None
        self._upload(*file)
        summary = self.drain()
        with closing(connect(self.url)) as conn:
            locate(conn)
        return f"{file[0].rpartition('/')[2]}: {summary}"

    def watermark(self) -> str:
        """Return the newest applied key, or an empty string."""
        with closing(connect(self.url)) as conn:
            return Ledger(conn, self.name).watermark()

    def _upload(self, key: str, content: bytes) -> None:
        self.s3.put_object(Bucket=self.settings.bucket, Key=key, Body=content)


def new_feeds(stack: Stack, folder: Path) -> list[DemoFeed]:
    """Return a new feed for each type that the sample feed has; the feeds end now."""
    (folder / _STATE_FILE).unlink(missing_ok=True)
    return demo_feeds(stack, folder)


def demo_feeds(stack: Stack, folder: Path) -> list[DemoFeed]:
    """Return the feeds of the earlier demo in this folder, or new ones if there was none."""
    state_file = folder / _STATE_FILE
    if not state_file.exists():
        state_file.write_text(json.dumps({"until": datetime.now(UTC).isoformat()}))
    until = datetime.fromisoformat(json.loads(state_file.read_text())["until"])
    url, settings = stack.postgres.dsn, stack.s3.settings
    s3 = client(settings)
    return [
        DemoFeed(FeedPlan(dataset=name, tickets=TICKETS[name], until=until), url, settings, s3)
        for name in SAMPLED
    ]


def locate(conn: Connection) -> str:
    """Find the positions of the open tickets' places, offline; return a summary."""
    report = Geocoder(conn, GeocoderSettings.from_env({})).run(clusters=True, locations=True)
    return f"{report.questions} questions, {report.located} places located"
