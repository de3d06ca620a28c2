"""A migrated database of its own for each test, with tickets around Nairobi."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from tests.support.databases import fresh_database
from tests.support.reporting import apply_given, migrated_template

DAY = "2026-06-25"  # a Thursday
TICKETS = """
INSERT INTO given (is_actionable, dataset, file_at, ticket_id, cluster, created_at_service,
    scheduled_at, closed_at, latitude, longitude)
VALUES
('true', 'inc', '2026-06-25 06:00', 'I1', 'A', '2026-06-24 11:30:00',
    NULL, NULL, '-1.2700', '36.8000'),
('true', 'inc', '2026-06-25 06:00', 'I2', 'A', '2026-06-24 11:00:00',
    NULL, NULL, '-1.2700', '36.8000'),
('true', 'inc', '2026-06-25 06:00', 'I3', 'B', '2026-06-24 12:00:00',
    NULL, NULL, '-1.3000', '36.8500'),
('true', 'inc', '2026-06-25 06:00', 'I4', 'C', '2026-06-24 13:00:00',
    NULL, NULL, NULL, NULL),
('true', 'inc', '2026-06-25 06:00', 'I5', 'D', '2026-06-24 13:30:00',
    NULL, NULL, '-1.2500', '36.7800'),
('true', 'crq', '2026-06-25 06:00', 'C1', 'A', '2026-06-20 09:00:00',
    '2026-06-25 14:00:00', NULL, '-1.2800', '36.8200'),
('true', 'crq', '2026-06-25 06:00', 'C2', 'A', '2026-06-20 09:00:00',
    '2026-06-27 14:00:00', NULL, '-1.2810', '36.8210'),
('false', 'inc', '2026-06-25 06:00', 'I9', 'A', '2026-06-24 10:00:00',
    NULL, '2026-06-24 18:00:00', '-1.2700', '36.8000');
"""
CREWS = """\
crew,team,skills,start_latitude,start_longitude,end_latitude,end_longitude,shift_start,shift_end,\
lunch_from,lunch_to,lunch_minutes,device
Alpha,North,splice;install,-1.2900,36.8200,-1.2900,36.8200,08:00,17:00,12:00,14:00,45,353001
Bravo,South,,-1.2600,36.7900,-1.2600,36.7900,08:00,17:00,,,,
"""


@pytest.fixture(scope="session")
def dispatch_template(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with (
        migrated_template(postgres_server.dsn) as name,
        fresh_database(postgres_server.dsn, template=name) as url,
    ):
        with closing(connect(url)) as conn:
            apply_given(conn, TICKETS, tmp_path_factory.mktemp("given"))
        yield url


@pytest.fixture
def database(
    postgres_server: PostgresServer, dispatch_template: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The commands' database."""
    name = conninfo_to_dict(dispatch_template)["dbname"]
    with fresh_database(postgres_server.dsn, template=str(name)) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@pytest.fixture
def conn(database: str) -> Iterator[Connection]:
    with closing(connect(database)) as conn:
        yield conn


@pytest.fixture
def crews_file(tmp_path: Path) -> Path:
    path = tmp_path / "crews.csv"
    path.write_text(CREWS, encoding="utf-8")
    return path
