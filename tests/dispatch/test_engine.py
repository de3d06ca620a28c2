"""What every plan must be, whatever the day."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fleettickets.dispatch import checker
from fleettickets.dispatch.engine import feasible, plan_day
from fleettickets.dispatch.problem import CrewOnShift, Job, Lunch, Problem
from fleettickets.dispatch.search import Effort, Search
from tests.dispatch.days import days, small_day

quick = settings(max_examples=40, deadline=None)
SHORT = Effort(iterations=40, seed=3)


@quick
@given(day=days)
def test_the_search_and_the_checker_agree_on_every_plan(day: Problem) -> None:
    search = Search(day).fill()
    for _ in range(3):
        search.run(Effort(iterations=10, seed=1))
        checked = checker.check(day, search.orders)
        assert (checked.cost, checked.violations) == (search.cost, ())


@quick
@given(day=days)
def test_each_job_is_in_the_plan_once_or_in_the_reasons_once(day: Problem) -> None:
    plan = plan_day(day, SHORT)

    served = [job for order in plan.orders for job in order]
    left = [reason.job for reason in plan.reasons]
    assert sorted(served + left) == list(range(len(day.jobs)))


@quick
@given(day=days)
def test_skills_pins_and_shifts_are_never_broken(day: Problem) -> None:
    plan = plan_day(day, SHORT)

    for crew, crew_day in zip(day.crews, plan.checked.days, strict=True):
        orders = [order for v in crew_day.visits if (order := day.jobs[v.job].order) is not None]
        assert orders == sorted(orders)
        assert crew_day.ends_at <= crew.shift_to + crew.overtime
        for visit in crew_day.visits:
            job = day.jobs[visit.job]
            assert job.skills <= crew.skills
            assert job.crew in (None, crew.name)
            if job.starts_at is not None:
                assert abs(visit.starts_at - job.starts_at) <= 10
            elif job.windows:
                assert any(a <= visit.starts_at <= b for a, b in job.windows)


@quick
@given(day=days, seed=st.integers(0, 1000))
def test_the_same_seed_and_iterations_give_the_same_plan(day: Problem, seed: int) -> None:
    effort = Effort(iterations=25, seed=seed)

    assert plan_day(day, effort).orders == plan_day(day, effort).orders


@quick
@given(day=days, data=st.data())
def test_any_orders_are_reduced_to_a_plan_without_violations(
    day: Problem, data: st.DataObject
) -> None:
    jobs = data.draw(st.permutations(range(len(day.jobs))))
    crews = max(1, len(day.crews))
    orders = [jobs[crew::crews] for crew in range(len(day.crews))]

    kept = feasible(day, orders)

    assert checker.check(day, kept).violations == ()
    assert plan_day(day, Effort(iterations=5), orders=orders).cost <= checker.check(day, kept).cost


@quick
@given(day=days)
def test_another_crew_never_makes_the_plan_dearer(day: Problem) -> None:
    """From the same plan on; from scratch, the search's own spread may hide it."""
    if not day.crews:
        return
    before = plan_day(day, SHORT)
    another = replace(day.crews[0], name="another", overtime=0)
    ends = max(crew.shift_to for crew in day.crews)
    more = replace(day, crews=(*day.crews, another), day_ends=ends)

    assert plan_day(more, SHORT, orders=[*before.orders, []]).cost <= before.cost


def test_the_search_is_better_than_its_first_plan() -> None:
    day = small_day(7, jobs=30, crews=4)
    first = Search(day).fill().cost

    assert plan_day(day, Effort(iterations=300)).cost < first


def test_a_plan_that_reached_its_time_limit_says_so() -> None:
    plan = plan_day(small_day(1), Effort(iterations=10**9, limit_s=0.05))

    assert plan.found.is_cut_short


def test_lunch_is_had_inside_its_window() -> None:
    crew = CrewOnShift("A", frozenset(), 0, 0, 0, 480, 0, Lunch(45, 180, 240))
    jobs = tuple(Job(f"T{number}", 0, 60, 2500) for number in range(7))
    day = Problem((crew,), jobs, np.zeros((1, 1), np.int32))

    lunch = plan_day(day).checked.days[0].lunch

    assert lunch is not None
    assert 180 <= lunch[0] <= 270
    assert lunch[1] - lunch[0] == 45


def test_a_crew_without_work_costs_nothing() -> None:
    crew = CrewOnShift("A", frozenset(), 0, 1, 0, 480)
    day = Problem((crew,), (), np.full((2, 2), 30, np.int32))

    assert plan_day(day).cost == 0


def test_the_checker_names_what_a_hand_made_plan_breaks() -> None:
    crew = CrewOnShift("A", frozenset(), 0, 0, 0, 100, 0, Lunch(30, 20, 20))
    jobs = (
        Job("skilled", 0, 60, 2500, frozenset({"splice"})),
        Job("elsewhere", 0, 30, 2500, crew="B", order=2),
        Job("early", 0, 30, 2500, windows=((0, 30),), order=1),
    )
    day = Problem((crew,), jobs, np.zeros((1, 1), np.int32))

    rules = [broken.rule for broken in checker.check(day, [[0, 1, 2, 2]]).violations]

    assert sorted(rules) == ["crew", "order", "overtime", "skill", "twice", "window", "window"]


def test_a_crew_that_cannot_have_lunch_is_named() -> None:
    crew = CrewOnShift("A", frozenset(), 0, 0, 0, 300, 0, Lunch(30, 10, 20))
    day = Problem(
        (crew,), (Job("long", 0, 200, 2500, windows=((0, 0),)),), np.zeros((1, 1), np.int32)
    )

    (broken,) = checker.check(day, [[0]]).violations
    assert broken.rule in {"lunch", "window"}
    assert plan_day(day).orders == [[]]
