"""The parameters and bodies of the dispatch routes."""

from datetime import date as date_type
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from fleettickets.api.parameters import Day, Instant, QueryOptions, Text
from fleettickets.dispatch.planning import ITERATIONS
from fleettickets.domain.crew_day import EAT

_MOST_ITERATIONS = 100_000
_MOST_SECONDS = 120


def today() -> date_type:
    """Return the day in East Africa Time."""
    return datetime.now(EAT).date()


class DayQuery(QueryOptions):
    """Which day."""

    date: Day | None = None
    """An East Africa day; today by default."""


class CrewDayQuery(DayQuery):
    """Which day of which crew."""

    crew: Text | None = None
    """A crew's name; all by default."""


class ChangesQuery(QueryOptions):
    """What to compare with."""

    against: Annotated[int, Field(ge=1, lt=1 << 62)] | None = None
    """A plan's number; by default the published plan of the day."""


class CandidatesQuery(QueryOptions):
    """How many candidates."""

    most: Annotated[int, Field(ge=1, le=200)] = 3
    """The greatest number of crews."""


class MoveQuery(QueryOptions):
    """Where a ticket would go."""

    crew: Text | None = None
    """A crew's name; without one, the ticket would be left out."""
    starts_at: Instant | None = None
    """When it would start; by default whenever that is cheapest."""


class DispatchBody(BaseModel):
    """What a dispatch route reads from a request's body."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class PlanWish(DispatchBody):
    """Which day is to be planned, and how long to search."""

    plan_on: Day | None = None
    """The day; today by default."""
    iterations: Annotated[int, Field(ge=1, le=_MOST_ITERATIONS)] = ITERATIONS
    """The search's iterations."""
    seed: Annotated[int, Field(ge=0, lt=1 << 62)] = 0
    """The search's seed."""
    limit_s: Annotated[float, Field(gt=0, le=_MOST_SECONDS)] = 30
    """The longest search, in seconds; a plan that reached it says so."""


class PublishWish(DispatchBody):
    """Whether to publish a plan whose tickets are out of date."""

    confirm: bool = False
    """Publish it all the same."""


class PinWish(DispatchBody):
    """The whole pin of a ticket: what is left out is not decided."""

    crew: Annotated[Text, Field(min_length=1)] | None = None
    """The crew that does it."""
    starts_at: Instant | None = None
    """When it starts."""
    order: Annotated[int, Field(ge=0, le=1000)] | None = None
    """Before the crew's tickets with a higher number."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.crew is None and self.starts_at is None and self.order is None:
            raise ValueError("name a crew, starts_at or order")
        return self


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("expected a reason")
    return value.strip()


class HoldWish(DispatchBody):
    """Why a ticket is not to be planned, and until when."""

    reason: Annotated[Text, AfterValidator(_not_blank)]
    """It stands in the plans."""
    ends_on: Day | None = None
    """The first day on which it may be planned again; by default when it is released."""


class ReportWish(DispatchBody):
    """What a crew reports of one ticket of its day."""

    dataset: Text
    """The ticket's dataset."""
    ticket_id: Text
    """The ticket's id."""
    plan_on: Day | None = None
    """The day; today by default."""
    arrived_at: Instant | None = None
    """When the crew arrived."""
    done_at: Instant | None = None
    """When the work was done."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.arrived_at is None and self.done_at is None:
            raise ValueError("name arrived_at or done_at")
        if self.arrived_at and self.done_at and self.done_at < self.arrived_at:
            raise ValueError("done_at is before arrived_at")
        return self
