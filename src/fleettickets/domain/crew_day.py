"""What the database knows about a day of the crews: tickets, crews on shift, decisions, prices."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fleettickets.domain.place import Position

EAT = ZoneInfo("Africa/Nairobi")


class TicketId(NamedTuple):
    """A ticket of a dataset."""

    dataset: str
    ticket_id: str


@dataclass(frozen=True, slots=True)
class TicketToPlan:
    """An open ticket with what its rule says; the rule's fields are None if no rule holds."""

    key: TicketId
    position: Position | None
    due_at: datetime | None
    appointed_at: datetime | None
    is_actionable: bool
    skills: frozenset[str] | None
    minutes: int | None
    priority: int | None
    hold_reason: str | None = None
    hold_ends_on: date | None = None
    team: str | None = None

    def is_held(self, day: date) -> bool:
        """Return whether it is not to be planned on that day."""
        if self.hold_reason is None:
            return False
        return self.hold_ends_on is None or day < self.hold_ends_on


@dataclass(frozen=True, slots=True)
class Shift:
    """A crew that works on the planned day."""

    crew_id: int
    name: str
    team: str | None
    skills: frozenset[str]
    start: Position
    end: Position
    starts_at: time
    ends_at: time
    lunch_from: time | None = None
    lunch_to: time | None = None
    lunch_minutes: int | None = None
    overtime_minutes: int = 60


@dataclass(frozen=True, slots=True)
class Pin:
    """What a person has decided about a ticket."""

    crew: str | None = None
    starts_at: datetime | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedStop:
    """A stop of the published plan."""

    crew_id: int
    position: Position
    travel_minutes: int
    arrives_at: datetime
    starts_at: datetime
    ends_at: datetime
    late_minutes: int
    is_pinned: bool
    tickets: tuple[TicketId, ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ReportedTicket:
    """What a crew has reported of one ticket, and the stop at which it was to do it."""

    key: TicketId
    crew: str
    arrived_at: datetime | None
    done_at: datetime | None
    stop: PublishedStop
    """Of the newest plan that was published with it; its crew is the one that reports."""


class PlannerSettings(NamedTuple):
    """The row of dispatch.settings; prices are tenths of a driving minute."""

    driving_price: int
    overtime_price: int
    late_prices: list[int]
    appointment_price: int
    unserved_prices: list[int]
    change_price: int
    appointment_minutes: int
    travel_fixed_minutes: float
    travel_minutes_a_km: float
    travel_factors: list[float]
