"""The versions of the data, which every answer depends on (``reporting.fn_data_versions``)."""

from fleettickets.store.connect import Connection
from fleettickets.store.queries import query
from fleettickets.store.reader import ReaderPool, ReaderQuery

_ACT_AS_READER = query("act_as_reader")
_READ_VERSIONS = ReaderQuery("read_versions")


async def read_versions(pool: ReaderPool) -> bytes:
    """Return the versions as JSON.

    Raises: as ReaderPool.run.
    """
    (versions,) = await _READ_VERSIONS.fetch(pool)
    return bytes(versions)


def read_versions_once(conn: Connection) -> bytes:
    """Return the versions as JSON, without a pool; the connection then has the reader's rights."""
    conn.execute(_ACT_AS_READER)
    row = conn.execute(_READ_VERSIONS.statement).fetchone()
    assert row is not None  # noqa: S101 - a SELECT of a value returns one row
    return bytes(row[0])
