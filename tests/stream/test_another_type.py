"""A third ticket type is one Dataset value and one migration."""

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from fleettickets.config import BucketSettings
from fleettickets.domain.dataset import Dataset
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.daily_history import capture_history
from fleettickets.store.migrate import migrate
from fleettickets.store.schema import SQL_FOLDER, read_schema
from tests.support.databases import fresh_database
from tests.support.feed import csv_of, key, row
from tests.support.imports import World

ANOTHER = Path(__file__).parents[2] / "docs" / "another-type.sql"


def test_another_type_needs_one_dataset_value_and_one_migration(
    postgres_server: PostgresServer,
    bucket: BucketSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for folder in ("migrations", "functions"):
        (tmp_path / folder).mkdir()
        for file in (SQL_FOLDER / folder).glob("*.sql"):
            (tmp_path / folder / file.name).write_bytes(file.read_bytes())
    (tmp_path / "migrations" / "9000_add_mnt.sql").write_bytes(ANOTHER.read_bytes())
    monkeypatch.setattr("fleettickets.store.migrate.read_schema", lambda: read_schema(tmp_path))
    maintenance = Dataset("mnt", "mnt", post_apply=partial(capture_history, dataset="mnt"))

    with fresh_database(postgres_server.dsn) as url:
        with closing(connect(url)) as conn:
            migrate(conn)
        world = World(url, bucket, maintenance)
        closed = row("M1", normalized_status="closed")
        world.put({key(0, "mnt"): csv_of([row("M1"), closed, row("M2")])})
        assert world.run().is_good

        tickets = world.query("SELECT ticket_id, is_open FROM tickets.mnt ORDER BY 1")
        assert tickets == [("M1", False), ("M2", True)]
        kinds = world.query(
            "SELECT kind FROM tickets.ticket_events WHERE dataset = 'mnt' ORDER BY 1"
        )
        assert kinds == [("closed",), ("opened",), ("opened",), ("status",)]
        # The run stored a snapshot of its own type only.
        assert world.query("SELECT open_tickets FROM tickets.mnt_daily_snapshot") == [(1,)]
        assert world.query("SELECT count(*) FROM tickets.inc_daily_snapshot") == [(0,)]
        with closing(connect(url)) as conn:
            conn.execute("UPDATE tickets.mnt SET owner = 'by hand'")
            assert conn.execute("SELECT DISTINCT owner FROM tickets.mnt").fetchall() == [(None,)]
