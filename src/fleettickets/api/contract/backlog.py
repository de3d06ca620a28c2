"""How many tickets were open, day by day or at an instant."""

from datetime import date
from typing import ClassVar

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.base import Closings, Reopenings, ReportAnswer, Shape, Tickets
from fleettickets.api.contract.freshness import Freshness


class BacklogGap(Shape):
    """Why a day's backlog differs from its snapshot."""

    learned_since: Tickets
    """The rest: files applied after the snapshot reported something new about the day."""
    dated_after: Tickets
    """What the snapshot had already seen, but dated after the day."""


class BacklogDay(Shape):
    """One East Africa day."""

    day: date
    """The East Africa day."""
    open: Tickets
    """Tickets open at the end of the day."""
    waiting: Tickets
    """Tickets that waited at the end of the day: neither open nor closed."""
    created: Tickets
    """Tickets opened on the day, for the first time."""
    closed: Closings
    """Closings that took effect on the day."""
    reopened: Reopenings
    """Reopenings that took effect on the day."""
    is_complete: bool
    """Whether the content goes beyond the day."""
    snapshot_open: Tickets | None
    """Open tickets in the daily snapshot. Null: no import ended with that day's content as its
    newest, or there was nothing to keep."""
    snapshot_waiting: Tickets | None
    """Waiting tickets in the daily snapshot."""
    snapshot_as_of: AwareDatetime | None
    """How far the content reached when the snapshot was taken."""
    difference: Tickets | None
    """`open` minus `snapshot_open`."""
    why: BacklogGap | None
    """What the difference consists of; null if there is none."""


class ClusterFilter(Shape):
    """The filter that the caller gave."""

    cluster: str | None
    """As given; null: not given, or blank."""
    unknown: list[str]
    """`cluster` if no ticket of the dataset has it; only looked for in an empty answer."""


class BacklogFilters(ClusterFilter):
    """What a backlog's answer is for."""

    from_: date = Field(alias="from")
    """The first day."""
    to: date
    """The last day."""


class Backlog(ReportAnswer):
    """The backlog day by day."""

    FUNCTION: ClassVar = "fn_backlog"

    dataset: str
    """The dataset: `inc`, `crq`, or one that was added."""
    days: list[BacklogDay]
    """One entry for each day, in order."""
    freshness: Freshness
    """How old the answer is."""
    filters: BacklogFilters
    """What the answer is for."""


class ClusterBacklog(Shape):
    """The open and waiting tickets of one cluster at an instant."""

    cluster: str | None
    """The cluster; null: tickets without one."""
    open: Tickets
    """Tickets open at the instant."""
    waiting: Tickets
    """Tickets that waited at the instant: neither open nor closed."""


class BacklogAt(ReportAnswer):
    """The backlog at an instant."""

    FUNCTION: ClassVar = "fn_backlog_at"

    dataset: str
    """The dataset: `inc`, `crq`, or one that was added."""
    at: AwareDatetime
    """The instant, as given."""
    open: Tickets
    """Tickets open at the instant."""
    waiting: Tickets
    """Tickets that waited at the instant: neither open nor closed."""
    by_cluster: list[ClusterBacklog]
    """The clusters with open or waiting tickets at the instant, those with most open ones first."""
    freshness: Freshness
    """How old the answer is."""
    filters: ClusterFilter
    """What the answer is for."""
