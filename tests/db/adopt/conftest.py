"""A database of the earlier installation, with neighbours, and its bucket."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from fleettickets.adoption.takeover import Adoption, AdoptionReport
from fleettickets.config import BucketSettings
from fleettickets.domain.dataset import Dataset
from fleettickets.feed.bucket import Bucket
from fleettickets.imports.datasets import DATASETS
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.support import earlier
from tests.support.databases import fresh_database
from tests.support.imports import StoppedError, World
from tests.support.neighbours import READER, move_in, neighbours_roles

_READERS = f"""
REVOKE ALL ON FUNCTION reporting.fn_tickets_for_map() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reporting.fn_tickets_for_map() TO {READER};
GRANT USAGE ON SCHEMA tickets TO {READER};
GRANT SELECT ON tickets.inc_open_sla TO {READER};
CREATE VIEW reporting.v_open_by_cluster AS
SELECT cluster, count(*) AS tickets FROM tickets.inc_open_sla GROUP BY cluster;
GRANT SELECT ON reporting.v_open_by_cluster TO {READER};
"""


@dataclass
class Place:
    """A database and a bucket to be adopted."""

    url: str = field(repr=False)
    settings: BucketSettings

    @property
    def world(self) -> World:
        """The same place, for imports of incidents."""
        return World(self.url, self.settings)

    def adoption(self, conn: Connection, stop_at: str | None = None) -> Adoption:
        """Return an adoption that is killed after a step."""

        def on_step(step: str) -> None:
            if step == stop_at:
                conn.close()
                raise StoppedError(step)

        return Adoption(conn, list(DATASETS.values()), self.bucket, on_step=on_step)

    def bucket(self, dataset: Dataset) -> Bucket:
        return Bucket(self.settings, dataset)

    def adopt(self, stop_at: str | None = None) -> AdoptionReport:
        with closing(connect(self.url)) as conn:
            return self.adoption(conn, stop_at).apply()

    def undo(self, stop_at: str | None = None) -> bool:
        with closing(connect(self.url)) as conn:
            return self.adoption(conn, stop_at).undo()


@pytest.fixture
def empty_place(postgres_server: PostgresServer, bucket: BucketSettings) -> Iterator[Place]:
    """A database of others and an empty bucket."""
    with (
        neighbours_roles(postgres_server.dsn),
        fresh_database(postgres_server.dsn) as url,
    ):
        with closing(connect(url)) as conn:
            move_in(conn)
        yield Place(url, bucket)


@pytest.fixture
def place(empty_place: Place) -> Place:
    """The earlier installation, as it was left."""
    with closing(connect(empty_place.url)) as conn:
        earlier.install(conn)
        earlier.fill(conn)
        conn.execute(_READERS.encode())
    empty_place.world.put(earlier.files())
    return empty_place


@pytest.fixture
def conn(place: Place) -> Iterator[Connection]:
    with closing(connect(place.url)) as conn:
        yield conn
