"""What the dispatch routes answer about plans, besides the plans themselves."""

from pydantic import AwareDatetime, Field

from fleettickets.api.contract.base import Minutes, Shape
from fleettickets.api.contract.dispatch import (
    AfterAll,
    CrewStop,
    LeftOut,
    ListedPlan,
    Price,
)


class ListedPlans(Shape):
    """The plans of a day."""

    plans: list[ListedPlan]
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
    """Its number among the crew's stops."""
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
