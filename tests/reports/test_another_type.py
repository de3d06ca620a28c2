"""The reports know a third ticket type as soon as its migration has run."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fleettickets.domain.dataset import Dataset
from fleettickets.imports.datasets import DATASETS
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.daily_history import capture_history
from fleettickets.store.migrate import migrate
from tests.support.databases import fresh_database
from tests.support.reporting import apply_given, ask
from tests.support.schemas import shipped_schema_with

ANOTHER = Path(__file__).parents[2] / "docs" / "another-type.sql"
# M1 is due at 11:00, M3 three days after it began.
GIVEN = """
INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, is_actionable, created_at_service, scheduled_at
) VALUES
('mnt', '2026-06-25 10:00', 'M1', 'open', 'true', '2026-06-25 08:00:00', '2026-06-25 11:00:00'),
('mnt', '2026-06-25 10:00', 'M2', 'open', 'true', '2026-06-25 08:00:00', NULL),
('mnt', '2026-06-25 12:00', 'M2', 'closed', 'false', '2026-06-25 08:00:00', NULL),
('mnt', '2026-06-25 12:00', 'M3', 'open', 'true', '2026-06-23 11:00:00', NULL),
('inc', '2026-06-25 12:00', 'I1', 'open', 'true', '2026-06-25 08:00:00', '2026-06-25 11:00:00');
"""


@pytest.fixture
def conn(
    postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Connection]:
    schema = shipped_schema_with(
        tmp_path / "sql", "migrations/9000_add_mnt.sql", ANOTHER.read_text(encoding="utf-8")
    )
    monkeypatch.setattr("fleettickets.store.migrate.read_schema", lambda: schema)
    maintenance = Dataset("mnt", "mnt", post_apply=lambda conn: capture_history(conn, "mnt"))
    monkeypatch.setattr("tests.support.reporting.DATASETS", {**DATASETS, "mnt": maintenance})
    with fresh_database(postgres_server.dsn) as url, closing(connect(url)) as conn:
        migrate(conn)
        apply_given(conn, GIVEN, tmp_path / "files")
        yield conn


def test_every_report_knows_it(conn: Connection) -> None:
    metrics = ask(conn, "SELECT reporting.fn_dashboard('mnt') -> 'metrics'")
    assert (metrics["open"], metrics["closed"], metrics["created"]) == (2, 1, 2)
    assert metrics["schedule"] == {
        "overdue": 1,
        "due_today": 0,
        "due_in_7_days": 1,
        "unscheduled": 1,
    }
    on_map = ask(conn, "SELECT reporting.fn_tickets_for_map() -> 'summary'")
    assert {line["dataset"]: line["open"] for line in on_map["by_dataset"]} == {
        "crq": 0,
        "inc": 1,
        "mnt": 2,
    }
    day = ask(conn, "SELECT reporting.fn_backlog('mnt') #> '{days,29}'")
    assert (day["open"], day["created"], day["closed"], day["snapshot_open"]) == (2, 2, 1, 2)
    assert ask(conn, "SELECT reporting.fn_team_closures('mnt') #> '{total,closed}'") == 1
    assert (
        ask(conn, "SELECT reporting.fn_ticket_history('mnt', 'M2') #> '{ticket,is_open}'") is False
    )
    for rows in ("reporting.fn_open_sla('mnt')", "tickets.mnt_open_sla"):
        states = f"SELECT jsonb_object_agg(s.ticket_id, s.sla_state) FROM {rows} AS s"
        assert ask(conn, states) == {"M1": "breached", "M3": "at_risk"}
    owners = "SELECT relowner::regrole::text FROM pg_class WHERE oid = 'tickets.mnt'::regclass"
    assert ask(conn, owners) == "fleettickets_owner"
