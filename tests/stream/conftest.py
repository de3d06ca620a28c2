from collections.abc import Iterator
from contextlib import closing

import pytest

from fleettickets.config import BucketSettings
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database
from tests.support.imports import World


@pytest.fixture(scope="session")
def shared_world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with fresh_database(postgres_server.dsn) as url, fresh_bucket(s3_server) as settings:
        with closing(connect(url)) as conn:
            migrate(conn)
        yield World(url, settings)


@pytest.fixture
def world(shared_world: World) -> World:
    """A migrated, empty database and an empty bucket."""
    shared_world.empty()
    return shared_world
