"""A database or a bucket of one's own on a running server, deleted at the end of the block."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from fleettickets.config import BucketSettings
from fleettickets.local.s3 import client


@contextmanager
def fresh_database(server_dsn: str, *, template: str = "template0") -> Iterator[str]:
    """Yield the DSN of a new database, a copy of the template."""
    name = f"scratch_{uuid.uuid4().hex}"
    database = sql.Identifier(name)
    # On a server that does not sync, copying files is twice as fast as writing them to the log.
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
        database, sql.Identifier(template)
    )
    with psycopg.connect(server_dsn, autocommit=True) as conn:
        conn.execute(create)
    try:
        yield make_conninfo(server_dsn, dbname=name)
    finally:
        with psycopg.connect(server_dsn, autocommit=True) as conn:
            conn.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))


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
