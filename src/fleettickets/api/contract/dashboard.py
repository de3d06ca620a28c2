"""The dashboard of a dataset, and what its pickers offer."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.base import (
    Closings,
    DailyTickets,
    FractionalMinutes,
    Minutes,
    Reopenings,
    ReportAnswer,
    Shape,
    Share,
    Tickets,
)
from fleettickets.api.contract.freshness import Freshness
from fleettickets.api.contract.tickets import FeatureCollection


class OpenTickets(FeatureCollection):
    """Open tickets as GeoJSON, at most 50,000."""

    truncated: bool
    """Whether there are more than the 50,000 oldest; the metrics count all."""


class WaitingCollection(FeatureCollection):
    """Waiting tickets as GeoJSON."""

    truncated: bool
    """Whether there are more."""


class Line(Shape):
    """One line of a breakdown; the lines of one breakdown sum to the metrics."""

    open: Tickets
    """Tickets that are open now."""
    breached: Tickets
    """Open tickets past `due_at`."""
    waiting: Tickets
    """Tickets that are neither open nor closed now."""
    closed: Tickets
    """Tickets closed in the window, and still closed."""
    mttr_median_minutes: FractionalMinutes | None
    """Over the closed tickets that have an `mttr`."""


class ClusterLine(Line):
    """The tickets of one cluster."""

    cluster: str | None
    """The cluster; null: tickets without one."""


class TeamLine(Line):
    """The tickets of one team."""

    team: str | None
    """The assigned team; null: tickets without one."""


class OwnerLine(Line):
    """The tickets of one owner."""

    owner: str | None
    """The owner; null: tickets without one."""


class StatusLine(Line):
    """The tickets of one status."""

    status: str | None
    """The `normalized_status`; null: tickets without one."""


class ClosedDay(Shape):
    """The tickets that were closed on one day."""

    day: date
    """An East Africa day."""
    closed: Tickets
    """Tickets closed on this day in the window, and still closed."""


class Window(Shape):
    """The window of time that the answer is for."""

    name: str
    """`today`, `week`, `month`, `custom`, or the length as given, such as `24h`."""
    from_: AwareDatetime | None = Field(alias="from")
    """The start, inclusive; null: no bound."""
    to: AwareDatetime | None
    """The end, exclusive; null: no bound."""
    asked: str | None
    """`p_window` as given; null: not given. `p_from` and `p_to` win over it."""


class ClosedTickets(FeatureCollection):
    """Closed tickets as GeoJSON, at most 5,000."""

    truncated: bool
    """Whether there are more than the 5,000 newest; the metrics count all."""


class AgeBand(Shape):
    """The open tickets of one range of ages."""

    bucket: Literal["0-4h", "4-24h", "1-3d", "3-7d", "over-7d", "unknown"]
    """The range's name."""
    from_minutes: Minutes | None
    """The least age, inclusive."""
    to_minutes: Minutes | None
    """The greatest age, exclusive."""
    open: Tickets
    """Open tickets of this age."""
    breached: Tickets
    """Those of them that are past `due_at`."""


class Schedule(Shape):
    """Open tickets by when they are due: at the appointment, else at the end of the target."""

    overdue: Tickets
    """Open tickets with `due_at` before the as-of."""
    due_today: Tickets
    """Open tickets due from the as-of to the end of its day."""
    due_in_7_days: Tickets
    """Open tickets due within 7 days of the as-of, today's included."""
    unscheduled: Tickets
    """Open tickets without `scheduled_at`."""


class Metrics(Shape):
    """The figures of a dashboard."""

    open: Tickets
    """Open tickets; `open.features` has the oldest 50,000."""
    actionable: Tickets
    """Always `open`, because open means actionable."""
    waiting: Tickets
    """Tickets that are neither open nor closed now; no other metric counts them."""
    unlocated: Tickets
    """Open tickets without a position."""
    on_track: Tickets
    """Open tickets in this SLA state."""
    at_risk: Tickets
    """Open tickets in this SLA state."""
    breached: Tickets
    """Open tickets in this SLA state."""
    sla_unknown: Tickets
    """Open tickets whose SLA state is unknown."""
    oldest_open_minutes: Minutes | None
    """The greatest age of an open ticket."""
    created: Tickets
    """Tickets opened in the window, for the first time."""
    closed: Tickets
    """Tickets closed in the window and still closed; `closed.features` has the newest 5,000."""
    closings: Closings
    """Closings in the window, including those that a reopening undid."""
    reopened: Reopenings
    """Reopenings in the window."""
    net_flow: Tickets
    """By how many tickets, open and waiting, the backlog changed over the window: `created` plus
    `reopened` minus `closings`."""
    mttr_known: Tickets
    """Closed tickets that have an `mttr`."""
    mttr_mean_minutes: FractionalMinutes | None
    """The mean over the closed tickets that have an `mttr`."""
    mttr_median_minutes: FractionalMinutes | None
    """The median over these tickets, interpolated."""
    mttr_p90_minutes: FractionalMinutes | None
    """The 90th percentile over these tickets, interpolated."""
    closed_within_sla: Tickets
    """Closed tickets whose SLA state is `on_track`."""
    closed_outside_sla: Tickets
    """Closed tickets whose SLA state is `breached`."""
    closed_sla_unknown: Tickets
    """Closed tickets whose SLA state is unknown."""
    within_sla_share: Share | None
    """`closed_within_sla` as a share of those within and outside the SLA."""
    closures_a_day: DailyTickets | None
    """`closed` by the window's length up to the content's end, at least one day.

    Without a start, the window counts from the first closing; null: there is none.
    """
    closed_by_day: list[ClosedDay]
    """Every day of the window up to the content's end, at most the last 366.

    What is dated later counts on the last day. Without a start, the first day is that of the first
    closing.
    """
    by_status: list[StatusLine]
    """One line for each `normalized_status`, most open tickets first."""
    by_cluster: list[ClusterLine]
    """The same as `by_cluster` of the answer."""
    schedule: Schedule | None
    """Open tickets by when they are due; null for datasets that don't work by appointment."""


class TicketFilters(Shape):
    """The filters that the caller gave; null: not filtered."""

    cluster: str | None
    """As given; null: not given, or blank."""
    status: str | None
    """As given."""
    team: str | None
    """As given."""
    owner: str | None
    """As given."""
    unknown: list[str]
    """The filters whose value no ticket of the dataset has; only looked for in an empty answer."""


class DashboardFilters(TicketFilters):
    """What a dashboard's answer is for."""

    dataset: str
    """The dataset that the dashboard shows."""
    from_: AwareDatetime | None = Field(alias="from")
    """The window, inclusive; null: no bound."""
    to: AwareDatetime | None
    """The window, exclusive; null: no bound."""
    as_of: AwareDatetime
    """The clock that ages and states are measured at."""


class Dashboard(ReportAnswer):
    """Everything that a dashboard shows of one dataset, from one snapshot."""

    FUNCTION: ClassVar = "fn_dashboard"

    window: Window
    """The window of time that the closed tickets and the flows are from."""
    open: OpenTickets
    """The open tickets as GeoJSON, oldest first, at most 50,000; `metrics.open` counts all."""
    waiting: WaitingCollection
    """The waiting tickets as GeoJSON, oldest first, at most 1,000; `metrics.waiting` counts all."""
    closed: ClosedTickets
    """The tickets closed in the window and still closed as GeoJSON, newest first."""
    metrics: Metrics
    """Every count of the answer."""
    reopened_tickets: list[str]
    """The ids of the tickets that `metrics.reopened` counts, each once, at most 5,000."""
    by_cluster: list[ClusterLine]
    """One line for each cluster, most open tickets first."""
    by_team: list[TeamLine]
    """One line for each `assigned_team`, most open tickets first."""
    by_owner: list[OwnerLine]
    """One line for each `owner`, most open tickets first."""
    ageing: list[AgeBand]
    """The open tickets by age; always all six ranges."""
    freshness: Freshness
    """How old the answer is."""
    filters: DashboardFilters
    """What the answer is for."""


class FilterValues(ReportAnswer):
    """The values that tickets of a dataset have, sorted; for pickers."""

    FUNCTION: ClassVar = "fn_filter_values"

    clusters: list[str]
    """The values of `cluster`."""
    statuses: list[str]
    """The values of `normalized_status`."""
    teams: list[str]
    """The values of `assigned_team`."""
    owners: list[str]
    """The values of `owner`."""
    freshness: Freshness
    """How old the answer is."""
