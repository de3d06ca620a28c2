"""An installation made by the record's migrations, with tickets as its importer wrote them."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from psycopg import sql
from psycopg.types.json import Jsonb

from fleettickets.domain.change import DROPPED_COLUMNS
from fleettickets.store.connect import Connection
from tests.support.feed import HEADER, Row, csv_of

MIGRATIONS = Path(__file__).parents[1] / "db" / "adopt" / "earlier"
LEDGER = (
    "CREATE TABLE tickets.schema_migrations (filename text PRIMARY KEY, applied_at timestamptz)"
)
WATERMARK = "2026-06-22T17-10-41.csv"

CLOSED = {
    "raw_status": "CLOSED COMPLETE",
    "normalized_status": "closed",
    "bucket": "closed",
    "is_actionable": "false",
    "sla_status": "Compliant",
}


def ticket(ticket_id: str, **values: str) -> dict[str, str]:
    """Return an open ticket as the real feed writes it: upper case, without coordinates."""
    plain = {
        "normalized_status": "accepted",
        "raw_status": "ACCEPTED",
        "bucket": "pending",
        "is_actionable": "true",
        "cluster": "MUIGAI INN",
        "region": "Nairobi",
        "location_name": "Muigai Inn, Gate 2",
        "assigned_team": "TEAM A",
        "owner": "jane",
        "created_at_service": "2026-06-20 08:00:00",
        "first_seen_at": "2026-06-20 08:05:00",
        "source_updated_at": "2026-06-22 15:00:00",
        "is_alarm": "false",
        "service_type": "FTTH",
        "department": "field operations",
        "source_type": "inc",
    }
    return plain | {"ticket_id": ticket_id} | values


def closed(ticket_id: str, closed_at: str, **values: str) -> dict[str, str]:
    """Return a closed ticket, repaired within 36.5 hours."""
    return ticket(ticket_id, **{"closed_at": closed_at, "mttr": "36.5"} | CLOSED | values)


def install(conn: Connection, *, without: Collection[str] = ()) -> None:
    """Apply the record's migrations, less those whose numbers are left out, and note each."""
    for path in sorted(MIGRATIONS.glob("*.sql")):
        if path.name[:2] not in without:
            conn.execute(path.read_bytes())
            if path.name.startswith("01_"):
                conn.execute(LEDGER.encode())
            conn.execute("INSERT INTO tickets.schema_migrations VALUES (%s)", [path.name])


def load(conn: Connection, dataset: str, rows: Iterable[Row]) -> None:
    """Upsert rows as its importer did."""
    statement = sql.SQL(
        "INSERT INTO {} (ticket_id, raw) VALUES (%s, %s)"
        " ON CONFLICT (ticket_id) DO UPDATE SET raw = excluded.raw"
    ).format(sql.Identifier("tickets", dataset))
    with conn.cursor() as cursor:
        cursor.executemany(statement, [(row["ticket_id"], Jsonb(_raw(row))) for row in rows])


def _raw(row: Row) -> dict[str, Any]:
    raw = {name: row.get(name) or None for name in HEADER if name not in DROPPED_COLUMNS}
    raw["region"] = (raw["region"] or "").lower() or None
    raw["raw_status"] = (raw["raw_status"] or "").upper() or None
    return raw


PROCESSED = {
    "automations/inc/processed/2026-06-22T15-50-39.csv": [
        ticket("WOT0000001"),
        ticket("WOT0000002", cluster="KILIMANI", location_name="Kilimani Road"),
        closed("WOT0000003", "2026-06-21 20:00:00"),
        ticket("WOT0000004", cluster="KILIMANI"),
        ticket("WOT0000005", location_name="Set By Hand"),
        ticket("WOT0000009", is_alarm="true"),
    ],
    # The earlier importer missed this one.
    "automations/inc/processed/2026-06-22T15-53-04.csv": [
        closed("WOT0000004", "2026-06-22 15:52:00", cluster="KILIMANI"),
    ],
    "automations/inc/processed/2026-06-22T17-10-41.csv": [
        closed("WOT0000001", "2026-06-22 17:00:00", source_updated_at="2026-06-22 17:05:00"),
    ],
    "automations/crq/processed/2026-06-22T15-55-00.csv": [
        ticket("CRQ0000001", scheduled_at="2026-06-25 09:00:00"),
        closed("CRQ0000002", "2026-06-22 11:00:00"),
    ],
}
WAITING = {
    "automations/inc/changes/2026-06-22T17-15-41.csv": [
        closed("WOT0000002", "2026-06-22 17:12:00", cluster="KILIMANI"),
    ],
}
UNHELD = [
    ticket("WOT0000100", created_at_service="2026-06-01 08:00:00"),
    closed("WOT0000101", "2026-06-03 09:00:00"),
]
"""Tickets of files that are gone."""

_STATE = """
INSERT INTO tickets.import_meta VALUES
('inc', '{"source_max_key": "automations/inc/changes/2026-06-22T17-10-41.csv"}');
INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision) VALUES
('MUIGAI INN', st_setsrid(st_makepoint(36.95, -1.17), 4326), 'locationiq', 'suburb'),
('KILIMANI', st_setsrid(st_makepoint(36.78, -1.29), 4326), 'manual', 'manual'),
('NOWHERE', NULL, 'locationiq', 'none');
INSERT INTO tickets.geo_locations (cluster, location_name, geom, provider, precision, query) VALUES
('MUIGAI INN', 'Muigai Inn, Gate 2', st_setsrid(st_makepoint(36.951, -1.171), 4326),
'locationiq', 'building', 'muigai inn, gate 2');
"""
_HISTORY = """
INSERT INTO tickets.closure_events (ticket_id, closed_at, assigned_team, mttr) VALUES
('WOT0000003', '2026-06-21 20:00+03', 'TEAM A', 2190),
('WOT0000003', '2026-06-11 20:00+03', 'TEAM B', 60),
('WOT0000101', '2026-06-03 09:00+03', 'TEAM A', 2190),
('WOT9999999', '2026-06-03 09:00+03', 'TEAM A', 5);
INSERT INTO tickets.inc_daily_snapshot (
    snapshot_date, open_count, sla_on_track, sla_breached, by_cluster, by_status, created_count,
    closed_count, captured_at
) VALUES
('2026-06-16', 30, 20, 10, '{"MUIGAI INN": 18, "KILIMANI": 11}', '{"ACCEPTED": 30}', 7, 130,
'2026-06-16 20:00+03'),
('2026-06-17', 28, 20, 8, NULL, '{"ACCEPTED": 28}', 5, 140, '2026-06-17 20:00+03');
"""
_BY_HAND = """
UPDATE tickets.inc
SET geom = st_setsrid(st_makepoint(36.81, -1.28), 4326), geo_source = 'manual'
WHERE ticket_id = 'WOT0000005'
"""


def fill(
    conn: Connection, *, has_history: bool = True, datasets: Collection[str] = ("inc", "crq")
) -> None:
    """Bring it to the state in which it is left: what its importer read, and what people did."""
    conn.execute(_STATE.encode())
    load(conn, "inc", UNHELD)
    for key, rows in PROCESSED.items():
        dataset = key.split("/")[1]
        if "T15-53-04" not in key and dataset in datasets:
            load(conn, dataset, [row for row in rows if row["is_alarm"] == "false"])
    conn.execute(_BY_HAND.encode())
    if has_history:
        conn.execute(_HISTORY.encode())


def files() -> dict[str, bytes]:
    """Return the bucket's content."""
    return {key: csv_of(rows) for key, rows in (PROCESSED | WAITING).items()}
