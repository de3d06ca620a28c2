"""A plan of the crews' day."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.base import Degrees, Minutes, ReportAnswer, Shape, Unit

Price = Annotated[int, Unit("tenths of a driving minute")]


class CostParts(Shape):
    """What the cost is made of."""

    driving: Price
    """Minutes on the road."""
    overtime: Price
    """Minutes past the shifts' ends."""
    late: Price
    """Minutes past due."""
    unserved: Price
    """Tickets that are left out."""
    changes: Price
    """Tickets that moved to another crew than published."""


class LunchBreak(Shape):
    """When a crew has lunch."""

    begins_at: AwareDatetime = Field(alias="from")
    """Its beginning."""
    ends_at: AwareDatetime = Field(alias="to")
    """Its end."""


class CrewStop(Shape):
    """One visit of a crew."""

    tickets: list[str]
    """Ids; several tickets at one point are one visit."""
    datasets: list[str]
    """The dataset of each."""
    latitude: Degrees
    """WGS 84."""
    longitude: Degrees
    """WGS 84."""
    travel_minutes: Minutes
    """The drive to it."""
    arrives_at: AwareDatetime
    """When the crew arrives."""
    starts_at: AwareDatetime
    """When the work starts."""
    ends_at: AwareDatetime
    """When the work ends."""
    late_minutes: Minutes
    """How late it starts to be done in time; of its latest ticket."""
    is_pinned: bool
    """Whether a person decided its crew, time or order."""
    is_begun: bool
    """Whether it had begun when the plan was made."""


class CrewPlace(Shape):
    """Where a crew's day starts or ends, as the list of crews has it now."""

    latitude: Degrees
    """WGS 84."""
    longitude: Degrees
    """WGS 84."""


class OnShift(Shape):
    """A crew, its places and its shift."""

    crew: str
    """Its name."""
    team: str | None
    """Its team, as tickets name it."""
    starts_from: CrewPlace = Field(alias="start")
    """Where it drives from."""
    returns_to: CrewPlace = Field(alias="end")
    """Where it drives back to."""
    shift_from: AwareDatetime
    """The shift's start."""
    shift_to: AwareDatetime
    """The shift's end."""


class CrewPlan(OnShift):
    """A crew on shift."""

    lunch: LunchBreak | None
    """Lunch; null: none."""
    ends_at: AwareDatetime
    """When the crew is back."""
    overtime_minutes: Minutes
    """Past the shift's end."""
    driving_minutes: Minutes
    """All drives, the way back included."""
    stops: list[CrewStop]
    """In the order of the work."""


class AfterAll(Shape):
    """The cheapest way to do a ticket after all."""

    crew: str
    """By which crew."""
    tickets: list[str]
    """Ids of the tickets that would be left out for it."""
    price_minutes: Minutes
    """How much dearer the plan becomes, in driving minutes; rounded up."""


class LeftOut(Shape):
    """An open ticket that the plan leaves out."""

    ticket_id: str
    """Its id."""
    dataset: str
    """Its dataset."""
    reason: str
    """One word; `docs/dispatch.md#reasons` lists them."""
    detail: str
    """The reason in words."""
    instead: AfterAll | None
    """The cheapest way to do it after all; null: there is none, or it is not to be planned."""


class ListedPlan(Shape):
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
    """Whether a time limit ended the search, so that another machine may find another plan."""
    travel_source: str
    """Where travel times came from."""
    estimated_pairs: int
    """Pairs of places that were estimated, because the source had no answer."""
    cost: Price
    """The sum of the parts."""
    parts: CostParts
    """What the cost is made of."""
    published_at: AwareDatetime | None
    """When it was published."""
    published_by: str | None
    """By whom it was published."""


class DispatchPlan(ListedPlan, ReportAnswer):
    """A plan of the crews' day."""

    FUNCTION: ClassVar[str] = "fn_dispatch_plan"
    crews: list[CrewPlan]
    """The crews on shift, also those without a stop; by name."""
    unassigned: list[LeftOut]
    """Every open ticket that is in no stop."""
