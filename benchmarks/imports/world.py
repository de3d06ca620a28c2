"""The servers that all competitors share, and the lane that each one has to itself."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

from benchmarks.imports import measure
from benchmarks.imports.feed import PREFIX
from benchmarks.imports.measure import Usage
from fleettickets.config import BucketSettings
from fleettickets.local import postgres, s3
from fleettickets.local.s3 import client
from fleettickets.local.scratch import fresh_bucket, fresh_database
from fleettickets.store.connect import Connection, connect

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Times in the bucket have whole seconds, and some tools use them to find new files.
_CLOCK_STEP_S = 1.1
_BACKEND_ENDS_S = 30.0


@dataclass(frozen=True, slots=True)
class World:
    """Both servers."""

    dsn: str
    postmaster: int
    settings: BucketSettings
    s3_pid: int | None = None


@contextmanager
def private_world(folder: Path) -> Iterator[World]:
    """Run private servers with durable data, as in production, which is deleted at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    _erase(folder)
    try:
        with (
            postgres.private_postgres(folder, durable=True) as database,
            s3.private_s3(folder) as bucket,
        ):
            yield World(database.dsn, database.pid, bucket.settings, bucket.pid)
    finally:
        _erase(folder)


class Lane:
    """One competitor's database, bucket and home folder."""

    def __init__(self, world: World, url: str, settings: BucketSettings, home: Path) -> None:
        self.url = url
        self.settings = settings
        self.home = home
        self._world = world
        self._s3: S3Client = client(settings)
        self._ended_at = 0.0
        (home / "tmp").mkdir(parents=True)

    def environ(self) -> dict[str, str]:
        """Return the environment variables of every competitor."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "DATABASE_URL": self.url,
            "RUSTFS_ENDPOINT": self.settings.endpoint,
            "RUSTFS_BUCKET": self.settings.bucket,
            "RUSTFS_REGION": self.settings.region,
            "RUSTFS_ACCESS_KEY": self.settings.access_key,
            "RUSTFS_SECRET_KEY": self.settings.secret_key,
        }

    def put(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Upload (key, content) one by one, in a later second than the last run."""
        time.sleep(max(0.0, self._ended_at + _CLOCK_STEP_S - time.time()))
        for key, content in files:
            self._s3.put_object(Bucket=self.settings.bucket, Key=key, Body=content)

    def delete_waiting(self) -> None:
        """Delete the waiting files under changes/."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.settings.bucket, Prefix=PREFIX
        )
        keys = [item["Key"] for page in pages for item in page.get("Contents", [])]
        delete = partial(self._s3.delete_object, Bucket=self.settings.bucket)
        with ThreadPoolExecutor(8) as pool:
            for gone in [pool.submit(delete, Key=key) for key in keys]:
                gone.result()

    def run(self, command: Sequence[str], extra: Mapping[str, str]) -> Usage:
        """Run the competitor's command, and wait until its database sessions have ended."""
        with closing(connect(self.url)) as conn:
            # Write earlier changes to disk now, not during the run.
            conn.execute("CHECKPOINT")
            servers = measure.Servers(
                self._world.postmaster, self._world.s3_pid, conn.info.backend_pid
            )
            environ = {**self.environ(), **extra}
            usage = measure.run(
                command, environ, self.home, servers, partial(_wait_until_idle, conn)
            )
        self._ended_at = time.time()
        return usage

    def output(self) -> str:
        """Return the output of the last run, without the bucket's random name."""
        text = (self.home / "output.txt").read_text(errors="replace")
        return text.replace(self.settings.bucket, "BUCKET")

    def vacuum(self) -> None:
        """Do what autovacuum does between two runs that are 20 minutes apart."""
        with closing(connect(self.url)) as conn:
            conn.execute("VACUUM (ANALYZE)")


@contextmanager
def lane(world: World, home: Path) -> Iterator[Lane]:
    """Yield an empty lane; everything in it is deleted at the end."""
    shutil.rmtree(home, ignore_errors=True)
    with fresh_database(world.dsn) as conninfo, fresh_bucket(world.settings) as settings:
        name = conninfo_to_dict(conninfo)["dbname"]
        # A URL, because not every tool accepts libpq's keyword form.
        url = urlsplit(world.dsn)._replace(path=f"/{name}").geturl()
        try:
            yield Lane(world, url, settings, home)
        finally:
            shutil.rmtree(home)


def _wait_until_idle(conn: Connection) -> None:
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    deadline = time.monotonic() + _BACKEND_ENDS_S
    while conn.execute(query).fetchone() != (0,) and time.monotonic() < deadline:
        time.sleep(0.01)


def _erase(folder: Path) -> None:
    postgres.erase(folder)
    s3.erase(folder)
