"""Buckets of the private S3 server that tests share."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fleettickets.config import BucketSettings
from fleettickets.local.s3 import client


@contextmanager
def fresh_bucket(server: BucketSettings) -> Iterator[BucketSettings]:
    """Yield the settings of a new, empty bucket, deleted at the end with all that it holds."""
    settings = replace(server, bucket=f"test-{uuid.uuid4().hex}")
    s3 = client(settings)
    s3.create_bucket(Bucket=settings.bucket)
    try:
        yield settings
    finally:
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket=settings.bucket):
            for item in page.get("Contents", []):
                s3.delete_object(Bucket=settings.bucket, Key=item["Key"])
        s3.delete_bucket(Bucket=settings.bucket)
