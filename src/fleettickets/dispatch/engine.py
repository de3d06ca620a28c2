"""Plan a day: problem and effort in, checked plan with reasons out."""

from dataclasses import dataclass

from fleettickets.dispatch import checker
from fleettickets.dispatch.exchange import improve
from fleettickets.dispatch.problem import Orders, Problem
from fleettickets.dispatch.reasons import Reason, explain_all
from fleettickets.dispatch.search import Advance, Effort, Found, Search
from fleettickets.planner_errors import PlanError


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A plan, judged by the checker, with the reason of every job that is left out."""

    problem: Problem
    orders: Orders
    checked: checker.Checked
    reasons: tuple[Reason, ...]
    found: Found

    @property
    def cost(self) -> int:
        """What the plan costs, in tenths of a driving minute."""
        return self.checked.cost


def plan_day(
    problem: Problem,
    effort: Effort | None = None,
    *,
    orders: Orders | None = None,
    advance: Advance | None = None,
) -> DayPlan:
    """Return the plan of a day; ``orders`` is a feasible plan to begin with.

    Raises:
        PlanError: the checker and the search disagree, which is a fault of ours.
    """
    search = Search(problem, feasible(problem, orders) if orders else None).fill()
    found = search.run(effort or Effort(), advance=advance)
    search.routes = improve(search.inserter, search.routes)
    checked = checker.check(problem, search.orders)
    if checked.violations or checked.cost != search.cost:
        raise PlanError(f"the search found {search.cost}, the checker {checked.cost}")
    reasons = explain_all(search.inserter, search.routes)
    return DayPlan(problem, search.orders, checked, reasons, found)


def feasible(problem: Problem, orders: Orders) -> Orders:
    """Return the orders without the jobs that break a rule where they stand.

    What a person pinned to a crew is kept before what is not.
    """
    kept: Orders = []
    seen: set[int] = set()
    for crew, order in enumerate(orders):
        wanted = [job for job in dict.fromkeys(order) if job not in seen]
        if checker.check_crew(problem, crew, wanted).violations:
            wanted = _without_violations(problem, crew, wanted)
        seen.update(wanted)
        kept.append(wanted)
    return kept


def _without_violations(problem: Problem, crew: int, order: list[int]) -> list[int]:
    kept: list[int] = []
    for job in sorted(order, key=lambda job: not problem.jobs[job].is_pinned):
        trial = sorted([*kept, job], key=order.index)
        if not checker.check_crew(problem, crew, trial).violations:
            kept = trial
    return kept
