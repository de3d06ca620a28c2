"""What it would cost and break to move one job by hand: to a crew, or out of the plan."""

from dataclasses import dataclass

from fleettickets.dispatch.checker import (
    CrewDay,
    Violation,
    check_crew,
    cost_of_leaving_out,
)
from fleettickets.dispatch.problem import Orders, Problem


@dataclass(frozen=True, slots=True)
class Move:
    """The orders after a move, the days that it changes, and what it costs."""

    orders: Orders
    days: tuple[CrewDay, ...]
    price: int
    """How much dearer the plan becomes; violations cost nothing here."""
    violations: tuple[Violation, ...]
    """Of the changed days. A person may accept them."""


def move(problem: Problem, orders: Orders, job: int, crew: int | None, place: int = 0) -> Move:
    """Return what becomes of the plan if the job goes there; ``crew`` None: out of the plan.

    ``place`` counts in the crew's order without the job.
    """
    home = next((number for number, order in enumerate(orders) if job in order), None)
    after = [[other for other in order if other != job] for order in orders]
    if crew is not None:
        after[crew].insert(place, job)
    changed = sorted({number for number in (home, crew) if number is not None})
    before = sum(check_crew(problem, number, orders[number]).cost for number in changed)
    days = tuple(check_crew(problem, number, after[number]) for number in changed)
    left_out = cost_of_leaving_out(problem, problem.jobs[job])
    price = sum(day.cost for day in days) - before
    price += (left_out if crew is None else 0) - (left_out if home is None else 0)
    return Move(after, days, price, tuple(broken for day in days for broken in day.violations))
