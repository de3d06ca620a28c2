"""What moving one ticket by hand would cost and break, in tickets and instants."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fleettickets.dispatch.assembly import Assembled
from fleettickets.dispatch.checker import CrewDay, Violation, check_crew
from fleettickets.dispatch.moves import Move, move
from fleettickets.dispatch.problem import Orders, Problem
from fleettickets.domain.crew_day import TicketId
from fleettickets.planner_errors import UnknownDispatchError


@dataclass(frozen=True, slots=True)
class Target:
    """Where a ticket would go."""

    crew: str | None
    """None: out of the plan."""
    starts_at: datetime | None = None
    """None: whenever it is cheapest."""


def job_number(assembled: Assembled, ticket: TicketId) -> int:
    """Return the number of the visit that the ticket belongs to.

    Raises:
        UnknownDispatchError: it has begun, or it is not to be planned.
    """
    for job, visit in enumerate(assembled.visits):
        if ticket in visit.keys:
            return job
    raise UnknownDispatchError(ticket.ticket_id, "has begun or is not to be planned")


def try_move(assembled: Assembled, orders: Orders, ticket: TicketId, to: Target) -> dict[str, Any]:
    """Return the price of a move, whom it makes late, and which rules it breaks.

    What was pinned before does not count for this ticket: the move would take its place.

    Raises:
        UnknownDispatchError: no such ticket in the rest of the day, or no such crew on shift.
    """
    problem = assembled.problem
    job = job_number(assembled, ticket)
    crew = _crew_number(problem, to.crew)
    at = None if to.starts_at is None else max(0, assembled.day.minute_of(to.starts_at))
    trial = problem.with_jobs(
        [
            replace(one, crew=to.crew, starts_at=at, order=None) if number == job else one
            for number, one in enumerate(problem.jobs)
        ]
    )
    home = next((number for number, order in enumerate(orders) if job in order), None)
    best = _best_place(trial, orders, job, crew)
    changed = sorted({number for number in (home, crew) if number is not None})
    before = {number: check_crew(problem, number, orders[number]) for number in changed}
    # The price is against the plan as it is, with the pin that the ticket has in it.
    as_tried = sum(check_crew(trial, number, orders[number]).cost for number in changed)
    price = best.price + as_tried - sum(day.cost for day in before.values())
    return _describe(assembled, best, before, job, price)


def _crew_number(problem: Problem, name: str | None) -> int | None:
    if name is None:
        return None
    for number, crew in enumerate(problem.crews):
        if crew.name.lower() == name.lower():
            return number
    raise UnknownDispatchError(name[:80], "is not on shift")


def _best_place(problem: Problem, orders: Orders, job: int, crew: int | None) -> Move:
    if crew is None:
        return move(problem, orders, job, None)
    places = range(sum(other != job for other in orders[crew]) + 1)
    tried = [move(problem, orders, job, crew, place) for place in places]
    return min(tried, key=lambda one: (len(one.violations), one.price))


def _describe(
    assembled: Assembled, best: Move, before: dict[int, CrewDay], job: int, price: int
) -> dict[str, Any]:
    day, visits = assembled.day, assembled.visits
    was_late = {visit.job: visit.late for one in before.values() for visit in one.visits}
    own = next((visit for one in best.days for visit in one.visits if visit.job == job), None)
    return {
        "tickets": [key.ticket_id for key in visits[job].keys],
        "price": price,
        "starts_at": None if own is None else day.instant_of(own.starts_at),
        "ends_at": None if own is None else day.instant_of(own.ends_at),
        "late_minutes": 0 if own is None else own.late,
        "breaks": [_broken(assembled, violation) for violation in best.violations],
        "crews": [
            {
                "crew": assembled.problem.crews[one.crew].name,
                "ends_at": day.instant_of(one.ends_at),
                "driving_minutes": one.driving - before[one.crew].driving,
                "overtime_minutes": one.overtime - before[one.crew].overtime,
            }
            for one in best.days
        ],
        "later": [
            {
                "tickets": [key.ticket_id for key in visits[visit.job].keys],
                "late_minutes": visit.late,
                "more_minutes": visit.late - was_late.get(visit.job, 0),
            }
            for one in best.days
            for visit in one.visits
            if visit.job != job and visit.late > was_late.get(visit.job, 0)
        ],
    }


def _broken(assembled: Assembled, violation: Violation) -> dict[str, Any]:
    keys = () if violation.job is None else assembled.visits[violation.job].keys
    return {
        "rule": violation.rule,
        "crew": assembled.problem.crews[violation.crew].name,
        "tickets": [key.ticket_id for key in keys],
    }
