"""A database with a few tickets, and servers over it."""

from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest
from psycopg.conninfo import make_conninfo

from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.support.databases import fresh_database
from tests.support.reporting import apply_given, migrated_template
from tests.support.serving import client_of, serving

GIVEN = """
INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, cluster, location_name, assigned_team, owner,
    mttr, created_at_service, scheduled_at, closed_at, latitude, longitude
)
VALUES
(
    'inc', '2026-06-25 10:00', 'INC1', 'open', 'Westlands', 'Ring Road', 'A', 'ann', NULL,
    '2026-06-24 08:00:00', NULL, NULL, '-1.2676', '36.8108'
),
(
    'inc', '2026-06-25 10:00', 'INC2', 'waiting', 'Kilimani', 'Café Ngong', 'B', NULL, NULL,
    '2026-06-25 08:00:00', NULL, NULL, NULL, NULL
),
(
    'inc', '2026-06-25 11:00', 'INC3', 'closed', 'Westlands', 'Mpaka Road', 'A', 'ann', '3',
    '2026-06-25 07:00:00', NULL, '2026-06-25 10:00:00', '-1.2655', '36.8046'
),
(
    'inc', '2026-06-25 12:00', 'INC4', 'closed', 'Kilimani', NULL, NULL, NULL, NULL,
    '2026-06-25 07:00:00', NULL, NULL, '-1.29', '36.78'
),
(
    'inc', '2026-06-25 12:00', 'INC/5 %2F', 'open', NULL, '=1+1', '+cmd', '@SUM(1)', NULL,
    '2026-06-25 09:00:00', NULL, NULL, '-1.3', '36.9'
),
(
    'crq', '2026-06-25 12:00', 'CRQ1', 'open', 'Westlands', 'Mpaka Road', 'C', 'cat', NULL,
    '2026-06-22 08:00:00', '2026-06-25 16:00:00', NULL, '-1.2655', '36.8046'
);

UPDATE given SET is_actionable = 'false' WHERE normalized_status = 'closed';
"""


@pytest.fixture(scope="session")
def api_template(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a migrated database with the tickets of GIVEN, to be copied."""
    with migrated_template(postgres_server.dsn) as name:
        url = make_conninfo(postgres_server.dsn, dbname=name)
        with closing(connect(url)) as conn:
            apply_given(conn, GIVEN, tmp_path_factory.mktemp("given"))
        yield name


@pytest.fixture(scope="session")
def shared_url(postgres_server: PostgresServer, api_template: str) -> Iterator[str]:
    """A database that its tests leave as it is."""
    with fresh_database(postgres_server.dsn, template=api_template) as url:
        yield url


@pytest.fixture(scope="session")
def shared_base(shared_url: str) -> Iterator[str]:
    """A server on loopback that lets anyone read."""
    with serving(shared_url) as base:
        yield base


@pytest.fixture
def api(shared_base: str) -> Iterator[httpx.Client]:
    """A client without a token."""
    with client_of(shared_base) as client:
        yield client


@pytest.fixture(scope="session")
def shared_tokens_url(postgres_server: PostgresServer, api_template: str) -> Iterator[str]:
    """A database whose tokens tests make, and leave."""
    with fresh_database(postgres_server.dsn, template=api_template) as url:
        yield url


@pytest.fixture
def url(postgres_server: PostgresServer, api_template: str) -> Iterator[str]:
    """A database of the test's own."""
    with fresh_database(postgres_server.dsn, template=api_template) as own:
        yield own


@pytest.fixture
def base(url: str) -> Iterator[str]:
    """A server of the test's own, on loopback, that lets anyone read."""
    with serving(url) as own:
        yield own


@pytest.fixture
def own_api(base: str) -> Iterator[httpx.Client]:
    """A client of the test's own server, without a token."""
    with client_of(base) as client:
        yield client
