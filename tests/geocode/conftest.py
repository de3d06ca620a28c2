from collections.abc import Iterator
from contextlib import closing

import pytest

from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.geocoder_server import KEY, GeocoderServer, geocoder_server
from tests.support.geocoding import Clock


@pytest.fixture(scope="session")
def migrated(postgres_server: PostgresServer) -> Iterator[str]:
    with fresh_database(postgres_server.dsn) as url:
        with closing(connect(url)) as conn:
            migrate(conn)
        yield url


@pytest.fixture
def conn(migrated: str) -> Iterator[Connection]:
    """A migrated, empty database; what the test does is undone."""
    with closing(connect(migrated)) as conn, conn.transaction(force_rollback=True):
        yield conn


@pytest.fixture
def url(postgres_server: PostgresServer, migrated: str) -> Iterator[str]:
    """A migrated database of the test's own, for several connections."""
    name = migrated.rpartition("dbname=")[2].split()[0]
    with fresh_database(postgres_server.dsn, template=name) as url:
        yield url


@pytest.fixture
def server() -> Iterator[GeocoderServer]:
    with geocoder_server() as server:
        yield server


@pytest.fixture
def settings(server: GeocoderServer) -> GeocoderSettings:
    return GeocoderSettings(provider="locationiq", url=server.url, key=KEY, interval_s=0.001)


@pytest.fixture
def clock(conn: Connection) -> Clock:
    return Clock(conn)
