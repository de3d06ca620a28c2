"""A move by hand costs the difference between two checked plans."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fleettickets.dispatch.checker import check
from fleettickets.dispatch.engine import plan_day
from fleettickets.dispatch.moves import move
from fleettickets.dispatch.problem import Problem
from fleettickets.dispatch.search import Effort
from tests.dispatch.days import days, small_day


@settings(max_examples=40, deadline=None)
@given(day=days, data=st.data())
def test_the_price_of_a_move_is_the_difference_of_the_plans(
    day: Problem, data: st.DataObject
) -> None:
    if not day.jobs:
        return
    orders = plan_day(day, Effort(iterations=5)).orders
    job = data.draw(st.integers(0, len(day.jobs) - 1))
    crew = data.draw(st.sampled_from([None, *range(len(day.crews))]))
    place = data.draw(st.integers(0, 3))

    moved = move(day, orders, job, crew, place)

    before, after = check(day, orders), check(day, moved.orders)
    assert moved.price == after.cost - before.cost
    assert set(moved.violations) == set(after.violations)


def test_a_move_that_breaks_a_rule_says_which() -> None:
    day = small_day(3, jobs=8, crews=3)
    pairs = [
        (job, crew)
        for job in range(8)
        for crew in range(3)
        if not day.jobs[job].skills <= day.crews[crew].skills
    ]
    job, crew = pairs[0]

    assert "skill" in {b.rule for b in move(day, [[], [], []], job, crew).violations}
