"""A world and change files for tests with a failing database, or with concurrent users."""

from collections.abc import Iterator

import pytest

from fleettickets.config import BucketSettings
from fleettickets.local.postgres import PostgresServer
from tests.stream.test_recorded_streams import SHIPPED, files_of
from tests.support.disturbed import fresh_world
from tests.support.imports import World


@pytest.fixture
def world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    """A world in which no deadlock may occur."""
    with fresh_world(postgres_server.dsn, s3_server) as world:
        yield world
        query = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        assert world.query(query) == [(0,)]


@pytest.fixture
def altered_world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    """A world in which a migration alters tables with readers, so deadlocks may occur."""
    with fresh_world(postgres_server.dsn, s3_server) as world:
        yield world


@pytest.fixture
def files(*, is_soak: bool) -> dict[str, bytes]:
    """Recorded installations; only a few files in the short form."""
    recorded = files_of(SHIPPED)
    return {key: recorded[key] for key in sorted(recorded)[: None if is_soak else 14]}
