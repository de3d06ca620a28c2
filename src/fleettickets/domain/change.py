"""A clean row of a change file, ready to load, and a rejected one."""

from typing import Literal, NamedTuple

DROPPED_COLUMNS = (
    "week_start",
    "week_end",
    "source_s3_bucket",
    "source_s3_key",
    "source_snapshot_id",
    "department",
    "source_type",
)
"""The exporter's own bookkeeping; dropped on import, and allowed to be absent."""

KEPT_COLUMNS = (
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
)
"""The columns that every file must have.

A new column does not belong here: files from before it would be refused, also those in
``processed/`` that a late file needs (docs/feed.md#another-column).
"""


class Change(NamedTuple):
    """One version of one ticket. Text values are stripped; blank is None."""

    line: int
    """The line on which the row begins; the header is line 1."""
    ticket_id: str
    content_hash: str
    """128 bits in hexadecimal; equal for equal ``raw``."""
    opened_at: str | None
    """``created_at_service``, or ``first_seen_at`` if that has no value, as the feed wrote it."""
    closed_at: str | None
    updated_at: str | None
    """``source_updated_at``, as the feed wrote it."""
    cluster: str | None
    normalized_status: str | None
    raw_status: str | None
    bucket: str | None
    is_actionable: str | None
    """A truth value, as the feed wrote it; None if it has none."""
    assigned_team: str | None
    owner: str | None
    mttr: str | None
    """In the dataset's unit, with a decimal point."""
    sla_status: str | None
    invalid: tuple[str, ...]
    """Columns of ``raw`` whose text is not valid for their type."""
    raw: str
    """The cleaned row as a JSON object of strings and nulls."""


class Reject(NamedTuple):
    """A row that was not imported, or (``warning``) a value that was stored as NULL."""

    line: int
    severity: Literal["reject", "warning"]
    column: str | None
    reason: str
    raw_row: str
