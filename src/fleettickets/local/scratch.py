"""A temporary database or bucket on a running server, deleted at the end of the block."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fleettickets.config import BucketSettings
from fleettickets.local.s3 import client
from fleettickets.store.databases import create_database, database_on, drop_database


@contextmanager
def fresh_database(server_dsn: str, *, template: str = "template0") -> Iterator[str]:
    """Yield the DSN of a new database, a copy of the template."""
    name = f"scratch_{uuid.uuid4().hex}"
    create_database(server_dsn, name, template=template)
    try:
        yield database_on(server_dsn, name)
    finally:
        drop_database(server_dsn, name)


@contextmanager
def fresh_bucket(server: BucketSettings) -> Iterator[BucketSettings]:
    """Yield the settings of a new, empty bucket."""
    settings = replace(server, bucket=f"scratch-{uuid.uuid4().hex}")
    s3 = client(settings)
    s3.create_bucket(Bucket=settings.bucket)
    try:
        yield settings
    finally:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=settings.bucket):
            for item in page.get("Contents", []):
                s3.delete_object(Bucket=settings.bucket, Key=item["Key"])
        s3.delete_bucket(Bucket=settings.bucket)
