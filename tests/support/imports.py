"""Runs of the import with a real bucket and database, and with faults if a test needs them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import psycopg

from fleettickets.config import BucketSettings
from fleettickets.domain.dataset import Dataset
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.processed_files import ProcessedFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import, RunReport
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.s3 import client
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

TABLES = (
    "inc, crq, ticket_events, closure_events, import_files, import_rejects, import_meta, "
    "import_runs, inc_daily_snapshot, crq_daily_snapshot, geo_clusters, geo_locations, "
    "suspect_coordinates, statuses"
)


class StoppedError(Exception):
    """The run was stopped at a step and lost its connection, as if it had been killed."""


@dataclass
class World:
    """One database and one bucket, emptied between examples."""

    url: str = field(repr=False)
    settings: BucketSettings
    dataset: Dataset = DATASETS["inc"]

    def __post_init__(self) -> None:
        self.s3 = client(self.settings)

    def forget_tables(self) -> None:
        """Forget everything in the database."""
        with closing(connect(self.url)) as conn:
            names = [f"tickets.{name.strip()}" for name in TABLES.split(",")]
            conn.execute(f"TRUNCATE {', '.join(names)} CASCADE".encode())

    def empty(self) -> None:
        """Forget everything, in the database and in the bucket."""
        self.forget_tables()
        self.delete(self.keys("automations/"))

    def keys(self, prefix: str = "automations/") -> list[str]:
        """Return every key under the prefix."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.settings.bucket, Prefix=prefix
        )
        return [item["Key"] for page in pages for item in page.get("Contents", [])]

    def objects(self) -> list[tuple[str, str, Any]]:
        """Return every object's key, etag and time of writing."""
        found = self.s3.list_objects_v2(Bucket=self.settings.bucket).get("Contents", [])
        return [(item["Key"], item["ETag"], item["LastModified"]) for item in found]

    def put(self, files: Mapping[str, bytes]) -> None:
        """Upload change files."""
        with ThreadPoolExecutor(8) as pool:
            put = partial(self.s3.put_object, Bucket=self.settings.bucket)
            for upload in [pool.submit(put, Key=k, Body=files[k]) for k in files]:
                upload.result()

    def delete(self, keys: Sequence[str]) -> None:
        """Delete objects, a thousand at a time."""
        for first in range(0, len(keys), 1000):
            objects: list[ObjectIdentifierTypeDef] = [
                {"Key": key} for key in keys[first : first + 1000]
            ]
            self.s3.delete_objects(Bucket=self.settings.bucket, Delete={"Objects": objects})

    def get(self, key: str) -> bytes:
        """Return an object's content."""
        return self.s3.get_object(Bucket=self.settings.bucket, Key=key)["Body"].read()

    def run(self, stop_at: str | None = None, **options: Any) -> RunReport:
        """Apply the waiting files; with ``stop_at``, be killed after that step."""
        with closing(connect(self.url)) as conn:

            def on_step(step: str) -> None:
                if step == stop_at:
                    conn.close()
                    raise StoppedError(step)

            bucket = Bucket(self.settings, self.dataset)
            if stop_at == "copied":
                _stop_before_delete(bucket, conn)
            run = Import(conn, self.dataset, bucket, on_step=on_step, **options)
            return run.apply()

    def run_stopped(self, stop_at: str | None, **options: Any) -> None:
        """Apply the waiting files, and be killed at a step if the run gets that far."""
        with suppress(StoppedError):
            self.run(stop_at, **options)

    def replay(self, first: str = "", last: str = "") -> RunReport:
        """Apply processed files again."""
        with closing(connect(self.url)) as conn:
            source = ProcessedFiles(Bucket(self.settings, self.dataset), first, last)
            return Import(conn, self.dataset, source).replay()

    def dry_run(self, **options: Any) -> RunReport:
        """Report what a run would do."""
        with closing(connect(self.url)) as conn:
            bucket = Bucket(self.settings, self.dataset)
            return Import(conn, self.dataset, bucket, **options).dry_run()

    def query(self, statement: str, params: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one statement."""
        with closing(connect(self.url)) as conn:
            return conn.execute(statement.encode(), list(params)).fetchall()


@contextmanager
def fresh_world(postgres: PostgresServer, s3: BucketSettings) -> Iterator[World]:
    """Yield a migrated, empty database and an empty bucket, deleted at the end."""
    with fresh_database(postgres.dsn) as url, fresh_bucket(s3) as settings:
        with closing(connect(url)) as conn:
            migrate(conn)
        yield World(url, settings)


def _stop_before_delete(bucket: Bucket, conn: psycopg.Connection[Any]) -> None:
    def stop(**_: Any) -> None:
        conn.close()
        raise StoppedError("copied")

    bucket._client.meta.events.register("before-call.s3.DeleteObject", stop)
