"""A small feed, and the servers that the import is measured on."""

import pytest

from benchmarks.imports.feed import Feed, Size, make_feed
from benchmarks.imports.world import World
from fleettickets.config import BucketSettings
from fleettickets.local.postgres import PostgresServer

TINY = Size(2, 300, 400, 1, 20, 100, 3)


@pytest.fixture(scope="session")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Feed:
    return make_feed(tmp_path_factory.mktemp("feed"), TINY)


@pytest.fixture(scope="session")
def world(postgres_server: PostgresServer, s3_server: BucketSettings) -> World:
    return World(postgres_server.dsn, postgres_server.pid, s3_server)
