"""What the answers look like, for the OpenAPI document; nothing is serialised by these.

The database's own JSON goes through untouched, so every key here is one that a reporting function
answers (docs/dashboard-api-contract.md), and no other key is allowed.
"""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from fleettickets.api.parts import (
    AgeBand,
    ClusterLine,
    FeatureCollection,
    Freshness,
    Metrics,
    Minutes,
    OwnerLine,
    Point,
    Shape,
    TeamLine,
    TicketProperties,
)
from fleettickets.domain.dataset import Symbol


class DashboardFilters(Shape):
    """What a dashboard's answer is for."""

    dataset: str
    cluster: str | None
    status: str | None
    team: str | None
    owner: str | None
    from_: AwareDatetime = Field(alias="from")
    to: AwareDatetime
    as_of: AwareDatetime


class Dashboard(Shape):
    """Everything that a dashboard shows of one dataset, from one snapshot."""

    open: FeatureCollection
    closed: FeatureCollection
    metrics: Metrics
    reopened_tickets: list[str]
    by_cluster: list[ClusterLine]
    by_team: list[TeamLine]
    by_owner: list[OwnerLine]
    ageing: list[AgeBand]
    freshness: Freshness
    filters: DashboardFilters


class MapCounts(Shape):
    """Open tickets, located or not."""

    open: int
    located: int
    unlocated: int
    actionable: int
    on_track: int
    at_risk: int
    breached: int
    sla_unknown: int


class MapDataset(MapCounts):
    """The same counts for one dataset, and the clock that its ages are measured at."""

    dataset: str
    as_of: AwareDatetime


class MapSummary(MapCounts):
    """Counts over all, and by dataset."""

    by_dataset: list[MapDataset]
    freshness: dict[str, Freshness]


class MapFilters(Shape):
    """What a map's answer is for, as given."""

    dataset: str | None
    cluster: str | None
    status: str | None
    team: str | None
    owner: str | None
    as_of: AwareDatetime | None


class TicketMap(FeatureCollection):
    """The open tickets that have a position, with counts."""

    summary: MapSummary
    filters: MapFilters


class TicketNow(TicketProperties):
    """A ticket as it is now, with its position."""

    is_open: bool
    longitude: float | None
    latitude: float | None


class TicketEvent(Shape):
    """A change of a ticket, with the state before and after it."""

    kind: Literal["opened", "reopened", "status", "assignment", "closed", "correction"]
    occurred_at: AwareDatetime
    change_key: str
    change_line: int
    from_status: str | None
    from_raw_status: str | None
    from_team: str | None
    from_owner: str | None
    to_status: str | None
    to_raw_status: str | None
    to_team: str | None
    to_owner: str | None
    closed_at: AwareDatetime | None


class Closure(Shape):
    """A closing, and whom it is credited to."""

    closed_at: AwareDatetime
    change_key: str
    change_line: int
    assigned_team: str | None
    owner: str | None
    longest_team: str | None
    reassignments: int
    credit_team: str | None
    credit_rule: Literal["sole_team", "held_longest", "at_closing", "nobody"]
    mttr_minutes: int | None
    sla_status: str | None
    reopened_at: AwareDatetime | None


class TicketDetail(Shape):
    """A ticket and what happened to it, in the order of the files."""

    dataset: str
    ticket_id: str
    ticket: TicketNow
    events: list[TicketEvent]
    closures: list[Closure]
    freshness: Freshness


class Match(Shape):
    """A ticket that a search found."""

    ticket_id: str
    dataset: str
    is_open: bool
    cluster: str | None
    location_name: str | None
    normalized_status: str | None
    geometry: Point | None


class Matches(Shape):
    """What a search found: ids first, then places; open tickets before closed ones."""

    matches: list[Match]
    truncated: bool = Field(description="whether there are more")
    freshness: Freshness


class BacklogGap(Shape):
    """Why a day's backlog differs from what was snapshotted."""

    learned_since: int
    dated_after: int


class BacklogDay(Shape):
    """An East Africa day."""

    day: date
    open: int
    created: int
    closed: int
    reopened: int
    is_complete: bool
    snapshot_open: int | None
    snapshot_as_of: AwareDatetime | None
    difference: int | None
    why: BacklogGap | None


class BacklogFilters(Shape):
    """What a backlog's answer is for."""

    cluster: str | None
    from_: date = Field(alias="from")
    to: date


class Backlog(Shape):
    """The backlog day by day."""

    dataset: str
    days: list[BacklogDay]
    freshness: Freshness
    filters: BacklogFilters


class TeamShare(Shape):
    """Closings."""

    closed: int
    credited: int
    reopened: int
    mttr_median_minutes: Minutes | None
    mttr_p90_minutes: Minutes | None
    within_sla_share: float | None


class TeamClosures(TeamShare):
    """Closings of a team."""

    team: str


class TeamFilters(Shape):
    """What a teams' answer is for."""

    cluster: str | None
    from_: AwareDatetime = Field(alias="from")
    to: AwareDatetime


class Teams(Shape):
    """What each team closed, and is credited with."""

    dataset: str
    teams: list[TeamClosures]
    unattributed: TeamShare
    total: TeamShare
    freshness: Freshness
    filters: TeamFilters


class FilterValues(Shape):
    """The values that tickets of a dataset have, sorted; for pickers."""

    clusters: list[str]
    statuses: list[str]
    teams: list[str]
    owners: list[str]
    freshness: Freshness


class AllFreshness(Shape):
    """The freshness of every dataset, by name."""

    datasets: dict[str, Freshness]


class Session(Shape):
    """Who asks, and what they may do."""

    role: Literal["viewer", "dispatcher", "admin"]
    is_anonymous: bool
    name: str | None = Field(description="the token's name")
    may_export: bool


class TicketType(Shape):
    """What the page must know of a ticket type: nothing about types is in its own code."""

    name: str = Field(description="in addresses", examples=["inc"])
    title: str = Field(description="several of its tickets", examples=["Incidents"])
    singular: str = Field(description="one, within a sentence", examples=["incident"])
    label: str = Field(description="short, for a tab", examples=["INC"])
    symbol: Symbol = Field(description="what is drawn inside its tickets' symbols")
    is_scheduled: bool = Field(description="whether its tickets have appointments")


class PageConfig(Shape):
    """What the page must know before it asks for a token."""

    map_style_url: str | None
    version: str
    may_export: bool = Field(description="whether this request's own caller may")
    is_token_needed: bool = Field(description="whether this request would be refused elsewhere")
    datasets: list[TicketType] = Field(description="in the order of the page's tabs")


class Health(Shape):
    """The process is alive, or the service ready."""

    status: Literal["ok", "ready"]
