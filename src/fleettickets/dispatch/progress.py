"""How far each crew is: what it has reported, and of a crew that reports nothing, what was planned.

A crew that has reported anything is where its reports say, and nothing else of its plan has begun:
a stop that it has not come to stays in the plan, however late it is. Only a stop whose tickets the
feed has closed meanwhile counts as done without a report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from fleettickets.dispatch.orders import DayOrders
from fleettickets.dispatch.visits import VisitTickets, job_of
from fleettickets.domain.crew_day import PublishedStop, ReportedTicket, TicketId


def begun_stops(day: DayOrders) -> list[tuple[PublishedStop, ...]]:
    """Return for each crew on shift the stops that have begun, as they were done, in order."""
    return [_begun_stops(day, shift.crew_id) for shift in day.shifts]


def _begun_stops(day: DayOrders, crew_id: int) -> tuple[PublishedStop, ...]:
    own = {key: said for key, said in day.reports.items() if said.stop.crew_id == crew_id}
    planned = list(_stops_of(day, crew_id))
    if not own:
        return tuple(stop for stop in planned if _was_to_begin(day, stop))
    listed = {key for stop in planned for key in stop.tickets}
    # A plan that was published since has given these to another crew, or to none.
    planned += [said.stop for key, said in own.items() if key not in listed]
    begun = []
    for stop in planned:
        said = [own[key] for key in stop.tickets if key in own]
        if said:
            begun.append(_as_reported(day, stop, said))
        elif _was_to_begin(day, stop) and not _open_keys(day, stop):
            begun.append(stop)
    begun.sort(key=lambda stop: (stop.starts_at, stop.ends_at))
    return tuple(_one_after_another(begun))


def _stops_of(day: DayOrders, crew_id: int) -> Iterator[PublishedStop]:
    """Yield the published stops without the tickets of which another crew has reported."""
    for stop in day.published:
        if stop.crew_id == crew_id:
            tickets = tuple(key for key in stop.tickets if _reporter(day, key) in (None, crew_id))
            if tickets:
                yield replace(stop, tickets=tickets)


def _reporter(day: DayOrders, key: TicketId) -> int | None:
    said = day.reports.get(key)
    return None if said is None else said.stop.crew_id


def _was_to_begin(day: DayOrders, stop: PublishedStop) -> bool:
    return day.minute_of(stop.starts_at) < day.now_minute


def _open_keys(day: DayOrders, stop: PublishedStop) -> set[TicketId]:
    return {key for key in stop.tickets if key in day.ticket_of}


def _as_reported(
    day: DayOrders, stop: PublishedStop, said: Sequence[ReportedTicket]
) -> PublishedStop:
    """Return the stop with the times that were reported, the rest as planned from there on."""
    planned = stop.ends_at - stop.starts_at
    arrivals = [one.arrived_at for one in said if one.arrived_at is not None]
    dones = {one.key: one.done_at for one in said if one.done_at is not None}
    starts_at = _past(day, min(arrivals) if arrivals else min(dones.values()) - planned)
    if _open_keys(day, stop) <= dones.keys():
        ends_at = _past(day, max(dones.values(), default=starts_at + planned))
    else:
        # Still at work, perhaps longer than planned.
        ends_at = max(starts_at + planned, day.now) if day.is_today else starts_at + planned
    return replace(
        stop,
        arrives_at=starts_at,
        starts_at=starts_at,
        ends_at=max(starts_at, ends_at),
        late_minutes=_late_minutes(day, stop, starts_at),
    )


def _past(day: DayOrders, at: datetime) -> datetime:
    """Return the instant, or the nearest one of the day until now: a phone's clock may be wrong."""
    return max(day.midnight, min(at, day.now))


def _late_minutes(day: DayOrders, stop: PublishedStop, starts_at: datetime) -> int:
    tickets = tuple(day.ticket_of[key] for key in stop.tickets if key in day.ticket_of)
    if not tickets:  # closed, so that it is not known when they were due
        return stop.late_minutes
    dues = job_of(VisitTickets(tickets), 0, day).dues
    return max((due.lateness(day.minute_of(starts_at)) for due in dues), default=0)


def _one_after_another(stops: Sequence[PublishedStop]) -> Iterator[PublishedStop]:
    """Yield the stops; a crew that has come to the next one has left the one before."""
    for stop, following in zip(stops, [*stops[1:], None], strict=True):
        if following is not None and following.starts_at < stop.ends_at:
            yield replace(stop, ends_at=following.starts_at)
        else:
            yield stop
