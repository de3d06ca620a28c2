"""A ticket: as GeoJSON, as a row, and as a search finds it."""

from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field, WithJsonSchema

from fleettickets.api.contract.base import Degrees, Hours, Minutes, ReportAnswer, Shape
from fleettickets.api.contract.freshness import Freshness

SlaState = Literal["on_track", "at_risk", "breached", "unknown"]
Lifecycle = Literal["actionable", "waiting", "closed"]
GeoSource = Literal["manual", "feed", "text", "location", "cluster"]
GeoPrecision = Literal["point", "building", "street", "landmark", "sub-location", "area", "cluster"]
Geometry = Annotated[str, WithJsonSchema({"type": "string", "format": "geometry"})]
Geography = Annotated[str, WithJsonSchema({"type": "string", "format": "geography"})]


class Point(Shape):
    """A position in WGS 84."""

    type: Literal["Point"]
    """The GeoJSON type."""
    coordinates: Annotated[list[Degrees], Field(min_length=2, max_length=2)]
    """Longitude, latitude."""


class TicketFacts(Shape):
    """What the source's newest version says of a ticket."""

    ticket_id: str
    """The source's own id."""
    dataset: str
    """The ticket type: `inc`, `crq`, or one that was added."""
    normalized_status: str | None
    """The source's status, normalised."""
    raw_status: str | None
    """The source's own status, in capitals."""
    bucket: str | None
    """The lifecycle as the source states it, `pending` or `closed`; not the kind of fault."""
    is_actionable: bool | None
    """Whether a crew can act now."""
    cluster: str | None
    """The network cluster that the ticket belongs to."""
    region: str | None
    """The region, in lower case."""
    location_name: str | None
    """The address, as dispatchers write it."""
    assigned_team: str | None
    """The team that the ticket is assigned to."""
    owner: str | None
    """The person that the ticket is assigned to."""


class TicketProperties(TicketFacts):
    """A ticket as it is now."""

    lifecycle: Lifecycle
    """`actionable`: open. `waiting`: neither closed nor actionable. `closed`."""
    created_at: AwareDatetime | None
    """When the SLA clock starts: `created_at_service`, else `first_seen_at`."""
    scheduled_at: AwareDatetime | None
    """The appointment."""
    closed_at: AwareDatetime | None
    """When the ticket was closed; null while it is open or waits."""
    age_minutes: Minutes | None
    """From the start to the as-of, or to the closing; never below 0."""
    hours_open: Hours | None
    """The same in hours, rounded to two decimals."""
    sla_state: SlaState
    """The SLA state at the as-of, or at the closing."""
    due_at: AwareDatetime | None
    """After this instant the ticket is late; null: no start, or no policy."""
    mttr_minutes: Minutes | None
    """The source's own figure, converted to whole minutes; null until the ticket is closed."""
    geo_source: GeoSource | None
    """Where the position comes from."""
    geo_precision: GeoPrecision | None
    """What the position is near to (docs/geocoding.md#precision)."""


class Feature(Shape):
    """A ticket as GeoJSON."""

    type: Literal["Feature"]
    """The GeoJSON type."""
    id: str
    """The ticket's id."""
    geometry: Point | None
    """The position; null: not located."""
    properties: TicketProperties
    """What is known of the ticket."""


class FeatureCollection(Shape):
    """Tickets as GeoJSON."""

    type: Literal["FeatureCollection"]
    """The GeoJSON type."""
    features: list[Feature]
    """One feature for each ticket."""


class OpenTicket(TicketFacts):
    """A row of fn_open_sla."""

    started_at: AwareDatetime | None
    """When the SLA clock starts: `created_at_service`, else `first_seen_at`."""
    scheduled_at: AwareDatetime | None
    """The appointment."""
    due_at: AwareDatetime | None
    """After this instant the ticket is late; null: no start, or no policy."""
    at_risk_at: AwareDatetime | None
    """From this instant on the ticket is at risk."""
    as_of: AwareDatetime
    """The clock that the ticket's age is measured at."""
    age_minutes: Minutes | None
    """From the start to the as-of; never below 0."""
    sla_state: SlaState
    """The SLA state at the as-of."""
    geo_source: GeoSource | None
    """Where the position comes from."""
    geom: Geometry | None
    """The position: a point, SRID 4326."""
    hours_open: Hours | None
    """As `age_minutes`, in hours."""
    geog: Geography | None
    """The position as a geography, for distances in metres."""


class ExportedTicket(TicketProperties):
    """A row of fn_export_tickets."""

    longitude: Degrees | None
    """WGS 84."""
    latitude: Degrees | None
    """WGS 84."""
    as_of: AwareDatetime
    """The clock that ages and states are measured at; the same in every row."""
    window_from: AwareDatetime | None
    """The window, inclusive; the same in every row; null: no bound, or no closed tickets."""
    window_to: AwareDatetime | None
    """The window, exclusive; the same in every row; null: no bound, or no closed tickets."""


class Match(Shape):
    """A ticket that a search found."""

    ticket_id: str
    """The source's own id."""
    dataset: str
    """The ticket type: `inc`, `crq`, or one that was added."""
    is_open: bool
    """Whether the ticket counts as open."""
    lifecycle: Lifecycle
    """Whether it is open (`actionable`), waits or is closed."""
    cluster: str | None
    """The network cluster that the ticket belongs to."""
    location_name: str | None
    """The address, as dispatchers write it."""
    normalized_status: str | None
    """The source's status, normalised."""
    geometry: Point | None
    """The position; null: not located."""


class Matches(ReportAnswer):
    """What a search found: ids first, then places; open tickets before waiting and closed ones."""

    FUNCTION: ClassVar = "fn_find_tickets"

    matches: list[Match]
    """The tickets found, best first."""
    truncated: bool
    """Whether there are more."""
    freshness: Freshness
    """How old the answer is."""
