"""Replanning amid a day: what has begun is fixed, and little moves without need."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from fleettickets.dispatch import checker
from fleettickets.dispatch.engine import plan_day
from fleettickets.dispatch.problem import Due, Job, Problem
from fleettickets.dispatch.replan import CALM, compare, names_of, rest_of_day
from fleettickets.dispatch.search import Effort
from tests.dispatch.days import days, small_day


@settings(max_examples=30, deadline=None)
@given(day=days, now=st.integers(0, 400))
def test_what_has_begun_is_not_planned_again(day: Problem, now: int) -> None:
    plan = plan_day(day, Effort(iterations=10))

    rest = rest_of_day(day, plan.checked, now)

    begun = {visit.job for visits in rest.begun for visit in visits}
    assert begun | set(rest.jobs) == set(range(len(day.jobs)))
    assert not begun & set(rest.jobs)
    assert checker.check(rest.problem, rest.orders).violations == ()
    again = plan_day(rest.problem, Effort(iterations=10, heat=CALM), orders=rest.orders)
    for crew_day in again.checked.days:
        assert all(visit.starts_at >= now for visit in crew_day.visits)


def test_a_change_of_crew_has_its_price() -> None:
    day = small_day(11, jobs=24, crews=4)
    day = day.with_jobs([replace(job, crew=None, published_crew=None) for job in day.jobs])
    first = plan_day(day, Effort(iterations=200, seed=1))
    urgent = Job("new", 0, 30, 10_000, dues=(Due(60, 40),))
    rest = rest_of_day(day, first.checked, 60)
    jobs = [*rest.problem.jobs, urgent]

    def moved(price: int) -> int:
        priced = replace(rest.problem, prices=replace(day.prices, change=price))
        plan = plan_day(priced.with_jobs(jobs), Effort(iterations=200, seed=2), orders=rest.orders)
        before = names_of(day.jobs, first.checked.days, day.crews)
        after = names_of(plan.problem.jobs, plan.checked.days, day.crews)
        return len(compare(before, after).moved)

    assert moved(5000) == 0 or moved(5000) < moved(0)


def test_two_plans_are_compared_by_crew_and_start() -> None:
    before = {"T1": ("A", 60), "T2": ("A", 120), "T3": ("B", 60), "T4": ("B", 90)}
    after = {"T1": ("B", 60), "T2": ("A", 160), "T4": ("B", 100), "T5": ("A", 10)}

    changes = compare(before, after)

    assert changes.moved == {"T1": ("A", "B")}
    assert changes.added == {"T5": "A"}
    assert changes.dropped == {"T3": "B"}
    assert changes.shifted == {"T2": 40}
