"""Reasons, prices and candidates against brute force: every place, priced by the checker."""

from itertools import product

import numpy as np
from hypothesis import given, settings

from fleettickets.dispatch import candidates, checker
from fleettickets.dispatch.engine import DayPlan, plan_day
from fleettickets.dispatch.problem import CrewOnShift, Job, Problem
from fleettickets.dispatch.reasons import ALONE, CREW, FULL, PRICE, SKILL
from fleettickets.dispatch.search import Effort, Search
from tests.dispatch.days import days

quick = settings(max_examples=40, deadline=None)


def prices(
    day: Problem, orders: list[list[int]], job: int, crew: int
) -> list[tuple[int, int | None]]:
    """Return the price of every way to give the job to the crew; None: without taking one out."""
    before = checker.check(day, orders).cost
    found = []
    takeable = [None, *(out for out in orders[crew] if not day.jobs[out].is_pinned)]
    for out, place in product(takeable, range(len(orders[crew]) + 1)):
        order = [other for other in orders[crew] if other != out]
        if place <= len(order):
            trial = [*orders[:crew], [*order[:place], job, *order[place:]], *orders[crew + 1 :]]
            checked = checker.check(day, trial)
            if not checked.violations:
                found.append((checked.cost - before, out))
    return found


def obstacle(day: Problem, plan: DayPlan, job: int, crew: int) -> str:
    if not day.jobs[job].skills <= day.crews[crew].skills:
        return SKILL
    if day.jobs[job].crew not in (None, day.crews[crew].name):
        return CREW
    if any(out is None for _, out in prices(day, plan.orders, job, crew)):
        return PRICE
    is_possible = not checker.check_crew(day, crew, [job]).violations
    return FULL if is_possible else ALONE


@quick
@given(day=days)
def test_reasons_and_prices_are_those_of_brute_force(day: Problem) -> None:
    plan = plan_day(day, Effort(iterations=10, seed=1))

    for reason in plan.reasons:
        crews = range(len(day.crews))
        expected = tuple(obstacle(day, plan, reason.job, crew) for crew in crews)
        ways = [way for crew in crews for way in prices(day, plan.orders, reason.job, crew)]
        cheapest = min((price for price, _ in ways), default=None)
        named = reason.after_all.price if reason.after_all else None

        assert reason.obstacles == expected
        assert named == cheapest
        assert named is None or named >= 0


@quick
@given(day=days)
def test_candidates_are_ranked_by_the_true_price(day: Problem) -> None:
    plan = plan_day(day, Effort(iterations=10, seed=1))
    search = Search(day, plan.orders)

    for job in range(min(3, len(day.jobs))):
        without = [[other for other in order if other != job] for order in plan.orders]
        expected = {}
        for crew in range(len(day.crews)):
            found = prices(day, without, job, crew)
            if found and day.jobs[job].allowed(day.crews[crew]):
                expected[crew] = min(price for price, _ in found)
        ranked = candidates.rank(search, job)

        assert {c.crew: c.exchange.price for c in ranked.ranked} == expected
        assert [c.exchange.price for c in ranked.ranked] == sorted(expected.values())
        assert set(ranked.obstacles) == set(range(len(day.crews))) - set(expected)


def test_a_job_that_is_too_dear_says_what_it_would_cost() -> None:
    crew = CrewOnShift("A", frozenset(), 0, 0, 0, 480)
    far = Job("far", 1, 30, 1200)
    day = Problem((crew,), (far,), np.array([[0, 90], [90, 0]], np.int32))

    (reason,) = plan_day(day).reasons

    assert reason.main == PRICE
    assert reason.after_all is not None
    assert reason.after_all.price == 2 * 90 * 10 - 1200


def test_without_a_crew_that_is_the_reason() -> None:
    day = Problem((), (Job("T1", 0, 30, 2500),), np.zeros((1, 1), np.int32))

    assert [reason.main for reason in plan_day(day).reasons] == ["no_crew"]
