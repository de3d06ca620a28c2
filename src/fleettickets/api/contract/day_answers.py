"""What the dispatch routes answer about a day: decisions, crews' sheets and positions."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime

from fleettickets.api.contract.base import Degrees, Shape, Unit
from fleettickets.api.contract.dispatch import CrewPlan, CrewStop, OnShift


class DecidedPin(Shape):
    """What a person has decided about a ticket on a day."""

    crew: str | None
    """Its crew."""
    starts_at: AwareDatetime | None
    """Its start."""
    order: int | None
    """Its order among the crew's pinned tickets."""
    made_by: str
    """By whom."""
    made_at: AwareDatetime
    """When."""


class DecidedHold(Shape):
    """Why a ticket is not to be planned."""

    reason: str
    """Why."""
    ends_on: date | None
    """The first day on which it may be planned again."""
    made_by: str
    """By whom."""
    made_at: AwareDatetime
    """When."""


class Decided(Shape):
    """What is decided about a ticket on a day."""

    dataset: str
    """Its dataset."""
    ticket_id: str
    """Its id."""
    version: str
    """Names this state; the next decision sends it in If-Match. `none`: nothing is decided."""
    pin: DecidedPin | None
    """Its pin."""
    hold: DecidedHold | None
    """Its hold."""


class ShiftCrew(OnShift):
    """A crew on shift, with what the planner knows of it."""

    crew_id: int
    """Its number."""
    skills: list[str]
    """What it can do."""
    device: str | None
    """Its tracker."""


class TicketReport(Shape):
    """What a crew has reported of a ticket."""

    dataset: str
    """Its dataset."""
    ticket_id: str
    """Its id."""
    arrived_at: AwareDatetime | None
    """When the crew arrived."""
    done_at: AwareDatetime | None
    """When the work was done."""


class DayReport(TicketReport):
    """What a crew has reported of a ticket, for dispatchers."""

    crew: str
    """The crew."""
    reported_by: str
    """The token's name."""
    reported_at: AwareDatetime
    """When the server received it."""


class DayState(Shape):
    """What the dispatchers of a day share besides its plan."""

    plan_on: date
    """The day."""
    published_plan_id: int | None
    """Its published plan; `publish` sends it in If-Match, or `none`."""
    newest_draft_id: int | None
    """Its newest draft."""
    content_as_of: AwareDatetime | None
    """How new the tickets are."""
    is_stale: bool
    """Whether the tickets are out of date."""
    crews: list[ShiftCrew]
    """The crews on shift, by name."""
    decisions: list[Decided]
    """Of every ticket that has a pin on this day or a hold. Of any other, the version is `none`."""
    reports: list[DayReport]
    """What the crews have reported."""


class SheetStop(CrewStop):
    """One visit of a crew, with its places and what the crew has reported of it."""

    places: list[str | None]
    """Where each ticket is, in words."""
    clusters: list[str | None]
    """The cluster of each ticket."""
    reports: list[TicketReport]
    """What the crew has reported."""


class CrewSheet(CrewPlan):
    """A crew's day of the published plan."""

    plan_id: int
    """The plan's number."""
    plan_on: date
    """The day."""
    published_at: AwareDatetime | None
    """When it was published."""
    stops: list[SheetStop]  # type: ignore[assignment] # the same stops, with more
    """In the order of the work."""


class CrewPosition(Shape):
    """Where a crew is."""

    crew: str
    """Its name."""
    at: AwareDatetime
    """When it was there."""
    latitude: Degrees
    """WGS 84."""
    longitude: Degrees
    """WGS 84."""
    accuracy_m: Annotated[float, Unit("metres")] | None
    """How far off it may be."""
    speed_kmh: Annotated[float, Unit("km/h")] | None
    """Its speed."""
    heading: Degrees | None
    """From north, clockwise."""
    battery: Annotated[float, Unit("per cent")] | None
    """Of the device."""
    is_old: bool
    """Whether it is older than ten minutes."""


class CrewPositions(Shape):
    """Where the crews are."""

    tracker_problem: str | None
    """Why the view dispatch.tracker_positions cannot be read; null: it can, or does not exist."""
    crews: list[CrewPosition]
    """By name; crews without a position are absent."""


class CrewTracks(Shape):
    """Where the crews were on a day."""

    tracks: dict[str, list[tuple[AwareDatetime, float, float]]]
    """By crew: instant, longitude, latitude, in order."""
