"""A migrated database of its own for each test of the reports."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.support.databases import fresh_database
from tests.support.reporting import apply_given, migrated_template

FEW_TICKETS = """
INSERT INTO given (
    file_at, ticket_id, normalized_status, assigned_team, owner, created_at_service, closed_at, mttr
)
VALUES
('2026-06-25 10:00', 'I1', 'open', 'A', 'ann', '2026-06-25 08:00:00', NULL, NULL),
('2026-06-25 10:00', 'I2', 'waiting', 'B', 'ben', '2026-06-24 08:00:00', NULL, NULL),
(
    '2026-06-25 12:00', 'I3', 'closed', 'B', 'ben', '2026-06-25 08:00:00', '2026-06-25 11:00:00',
    '3'
);
"""


@pytest.fixture(scope="session")
def report_template(postgres_server: PostgresServer) -> Iterator[str]:
    with migrated_template(postgres_server.dsn) as name:
        yield name


@pytest.fixture
def report_database(postgres_server: PostgresServer, report_template: str) -> Iterator[str]:
    with fresh_database(postgres_server.dsn, template=report_template) as url:
        yield url


@pytest.fixture
def conn(report_database: str) -> Iterator[Connection]:
    with closing(connect(report_database)) as conn:
        yield conn


@pytest.fixture(scope="session")
def filled_database(
    postgres_server: PostgresServer,
    report_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """A database with a few tickets, which tests must leave as it is."""
    folder = tmp_path_factory.mktemp("filled")
    with fresh_database(postgres_server.dsn, template=report_template) as url:
        with closing(connect(url)) as conn:
            apply_given(conn, FEW_TICKETS, folder)
        yield url


@pytest.fixture
def filled(filled_database: str) -> Iterator[Connection]:
    with closing(connect(filled_database)) as conn, conn.transaction(force_rollback=True):
        yield conn


@pytest.fixture(scope="session")
def shared_database(postgres_server: PostgresServer, report_template: str) -> Iterator[str]:
    """A database that each example empties before it begins."""
    with fresh_database(postgres_server.dsn, template=report_template) as url:
        yield url
