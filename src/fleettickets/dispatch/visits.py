"""Make visits of tickets: those at one point are one drive. Say which tickets cannot be planned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from fleettickets.dispatch.orders import DayOrders
from fleettickets.dispatch.problem import Due, Job, Window
from fleettickets.domain.crew_day import Pin, TicketId, TicketToPlan
from fleettickets.domain.place import Position

_LONGEST_VISIT = 240
"""Minutes; more work at one point is parted among visits, so that several crews can share it."""

_NO_PIN = Pin()
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A ticket that is not offered to any crew, and why."""

    key: TicketId
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class VisitTickets:
    """Tickets that one crew does at one place, the most urgent first."""

    tickets: tuple[TicketToPlan, ...]
    pin: Pin = field(default_factory=Pin)
    published_crew: int | None = None

    @property
    def position(self) -> Position:
        """Where it is."""
        position = self.tickets[0].position
        assert position is not None  # noqa: S101 - unplanned otherwise
        return position

    @property
    def keys(self) -> tuple[TicketId, ...]:
        """Which tickets they are."""
        return tuple(ticket.key for ticket in self.tickets)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(ticket.minutes or 0 for ticket in self.tickets)


def unplanned(day: DayOrders) -> list[Unplanned]:
    """Return the open tickets that are not offered to the crews."""
    found = []
    for ticket in day.tickets:
        why = _said_done(ticket, day) or _why_not(ticket, day)
        if why is not None:
            found.append(Unplanned(ticket.key, *why))
    return found


def _said_done(ticket: TicketToPlan, day: DayOrders) -> tuple[str, str] | None:
    report = day.reports.get(ticket.key)
    if report is None or report.done_at is None:
        return None
    at = report.done_at.astimezone(day.midnight.tzinfo)
    return "done", f"{report.crew} reported it done at {at:%H:%M}; the feed has not closed it"


def _why_not(ticket: TicketToPlan, day: DayOrders) -> tuple[str, str] | None:
    if not ticket.is_actionable:
        return "not_actionable", "the source says that nobody can work on it now"
    if ticket.is_held(day.plan_on):
        ends = ticket.hold_ends_on
        return "held", f"{ticket.hold_reason}" + (f" (until {ends})" if ends else "")
    if ticket.position is None:
        return "no_position", "neither its place nor its cluster has a position"
    if ticket.minutes is None:
        return "no_rule", "no rule of `fleettickets dispatch rules` holds for it"
    at = ticket.appointed_at
    if at is not None and at >= day.midnight + timedelta(days=1):
        return "not_today", f"the appointment is on {at.astimezone(day.midnight.tzinfo):%Y-%m-%d}"
    return None


def make_visits(day: DayOrders, begun: Iterable[TicketId]) -> list[VisitTickets]:
    """Return the visits of the tickets that can be planned and have not begun."""
    left_out = {line.key for line in unplanned(day)} | set(begun)
    home = {key: stop.crew_id for stop in day.published for key in stop.tickets}
    tickets = [ticket for ticket in day.tickets if ticket.key not in left_out]

    def key_of(ticket: TicketToPlan) -> Key:
        assert ticket.position is not None  # noqa: S101 - unplanned otherwise
        pin = day.pins.get(ticket.key, _NO_PIN)
        return (
            round(ticket.position.latitude, 5),
            round(ticket.position.longitude, 5),
            sorted(ticket.skills or ()),
            str(ticket.appointed_at or ""),
            (pin.crew or "", str(pin.starts_at or ""), pin.order or 0),
            home.get(ticket.key, 0),
        )

    def urgency(ticket: TicketToPlan) -> tuple[object, ...]:
        return ticket.priority or 0, str(ticket.due_at or "~"), ticket.key

    visits = []
    ordered = sorted(tickets, key=lambda ticket: (key_of(ticket), urgency(ticket)))
    for _, group in groupby(ordered, key_of):
        for some in _parted(list(group)):
            pin = day.pins.get(some[0].key, _NO_PIN)
            visits.append(VisitTickets(tuple(some), pin, home.get(some[0].key)))
    return visits


def _parted(tickets: list[TicketToPlan]) -> Iterator[list[TicketToPlan]]:
    part: list[TicketToPlan] = []
    total = 0
    for ticket in tickets:
        minutes = ticket.minutes or 0
        if part and total + minutes > _LONGEST_VISIT:
            yield part
            part, total = [], 0
        part.append(ticket)
        total += minutes
    if part:
        yield part


def job_of(visit: VisitTickets, place: int, day: DayOrders) -> Job:
    """Return the visit as the planner takes it."""
    prices = day.settings.prices
    first = visit.tickets[0]
    windows: tuple[Window, ...] = ()
    dues = []
    done = 0
    for ticket in visit.tickets:
        minutes, priority = ticket.minutes or 0, ticket.priority or 4
        done += minutes
        if ticket.appointed_at is not None and ticket.appointed_at >= day.midnight:
            opens = day.minute_of(ticket.appointed_at)
            windows = ((max(0, opens), _END),)
            late_from = opens + day.settings.appointment_minutes - (done - minutes)
            dues.append(Due(late_from, prices.appointment))
        elif ticket.due_at is not None:
            # Restored by then, so it must begin earlier.
            dues.append(Due(day.minute_of(ticket.due_at) - done, prices.for_late(priority)))
    starts_at = visit.pin.starts_at
    return Job(
        f"{first.key.dataset}/{first.key.ticket_id}",
        place,
        visit.minutes,
        sum(prices.for_unserved(ticket.priority or 4) for ticket in visit.tickets),
        first.skills or frozenset(),
        windows,
        tuple(dues),
        visit.pin.crew,
        day.minute_of(starts_at) if starts_at else None,
        visit.pin.order,
    )


_END = 1 << 20
"""Later than any day of the planner."""
