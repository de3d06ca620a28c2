"""A day's published plan against what happened."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AwareDatetime

from fleettickets.api.contract.base import FractionalMinutes, Minutes, ReportAnswer, Shape, Unit

Stops = Annotated[int, Unit("stops")]
PlannedTickets = Annotated[int, Unit("tickets")]
Appointments = Annotated[int, Unit("appointments")]


class DayFigures(Shape):
    """What crews were to do and have done."""

    crew_days: Annotated[int, Unit("crew-days")]
    """Crews on shift in the published plan."""
    stops: Stops
    """Planned, by the last published plan in which they had not begun."""
    tickets: PlannedTickets
    """Planned."""
    done: PlannedTickets
    """Planned ones that are done: the sum of the next two."""
    done_by_report: PlannedTickets
    """Reported done by a crew."""
    done_by_feed: PlannedTickets
    """Not reported, but closed on that day by the feed."""
    done_per_crew_day: Annotated[float, Unit("tickets a crew-day")] | None
    """Null: no crew was on shift."""
    arrivals: Stops
    """Those whose arrival is known: the sum of the next two."""
    arrivals_by_report: Stops
    """The crew has reported its arrival."""
    arrivals_by_position: Stops
    """Not reported, but the crew's device stayed within 150 m for five minutes about then."""
    delay_minutes: FractionalMinutes | None
    """Mean of the known arrivals after the planned ones; below 0: early."""
    planned_late_minutes: Minutes
    """Minutes past due as planned, of the stops whose arrival is known."""
    late_minutes: Minutes
    """Minutes past due as they happened, of the same stops."""
    appointments: Appointments
    """Planned."""
    appointments_kept: Appointments
    """The crew arrived before the appointment counts as late."""
    appointments_missed: Appointments
    """It arrived later."""
    appointments_unknown: Appointments
    """The arrival is not known."""
    planned_driving_minutes: Minutes
    """All drives of the published plan, the ways back included."""
    planned_drive_minutes_per_stop: FractionalMinutes | None
    """Of the published plan."""
    driving_minutes: FractionalMinutes | None
    """By the crews' positions; null: there are none of that day (any more)."""
    driving_km: Annotated[float, Unit("km")] | None
    """As the crow flies from position to position."""
    drive_minutes_per_stop: FractionalMinutes | None
    """By positions, of the crews that have some."""


class TeamOutcome(DayFigures):
    """The figures of a team."""

    team: str | None
    """As in the tickets; null: the crews without one."""


class CrewOutcome(TeamOutcome):
    """The figures of a crew."""

    crew: str
    """Its name."""


class DayOutcome(ReportAnswer):
    """A day's published plan against what happened."""

    FUNCTION: ClassVar[str] = "fn_dispatch"
    plan_on: date
    """The day."""
    plan_id: int
    """The published plan's number."""
    published_at: AwareDatetime
    """When it was published."""
    versions: Annotated[int, Unit("plans")]
    """Plans that were published for the day, one after another."""
    total: DayFigures
    """All crews."""
    teams: list[TeamOutcome]
    """By name; crews without a team come last."""
    crews: list[CrewOutcome]
    """By name; also crews that are no longer in the plan, but have reported."""
