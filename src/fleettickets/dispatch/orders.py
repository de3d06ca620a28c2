"""A day to be planned: what the database knows about it, and its clock in the planner's minutes."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from fleettickets.dispatch.problem import Prices
from fleettickets.domain.crew_day import (
    EAT,
    Pin,
    PublishedStop,
    ReportedTicket,
    Shift,
    TicketId,
    TicketToPlan,
)


@dataclass(frozen=True, slots=True)
class DaySettings:
    """Prices, and what else a person may set."""

    prices: Prices = field(default_factory=Prices)
    appointment_minutes: int = 120


@dataclass(frozen=True)
class DayOrders:
    """Everything that a day is planned from."""

    plan_on: date
    now: datetime
    tickets: tuple[TicketToPlan, ...]
    shifts: tuple[Shift, ...]
    pins: dict[TicketId, Pin] = field(default_factory=dict)
    published: tuple[PublishedStop, ...] = ()
    published_lunches: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    settings: DaySettings = field(default_factory=DaySettings)
    reports: dict[TicketId, ReportedTicket] = field(default_factory=dict)
    """What crews have reported; of two crews, what the later one says."""

    @cached_property
    def ticket_of(self) -> dict[TicketId, TicketToPlan]:
        """The open tickets by their ids."""
        return {ticket.key: ticket for ticket in self.tickets}

    @property
    def midnight(self) -> datetime:
        """When the day begins, in East Africa Time."""
        return datetime.combine(self.plan_on, time(), EAT)

    @cached_property
    def origin(self) -> datetime:
        """Minute 0 of the planner: the first shift's start."""
        first = min((shift.starts_at for shift in self.shifts), default=time(8))
        return datetime.combine(self.plan_on, first, EAT)

    def minute_of(self, instant: datetime) -> int:
        """Return an instant as the planner counts."""
        return int((instant - self.origin) // timedelta(minutes=1))

    def instant_of(self, minute: int) -> datetime:
        """Return the instant of a minute of the planner."""
        return self.origin + timedelta(minutes=minute)

    @property
    def now_minute(self) -> int:
        """The minute before which nothing may start: 0 unless the day has begun."""
        return max(0, self.minute_of(self.now)) if self.is_today else 0

    @property
    def is_today(self) -> bool:
        """Whether the planned day is today."""
        return self.now.astimezone(EAT).date() == self.plan_on
