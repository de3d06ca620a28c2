"""A database in which all is well, an empty bucket and a webhook."""

from collections.abc import Iterator

import pytest

from fleettickets.config import BucketSettings
from fleettickets.local.postgres import PostgresServer
from fleettickets.watching import notify as notifying
from tests.faults.watching.steps import execute
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database
from tests.support.imports import World
from tests.support.reporting import migrated_template
from tests.support.webhook import Webhook, webhook

_RESET = """
DO $$
BEGIN
    TRUNCATE tickets.alerts, tickets.geocode_days, tickets.geocode_pace;
    DELETE FROM tickets.watch_limits;
    INSERT INTO tickets.watch_limits (watched_from, watched_to) VALUES ('00:00', '24:00');
    UPDATE tickets.schema_files SET applied_at = now();
    INSERT INTO tickets.import_runs (dataset, source, state, finished_at)
    SELECT dataset, 'bucket', 'succeeded', now() FROM tickets.datasets;
END
$$
"""


@pytest.fixture(scope="module")
def shared_world(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[World]:
    with (
        migrated_template(postgres_server.dsn) as name,
        fresh_database(postgres_server.dsn, template=name) as url,
        fresh_bucket(s3_server) as settings,
    ):
        yield World(url, settings)


@pytest.fixture
def world(shared_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A database in which an import of each type has just succeeded, and an empty bucket."""
    shared_world.empty()
    execute(shared_world, _RESET)
    settings = shared_world.settings
    for name, value in {
        "DATABASE_URL": shared_world.url,
        "RUSTFS_ENDPOINT": settings.endpoint,
        "RUSTFS_BUCKET": settings.bucket,
        "RUSTFS_ACCESS_KEY": settings.access_key,
        "RUSTFS_SECRET_KEY": settings.secret_key,
    }.items():
        monkeypatch.setenv(name, value)
    return shared_world


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    """A webhook, and the settings that name it."""
    monkeypatch.setattr(notifying, "_PAUSES_S", (0.01, 0.02))
    with webhook() as found:
        monkeypatch.setenv("ALERT_WEBHOOK_URL", found.url)
        yield found
