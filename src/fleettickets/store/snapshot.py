"""One consistent view of the database, for commands that only read."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from fleettickets.store.connect import Connection, connect
from fleettickets.store.failures import explained_troubles
from fleettickets.store.migrate import check_schema
from fleettickets.store.queries import query

_BEGIN_SNAPSHOT = query("begin_snapshot")
_SELECT_DATASETS = query("select_datasets")


class NamedDataset(NamedTuple):
    """A ticket type and its title."""

    dataset: str
    title: str


@contextmanager
def snapshot(url: str, what: str) -> Iterator[Connection]:
    """Yield a connection in a read-only transaction that sees the database at one instant.

    ``what`` names the command in error messages.

    Raises:
        SchemaVersionError: the database is not migrated.
        StoreError: it cannot be reached or read.
    """
    with closing(connect(url)) as conn, explained_troubles(what, conn):
        check_schema(conn)
        with one_instant(conn):
            yield conn


@contextmanager
def one_instant(conn: Connection) -> Iterator[None]:
    """Have every read of the block see the database at one instant; the block cannot write."""
    with conn.transaction():
        conn.execute(_BEGIN_SNAPSHOT)
        yield


def named_datasets(conn: Connection) -> list[NamedDataset]:
    """Return every ticket type of the database."""
    return [NamedDataset(*row) for row in conn.execute(_SELECT_DATASETS)]
