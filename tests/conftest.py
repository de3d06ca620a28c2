"""The servers that all tests of a run share; each test has its own database or bucket."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from fleettickets.config import BucketSettings
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.local.postgres import PostgresServer, private_postgres
from fleettickets.local.s3 import S3Server, private_s3
from tests.support import figures
from tests.support.buckets import fresh_bucket

FIGURES = Path(__file__).parent.parent / ".local" / "faults.json"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long form of faults and streams")


def pytest_configure(config: pytest.Config) -> None:
    """Set the number of Hypothesis examples before the tests' decorators read it.

    Disable Hypothesis deadlines, because the machine may do other work too; and geocoding after
    imports, because it loads a gazetteer: tests that want it set the time.
    """
    os.environ.setdefault(GeocoderSettings.setting("import_s").name, "0")
    untimed = settings(
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    settings.register_profile("untimed", untimed)
    settings.load_profile("untimed")
    examples = 120 if config.getoption("--soak") else 10
    settings.register_profile("convergence", untimed, max_examples=examples)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if found := figures.collected(terminalreporter):
        figures.write_tables(terminalreporter, found)
        if config.getoption("--soak"):
            figures.save(found, FIGURES)


@pytest.fixture
def note(request: pytest.FixtureRequest) -> figures.Note:
    """Records a fault test's measurements."""
    return figures.noting(request)


@pytest.fixture(scope="session")
def is_soak(pytestconfig: pytest.Config) -> bool:
    """Whether the tests run in their long form."""
    return bool(pytestconfig.getoption("--soak"))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A private PostgreSQL with PostGIS, without syncing to disk; its DSN is a superuser's."""
    with private_postgres(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session")
def s3_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """A private S3 server."""
    with private_s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(scope="session")
def s3_server(s3_process: S3Server) -> BucketSettings:
    """The settings of the private S3 server, with a bucket that exists already."""
    return s3_process.settings


@pytest.fixture
def bucket(s3_server: BucketSettings) -> Iterator[BucketSettings]:
    """A bucket for this test only."""
    with fresh_bucket(s3_server) as settings:
        yield settings
