"""A server over a published day of two crews, its own for each test."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from psycopg.conninfo import conninfo_to_dict

from fleettickets.config import BucketSettings
from fleettickets.local.postgres import PostgresServer
from tests.e2e.conftest import filled
from tests.e2e.site import Site
from tests.support.crew_days import CrewDay, publish_today
from tests.support.databases import fresh_database


@pytest.fixture(scope="module")
def located_template(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[str]:
    """The name of a database with located incidents."""
    with filled(postgres_server, s3_server, {"inc": 1_500}, days=1) as found:
        yield str(conninfo_to_dict(found["inc"].url)["dbname"])


@pytest.fixture
def crews_url(postgres_server: PostgresServer, located_template: str) -> Iterator[str]:
    with fresh_database(postgres_server.dsn, template=located_template) as url:
        yield url


@pytest.fixture
def day(crews_url: str) -> CrewDay:
    return publish_today(crews_url)


@pytest.fixture
def site(crews_url: str, day: CrewDay) -> Iterator[Site]:  # noqa: ARG001 - before the server starts
    with closing(Site(crews_url)) as found:
        yield found
