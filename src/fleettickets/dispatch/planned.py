"""A planned day as people and programs read it: instants, tickets, reasons in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from fleettickets.dispatch.assembly import Assembled
from fleettickets.dispatch.checker import CrewDay, TimedVisit
from fleettickets.dispatch.engine import DayPlan
from fleettickets.dispatch.exchange import Exchange
from fleettickets.dispatch.reasons import Reason
from fleettickets.dispatch.visits import unplanned
from fleettickets.dispatch.wording import explain_in_words
from fleettickets.domain.crew_day import EAT, PublishedStop, TicketId
from fleettickets.domain.place import Position


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """One visit of a crew."""

    tickets: tuple[TicketId, ...]
    position: Position
    travel_minutes: int
    arrives_at: datetime
    starts_at: datetime
    ends_at: datetime
    late_minutes: int
    is_pinned: bool
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class PlannedCrew:
    """A crew on shift, also one without a stop."""

    crew_id: int
    crew: str
    start: Position
    end: Position
    shift_from: datetime
    shift_to: datetime
    lunch: tuple[datetime, datetime] | None
    ends_at: datetime
    overtime_minutes: int
    driving_minutes: int
    stops: tuple[PlannedStop, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """The cheapest way to do a ticket after all."""

    crew: str
    tickets: tuple[TicketId, ...]
    """What would be left out for it; empty: nothing."""
    price_minutes: int
    """How much dearer the plan becomes, in driving minutes."""


@dataclass(frozen=True, slots=True)
class UnassignedTicket:
    """An open ticket that the plan leaves out."""

    key: TicketId
    reason: str
    detail: str
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A whole plan: every open ticket stands in it exactly once."""

    plan_on: date
    planned_from: datetime
    content_as_of: datetime | None
    seed: int
    iterations: int
    is_cut_short: bool
    travel_source: str
    estimated_pairs: int
    cost: int
    parts: dict[str, int]
    crews: tuple[PlannedCrew, ...]
    unassigned: tuple[UnassignedTicket, ...]


def describe(
    assembled: Assembled, plan: DayPlan, *, seed: int, content_as_of: datetime | None
) -> PlannedDay:
    """Return the plan in instants and tickets."""
    day = assembled.day
    left = [_unassigned(assembled, reason) for reason in plan.reasons]
    lines = [line for some in left for line in some]
    lines += [UnassignedTicket(line.key, line.reason, line.detail) for line in unplanned(day)]
    begun = {key for stops in assembled.begun for stop in stops for key in stop.tickets}
    return PlannedDay(
        day.plan_on,
        day.instant_of(day.now_minute),
        content_as_of,
        seed,
        plan.found.iterations,
        plan.found.is_cut_short,
        assembled.travel_source,
        assembled.estimated_pairs,
        plan.cost,
        plan.checked.parts._asdict(),
        tuple(_crew(assembled, crew_day) for crew_day in plan.checked.days),
        tuple(sorted((line for line in lines if line.key not in begun), key=lambda u: u.key)),
    )


def _crew(assembled: Assembled, crew_day: CrewDay) -> PlannedCrew:
    day, number = assembled.day, crew_day.crew
    shift = day.shifts[number]
    lunch = day.published_lunches.get(shift.crew_id)
    if crew_day.lunch is not None:
        lunch = day.instant_of(crew_day.lunch[0]), day.instant_of(crew_day.lunch[1])
    elif lunch is not None and not _was_had(assembled, number, lunch[0]):
        lunch = None
    stops = [_begun_stop(stop) for stop in assembled.begun[number]]
    driving = sum(stop.travel_minutes for stop in stops) + crew_day.driving
    stops += [_stop(assembled, visit) for visit in crew_day.visits]
    return PlannedCrew(
        shift.crew_id,
        shift.name,
        shift.start,
        shift.end,
        datetime.combine(day.plan_on, shift.starts_at, EAT),
        datetime.combine(day.plan_on, shift.ends_at, EAT),
        lunch,
        day.instant_of(crew_day.ends_at),
        crew_day.overtime,
        driving,
        tuple(stops),
    )


def _was_had(assembled: Assembled, crew: int, begins: datetime) -> bool:
    """Return whether a published lunch is past, and the crew was not at work then."""
    is_past = begins < assembled.day.instant_of(assembled.day.now_minute)
    at_work = any(stop.starts_at <= begins < stop.ends_at for stop in assembled.begun[crew])
    return is_past and not at_work


def _stop(assembled: Assembled, visit: TimedVisit) -> PlannedStop:
    day, tickets = assembled.day, assembled.visits[visit.job]
    return PlannedStop(
        tickets.keys,
        tickets.position,
        visit.travel,
        day.instant_of(visit.arrives_at),
        day.instant_of(visit.starts_at),
        day.instant_of(visit.ends_at),
        visit.late,
        assembled.problem.jobs[visit.job].is_pinned,
    )


def _begun_stop(stop: PublishedStop) -> PlannedStop:
    return PlannedStop(
        stop.tickets,
        stop.position,
        stop.travel_minutes,
        stop.arrives_at,
        stop.starts_at,
        stop.ends_at,
        stop.late_minutes,
        stop.is_pinned,
        is_begun=True,
    )


def _unassigned(assembled: Assembled, reason: Reason) -> Iterator[UnassignedTicket]:
    instead = instead_of(assembled, reason.after_all) if reason.after_all else None
    detail = explain_in_words(assembled.problem, reason)
    for key in assembled.visits[reason.job].keys:
        yield UnassignedTicket(key, reason.main, detail, instead)


def instead_of(assembled: Assembled, exchange: Exchange) -> Instead:
    """Return an exchange by names; its price is rounded up to whole minutes."""
    out = exchange.instead
    tickets = () if out is None else assembled.visits[out].keys
    crew = assembled.problem.crews[exchange.crew].name
    return Instead(crew, tickets, -(-exchange.price // 10))


def as_json(plan: PlannedDay) -> dict[str, Any]:
    """Return the document of ``dispatch plan --json`` (docs/dispatch.md#json)."""
    return {
        "plan_on": plan.plan_on.isoformat(),
        "content_as_of": _instant(plan.content_as_of),
        "planned_from": _instant(plan.planned_from),
        "seed": plan.seed,
        "iterations": plan.iterations,
        "is_cut_short": plan.is_cut_short,
        "travel_source": plan.travel_source,
        "estimated_pairs": plan.estimated_pairs,
        "cost": plan.cost,
        "parts": plan.parts,
        "crews": [_crew_json(crew) for crew in plan.crews],
        "unassigned": [_unassigned_json(line) for line in plan.unassigned],
    }


def _crew_json(crew: PlannedCrew) -> dict[str, Any]:
    lunch = crew.lunch
    return {
        "crew": crew.crew,
        "start": crew.start._asdict(),
        "end": crew.end._asdict(),
        "shift_from": _instant(crew.shift_from),
        "shift_to": _instant(crew.shift_to),
        "lunch": {"from": _instant(lunch[0]), "to": _instant(lunch[1])} if lunch else None,
        "ends_at": _instant(crew.ends_at),
        "overtime_minutes": crew.overtime_minutes,
        "driving_minutes": crew.driving_minutes,
        "stops": [
            {
                "tickets": [key.ticket_id for key in stop.tickets],
                "datasets": [key.dataset for key in stop.tickets],
                "latitude": stop.position.latitude,
                "longitude": stop.position.longitude,
                "arrives_at": _instant(stop.arrives_at),
                "starts_at": _instant(stop.starts_at),
                "ends_at": _instant(stop.ends_at),
                "late_minutes": stop.late_minutes,
                "travel_minutes": stop.travel_minutes,
                "is_pinned": stop.is_pinned,
                "is_begun": stop.is_begun,
            }
            for stop in crew.stops
        ],
    }


def _unassigned_json(line: UnassignedTicket) -> dict[str, Any]:
    return {
        "ticket_id": line.key.ticket_id,
        "dataset": line.key.dataset,
        "reason": line.reason,
        "detail": line.detail,
        "instead": instead_json(line.instead),
    }


def instead_json(instead: Instead | None) -> dict[str, Any] | None:
    """Return the cheapest way as JSON."""
    if instead is None:
        return None
    tickets = [key.ticket_id for key in instead.tickets]
    return {"crew": instead.crew, "tickets": tickets, "price_minutes": instead.price_minutes}


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()
