"""The minimum of work that a load needs: ``floor.py copy`` or ``floor.py upsert``.

``copy`` writes every row into a table without a key. ``upsert`` stages all rows and writes each
ticket's newest into a table with a key. Bytes go from the bucket to COPY unchanged.
"""

import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
from botocore.config import Config
from botocore.session import get_session
from psycopg import sql

PREFIX = "automations/inc/changes/"
_FOLDER = Path(__file__).parent
_STAGE = (_FOLDER / "stage_changes.sql").read_bytes()
_UPSERT = (_FOLDER / "upsert_plain.sql").read_bytes()
_AHEAD = 2


def main(what: str) -> None:
    """Load the waiting files, in one transaction."""
    bucket = os.environ["RUSTFS_BUCKET"]
    s3: Any = get_session().create_client(
        "s3",
        endpoint_url=os.environ["RUSTFS_ENDPOINT"],
        region_name=os.environ["RUSTFS_REGION"],
        aws_access_key_id=os.environ["RUSTFS_ACCESS_KEY"],
        aws_secret_access_key=os.environ["RUSTFS_SECRET_KEY"],
        config=Config(s3={"addressing_style": "path"}),
    )
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=PREFIX)
    keys = sorted(item["Key"] for page in pages for item in page.get("Contents", []))
    with psycopg.connect(os.environ["DATABASE_URL"]) as conn:
        if not keys:
            return
        if what == "upsert":
            conn.execute(_STAGE)
        table = "staged_inc" if what == "upsert" else "copied_inc"
        for content in _fetch_ahead(s3, bucket, keys):
            _copy(conn, table, content)
        if what == "upsert":
            conn.execute(_UPSERT)


def _fetch_ahead(s3: Any, bucket: str, keys: list[str]) -> Iterator[bytes]:  # noqa: ANN401 - botocore
    def fetch(key: str) -> bytes:
        content: bytes = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        return content

    with ThreadPoolExecutor(_AHEAD) as pool:
        pending = deque(pool.submit(fetch, key) for key in keys[:_AHEAD])
        for key in [*keys[_AHEAD:], None]:
            while len(pending) > (_AHEAD - 1 if key else 0):
                yield pending.popleft().result()
            if key:
                pending.append(pool.submit(fetch, key))


def _copy(conn: psycopg.Connection[Any], table: str, content: bytes) -> None:
    names = content.partition(b"\n")[0].decode().split(",")
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, HEADER)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with conn.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(content)


if __name__ == "__main__":
    main(sys.argv[1])
