"""What the dispatch routes answer besides plans."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.base import Degrees, Minutes, Shape, Unit
from fleettickets.api.contract.dispatch import (
    AfterAll,
    CostParts,
    CrewPlan,
    CrewStop,
    LeftOut,
    Price,
)


class PlanLine(Shape):
    """A plan without its content."""

    plan_id: int
    """The plan's number."""
    plan_on: date
    """The planned day."""
    state: Literal["draft", "published", "superseded"]
    """Only one plan of a day is published."""
    made_at: AwareDatetime
    """When it was made."""
    made_by: str
    """By whom."""
    content_as_of: AwareDatetime | None
    """How new the tickets were from which it was made."""
    planned_from: AwareDatetime
    """Nothing in it starts earlier, but for what had begun."""
    seed: int
    """The search's seed."""
    iterations: int
    """The search's iterations."""
    is_cut_short: bool
    """Whether a time limit ended the search."""
    travel_source: str
    """Where travel times came from."""
    estimated_pairs: int
    """Pairs of places that were estimated."""
    cost: Price
    """The sum of the parts."""
    parts: CostParts
    """What the cost is made of."""
    published_at: AwareDatetime | None
    """When it was published."""
    published_by: str | None
    """By whom it was published."""


class PlanLines(Shape):
    """The plans of a day."""

    plans: list[PlanLine]
    """The newest first."""


class MovedTicket(Shape):
    """A ticket that another crew does."""

    dataset: str
    """Its dataset."""
    ticket_id: str
    """Its id."""
    was: str = Field(alias="from")
    """The crew before."""
    to: str
    """The crew after."""


class ShiftedTicket(Shape):
    """A ticket that starts more than half an hour later or earlier, on the same crew."""

    dataset: str
    """Its dataset."""
    ticket_id: str
    """Its id."""
    minutes: Minutes
    """How much later; below 0: earlier."""


class CrewTicket(Shape):
    """A ticket and a crew."""

    dataset: str
    """Its dataset."""
    ticket_id: str
    """Its id."""
    crew: str
    """The crew that does it, or did it before."""


class PlanDifference(Shape):
    """How a plan differs from another one."""

    before: int | None
    """The other plan's number; null: there is none, and everything is new."""
    after: int
    """The plan's number."""
    moved: list[MovedTicket]
    """To another crew."""
    shifted: list[ShiftedTicket]
    """To another time."""
    added: list[CrewTicket]
    """New in the plan."""
    dropped: list[CrewTicket]
    """No longer in the plan."""
    cost: Price
    """How much dearer it is; below 0: what it saves."""
    late_minutes: Minutes
    """How much later all stops are together."""


class PlanMade(Shape):
    """A draft that was made."""

    plan_id: int
    """Its number."""
    changes: PlanDifference
    """Against the published plan of the day."""


class PlannedTicket(Shape):
    """Where a ticket is in a plan."""

    crew: str
    """The crew that does it."""
    stop_number: int
    """The how-manieth of its stops."""
    stop: CrewStop
    """The stop."""


class Why(Shape):
    """Where a ticket is in a plan, or why it is nowhere; one of the two is null."""

    planned: PlannedTicket | None
    """Where it is."""
    left_out: LeftOut | None
    """Why it is left out."""


class CandidateCrew(AfterAll):
    """A crew that could do a ticket, and what would give; its price is against leaving it out."""

    travel_minutes: Minutes
    """The drive to it."""
    starts_at: AwareDatetime
    """When the work would start."""
    ends_at: AwareDatetime
    """When the work would end."""
    late_minutes: Minutes
    """How late it would start."""
    driving_minutes: Minutes
    """More driving of the crew."""
    overtime_minutes: Minutes
    """More overtime of the crew."""
    others_late_minutes: Minutes
    """More lateness of the crew's other tickets."""


class CandidateList(Shape):
    """Who could do a ticket."""

    tickets: list[str]
    """Ids of the visit: tickets at one point are done together."""
    candidates: list[CandidateCrew]
    """The cheapest first."""
    obstacles: dict[str, int]
    """How many crews cannot, by their first obstacle (docs/dispatch.md#reasons)."""


class BrokenRule(Shape):
    """A rule that a move would break."""

    rule: str
    """`skill`, `crew`, `time`, `window`, `order`, `lunch` or `overtime`."""
    crew: str
    """The crew whose day breaks it."""
    tickets: list[str]
    """The visit that breaks it; empty: the day as a whole."""


class ChangedCrew(Shape):
    """A crew whose day a move would change."""

    crew: str
    """Its name."""
    ends_at: AwareDatetime
    """When it would be back."""
    driving_minutes: Minutes
    """More driving; below 0: less."""
    overtime_minutes: Minutes
    """More overtime; below 0: less."""


class LaterVisit(Shape):
    """A visit that a move would make late, or later."""

    tickets: list[str]
    """Ids of the visit."""
    late_minutes: Minutes
    """How late it would be."""
    more_minutes: Minutes
    """How much of that is new."""


class TriedMove(Shape):
    """What a move would cost and break."""

    tickets: list[str]
    """Ids of the visit that would move: tickets at one point move together."""
    price: Price
    """How much dearer the plan would become; below 0: cheaper. Broken rules cost nothing here."""
    starts_at: AwareDatetime | None
    """When the work would start; null: it would be left out."""
    ends_at: AwareDatetime | None
    """When the work would end."""
    late_minutes: Minutes
    """How late it would start."""
    breaks: list[BrokenRule]
    """A person may accept them."""
    crews: list[ChangedCrew]
    """The crews whose day would change."""
    later: list[LaterVisit]
    """Other visits that would become later than they are due."""


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


class ShiftCrew(Shape):
    """A crew on shift."""

    crew_id: int
    """Its number."""
    crew: str
    """Its name."""
    team: str | None
    """Its team, as tickets name it."""
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
