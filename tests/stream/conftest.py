from collections.abc import Iterator

import pytest

from fleettickets.config import BucketSettings
from fleettickets.local.postgres import PostgresServer
from tests.support.imports import World, fresh_world


@pytest.fixture(scope="session")
def shared_world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with fresh_world(postgres_server, s3_server) as world:
        yield world


@pytest.fixture
def world(shared_world: World) -> World:
    """A migrated, empty database and an empty bucket."""
    shared_world.empty()
    return shared_world


@pytest.fixture
def two_addresses_are_suspect(world: World) -> Iterator[None]:
    """Treat a coordinate that two addresses share as a stand-in."""
    limit = "UPDATE tickets.geo_settings SET suspect_addresses = %s RETURNING suspect_addresses"
    world.query(limit, [2])
    yield
    world.query(limit, [10])
