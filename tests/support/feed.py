"""Small change files, written as the exporter writes them."""

import csv
import io
from collections.abc import Iterable, Mapping

HEADER = [
    "ticket_id",
    "normalized_status",
    "raw_status",
    "bucket",
    "is_actionable",
    "cluster",
    "region",
    "location_name",
    "assigned_team",
    "owner",
    "sla_status",
    "mttr",
    "created_at_service",
    "scheduled_at",
    "closed_at",
    "first_seen_at",
    "last_seen_at",
    "source_created_at",
    "source_updated_at",
    "latitude",
    "longitude",
    "service_type",
    "is_alarm",
    "is_auto_created",
    "is_auto_closed",
    "week_start",
    "week_end",
    "source_s3_bucket",
    "source_s3_key",
    "source_snapshot_id",
    "department",
    "source_type",
]

PLAIN = {
    "normalized_status": "ACCEPTED",
    "raw_status": "ACCEPTED",
    "bucket": "pending",
    "is_actionable": "true",
    "cluster": "Westlands",
    "region": "Nairobi",
    "location_name": "Westlands Road",
    "assigned_team": "Team A",
    "created_at_service": "2026-06-24 08:00:00",
    "first_seen_at": "2026-06-24 08:05:00",
    "source_updated_at": "2026-06-24 09:00:00",
    "is_alarm": "false",
    "department": "field operations",
    "source_type": "inc",
}

Row = Mapping[str, str]


CLOSED = ("closed", "resolved", "cancelled", "canceled")


def row(ticket_id: str, **values: str) -> dict[str, str]:
    """Return a plain open ticket with some values changed; a closed one says so everywhere."""
    is_closed_by_status = values.get("normalized_status", "").lower().startswith(CLOSED)
    signs: dict[str, str] = {}
    if values.get("closed_at") or is_closed_by_status:
        signs = {"is_actionable": "false", "bucket": "closed"}
    return PLAIN | {"ticket_id": ticket_id} | signs | values


def csv_of(rows: Iterable[Row], header: Iterable[str] = HEADER) -> bytes:
    """Return a change file of these rows; columns that a row lacks are blank."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(header), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def key(minute: int, dataset: str = "inc") -> str:
    """Return the key of the file exported this many minutes after 06:00."""
    hour, minute = divmod(minute, 60)
    return f"automations/{dataset}/changes/2026-06-25T{6 + hour:02}-{minute:02}-00.csv"
