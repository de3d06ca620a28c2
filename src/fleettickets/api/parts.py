"""What several answers have in common, for the OpenAPI document: tickets, freshness, figures."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

SlaState = Literal["on_track", "at_risk", "breached", "unknown"]
GeoSource = Literal["manual", "feed", "location", "cluster"]
Minutes = int | float


class Shape(BaseModel):
    """An object whose keys are all listed, and all present."""

    model_config = ConfigDict(extra="forbid")


class Error(Shape):
    """Why a request is not answered; the same words as in the log and the commands."""

    code: str = Field(description="stable, listed in docs/errors.md", examples=["FT601"])
    message: str
    details: str | None
    hint: str | None


class Point(Shape):
    """A position in WGS 84."""

    type: Literal["Point"]
    coordinates: Annotated[list[float], Field(min_length=2, max_length=2)] = Field(
        description="longitude, latitude"
    )


class TicketProperties(Shape):
    """A ticket as it is now."""

    ticket_id: str
    dataset: str
    normalized_status: str | None
    raw_status: str | None
    bucket: str | None
    is_actionable: bool | None
    cluster: str | None
    region: str | None
    location_name: str | None
    assigned_team: str | None
    owner: str | None
    created_at: AwareDatetime | None
    scheduled_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    age_minutes: int | None
    sla_state: SlaState
    due_at: AwareDatetime | None
    mttr_minutes: int | None
    geo_source: GeoSource | None


class Feature(Shape):
    """A ticket as GeoJSON; without a geometry where it has no position."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: TicketProperties


class FeatureCollection(Shape):
    """Tickets as GeoJSON."""

    type: Literal["FeatureCollection"]
    features: list[Feature]


class LastRun(Shape):
    """The last import that wrote its line."""

    run_id: int
    state: Literal["running", "succeeded", "failed", "abandoned"]
    started_at: AwareDatetime
    finished_at: AwareDatetime | None


class Freshness(Shape):
    """How old a dataset's answers are. ``wall_clock_at`` may be up to a minute ago."""

    dataset: str
    source_max_key: str | None
    content_as_of: AwareDatetime | None
    wall_clock_at: AwareDatetime
    lag_minutes: int | None
    is_stale: bool
    stale_after_minutes: int
    import_overdue_since: AwareDatetime | None
    last_run: LastRun | None


class Line(Shape):
    """One line of a breakdown."""

    open: int
    breached: int
    closed: int
    mttr_median_minutes: Minutes | None


class ClusterLine(Line):
    """The tickets of a cluster; null: of none."""

    cluster: str | None


class TeamLine(Line):
    """The tickets of a team; null: of none."""

    team: str | None


class OwnerLine(Line):
    """The tickets of an owner; null: of none."""

    owner: str | None


class AgeBand(Shape):
    """The open tickets of one band of ages, from inclusive, to exclusive."""

    bucket: Literal["0-4h", "4-24h", "1-3d", "3-7d", "over-7d", "unknown"]
    from_minutes: int | None
    to_minutes: int | None
    open: int
    breached: int


class Schedule(Shape):
    """Open tickets by when they are due: at the appointment, else at the end of the target."""

    overdue: int
    due_today: int
    due_in_7_days: int
    unscheduled: int


class Metrics(Shape):
    """The figures of a dashboard."""

    open: int
    actionable: int
    unlocated: int
    on_track: int
    at_risk: int
    breached: int
    sla_unknown: int
    oldest_open_minutes: int | None
    created: int
    closed: int
    closings: int
    reopened: int
    net_flow: int
    mttr_known: int
    mttr_mean_minutes: Minutes | None
    mttr_median_minutes: Minutes | None
    mttr_p90_minutes: Minutes | None
    closed_within_sla: int
    closed_outside_sla: int
    closed_sla_unknown: int
    within_sla_share: float | None
    schedule: Schedule | None
