"""Erase the data of an earlier demo, but no data from anywhere else."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b, md5

from fleettickets.demo.live_feed import DemoFeed
from fleettickets.demo.sample_feed import CONTENT_LAG, all_files
from fleettickets.feed.bucket import Bucket
from fleettickets.feed.source import WaitingFile
from fleettickets.imports.datasets import DATASETS
from fleettickets.store.connect import Connection, connect
from fleettickets.store.demo_database import count_other_sessions, drop_schemas
from fleettickets.store.ledger import Ledger
from fleettickets.store.migrate import migrate
from fleettickets.store.ownership import list_foreign

# A connection that was closed takes a moment to be gone.
_LOOKS = 20
_LOOK_EVERY_S = 0.1


def is_filled(feeds: Sequence[DemoFeed]) -> bool:
    """Return whether any file was applied, or is in the bucket."""
    return any(feed.watermark() or _stored(feed) for feed in feeds)


def erase(feeds: Sequence[DemoFeed]) -> str:
    """Empty the feeds' database and bucket; return why not, or an empty string if it was done.

    Nothing is erased unless every file that was ever applied or is in the bucket belongs to these
    feeds, byte for byte, no other client is connected, and the schemas hold no object of others.
    Settings in the database are lost too.
    """
    for feed in feeds:
        if count := _count_foreign_files(feed):
            return f"not erased: {count} files of {feed.name} are not from the demo"
    with closing(connect(feeds[0].url)) as conn:
        if _is_used_by_others(conn):
            return "not erased: another client is connected to the database"
        if foreign := list_foreign(conn):
            return f"not erased: {foreign[0]} was not created by fleettickets"
        drop_schemas(conn)
        migrate(conn)
    for feed in feeds:
        _empty_bucket(feed)
    return ""


def _count_foreign_files(feed: DemoFeed) -> int:
    """Return how many files in the ledger or the bucket are not from the feed."""
    own = dict(_own_files(feed))
    with closing(connect(feed.url)) as conn:
        applied = {(f.change_key, f.digest) for f in Ledger(conn, feed.name).applied_from("")}
    stored = {(file.key, file.etag.strip('"')) for file in _stored(feed)}
    digests = {(key, blake2b(content, digest_size=32).hexdigest()) for key, content in own.items()}
    # S3 uses MD5 to identify content, not to protect it.
    etags = {(key, md5(content, usedforsecurity=False).hexdigest()) for key, content in own.items()}
    return len(applied - digests) + len(stored - etags)


def _own_files(feed: DemoFeed) -> Iterator[tuple[str, bytes]]:
    """Yield every file that the feed may have uploaded until now."""
    dataset, now = DATASETS[feed.name], datetime.now(UTC)
    for key, content in all_files(feed.plan):
        key_at = dataset.key_at(key)
        if key_at is None or key_at - timedelta(seconds=CONTENT_LAG) > now:
            return
        yield key, content


def _stored(feed: DemoFeed) -> list[WaitingFile]:
    bucket = Bucket(feed.settings, DATASETS[feed.name])
    return [*bucket.waiting(), *bucket.processed()]


def _is_used_by_others(conn: Connection) -> bool:
    for _ in range(_LOOKS):
        if count_other_sessions(conn) == 0:
            return False
        time.sleep(_LOOK_EVERY_S)
    return True


def _empty_bucket(feed: DemoFeed) -> None:
    dataset = DATASETS[feed.name]
    bucket = Bucket(feed.settings, dataset)
    keys = [file.key for file in bucket.waiting()]
    keys += [dataset.processed_key(file.key) for file in bucket.processed()]
    for key in keys:
        feed.s3.delete_object(Bucket=feed.settings.bucket, Key=key)
