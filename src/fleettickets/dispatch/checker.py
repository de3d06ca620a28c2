"""The independent judge of a plan: orders in, times, cost and violations out.

It shares no code with the search and knows no minute tables: it schedules each crew's stops with
every possible place for lunch, and adds up. Orders that break a rule are scheduled all the same,
and what they break is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fleettickets.dispatch.problem import (
    FORBIDDEN,
    LUNCH_GRACE,
    PIN_SLACK,
    CrewOnShift,
    Job,
    Problem,
)


@dataclass(frozen=True, slots=True)
class TimedVisit:
    """One stop of a crew, in minutes of the day."""

    job: int
    travel: int
    """The drive to it."""
    arrives_at: int
    starts_at: int
    ends_at: int
    late: int
    """Minutes, of the latest ticket."""
    late_cost: int


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks: skill, crew, time, window, order, lunch or overtime."""

    rule: str
    crew: int
    job: int | None = None


@dataclass(frozen=True, slots=True)
class CrewDay:
    """What one crew does, and when."""

    crew: int
    visits: tuple[TimedVisit, ...]
    lunch: tuple[int, int] | None
    travel_back: int
    ends_at: int
    overtime: int
    cost: int
    violations: tuple[Violation, ...]

    @property
    def driving(self) -> int:
        """Minutes on the road, the way back included."""
        return sum(visit.travel for visit in self.visits) + self.travel_back


class Parts(NamedTuple):
    """What a plan's cost is made of, in tenths of a driving minute."""

    driving: int
    overtime: int
    late: int
    unserved: int
    changes: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan with its times, cost and violations."""

    days: tuple[CrewDay, ...]
    unserved: tuple[int, ...]
    parts: Parts
    violations: tuple[Violation, ...]

    @property
    def cost(self) -> int:
        """The sum of the parts."""
        return sum(self.parts)


class _State(NamedTuple):
    """How far a crew is: violations cost ``FORBIDDEN`` each, so that the fewest are chosen."""

    time: int
    cost: int
    lunch: int | None
    starts: tuple[int, ...]
    broken: tuple[Violation, ...]


def check(problem: Problem, orders: Sequence[Sequence[int]]) -> Checked:
    """Return what the plan costs and breaks. A job that stands twice is a violation, too."""
    days = tuple(check_crew(problem, crew, order) for crew, order in enumerate(orders))
    seen: set[int] = set()
    twice = []
    for crew, order in enumerate(orders):
        for job in order:
            if job in seen:
                twice.append(Violation("twice", crew, job))
            seen.add(job)
    unserved = tuple(job for job in range(len(problem.jobs)) if job not in seen)
    prices = problem.prices
    overtime = sum(day.overtime for day in days) * prices.overtime
    driving = sum(day.driving for day in days) * prices.driving
    late = sum(v.late_cost for day in days for v in day.visits)
    changes = sum(_change(problem, day.crew, v.job) for day in days for v in day.visits)
    left = sum(cost_of_leaving_out(problem, problem.jobs[job]) for job in unserved)
    broken = [violation for day in days for violation in day.violations]
    parts = Parts(driving, overtime, late, left, changes)
    return Checked(days, unserved, parts, (*broken, *twice))


def cost_of_leaving_out(problem: Problem, job: Job) -> int:
    """Return what it costs that nobody does the job."""
    ends = problem.day_ends
    if ends is None:
        ends = max((crew.shift_to for crew in problem.crews), default=0)
    promise = 10_000 if job.crew is not None else 0
    return job.left_out + _late_cost(job, ends) + promise


def check_crew(problem: Problem, number: int, order: Sequence[int]) -> CrewDay:
    """Return the best schedule of a crew that does these jobs in this order.

    A crew without a job stays where it is and costs nothing.
    """
    if not order:
        return CrewDay(number, (), None, 0, problem.crews[number].shift_from, 0, 0, ())
    crew = problem.crews[number]
    fixed = tuple(_broken_order(problem, number, order))
    states = [_State(crew.shift_from, 0, None, (), fixed)]
    place = crew.start
    for job in order:
        leg = int(problem.travel[place, problem.jobs[job].place])
        states = _visit(problem, number, job, leg, states)
        place = problem.jobs[job].place
    leg = int(problem.travel[place, crew.end])
    ended = [_end(problem, number, leg, state) for state in states]
    return _describe(problem, number, order, min(ended, key=lambda state: state.cost))


def _visit(
    problem: Problem, number: int, index: int, leg: int, states: list[_State]
) -> list[_State]:
    crew, job, prices = problem.crews[number], problem.jobs[index], problem.prices
    reached = []
    for time, cost, lunch, starts, broken in states:
        arrival = time + leg
        ways = [(arrival, lunch)]
        if crew.lunch and lunch is None:
            begins = max(arrival, crew.lunch.opens)
            if begins <= crew.lunch.closes + LUNCH_GRACE:
                ways.append((begins + crew.lunch.minutes, begins))
        for ready, at in ways:
            start = _first_start(job, max(ready, problem.not_before))
            begin = ready if start is None else start
            rule = "window" if job.starts_at is None else "time"
            more = (Violation(rule, number, index),) if start is None else ()
            paid = cost + leg * prices.driving + _late_cost(job, begin)
            paid += len(more) * FORBIDDEN + _change(problem, number, index)
            reached.append(_State(begin + job.minutes, paid, at, (*starts, begin), broken + more))
    return _undominated(reached)


def _undominated(states: list[_State]) -> list[_State]:
    """Return the states that no other one beats in time and cost at the same lunch."""
    kept: list[_State] = []
    for state in sorted(states, key=lambda s: (s.lunch is None, s.time, s.cost)):
        is_beaten = any(
            other.time <= state.time
            and other.cost <= state.cost
            and (other.lunch is None) == (state.lunch is None)
            for other in kept
        )
        if not is_beaten:
            kept.append(state)
    return kept


def _end(problem: Problem, number: int, leg: int, state: _State) -> _State:
    crew, prices = problem.crews[number], problem.prices
    arrival = state.time + leg
    over = max(0, arrival - crew.shift_to)
    broken = []
    if over > crew.overtime:
        broken.append(Violation("overtime", number))
    lunch = crew.lunch
    if lunch and state.lunch is None and arrival > lunch.closes + LUNCH_GRACE:
        broken.append(Violation("lunch", number))
    cost = state.cost + leg * prices.driving + over * prices.overtime + len(broken) * FORBIDDEN
    return _State(arrival, cost, state.lunch, state.starts, (*state.broken, *broken))


def _describe(problem: Problem, number: int, order: Sequence[int], state: _State) -> CrewDay:
    crew = problem.crews[number]
    visits = []
    time, place, lunch = crew.shift_from, crew.start, state.lunch
    for index, start in zip(order, state.starts, strict=True):
        job = problem.jobs[index]
        leg = int(problem.travel[place, job.place])
        end = start + job.minutes
        visits.append(_visit_at(index, job, leg, time + leg, start))
        time, place = end, job.place
    back = int(problem.travel[place, crew.end])
    span = (lunch, lunch + crew.lunch.minutes) if crew.lunch and lunch is not None else None
    over = max(0, state.time - crew.shift_to)
    # Broken order and skill cost nothing on the way, as no other schedule could avoid them.
    priced = sum(
        violation.rule in {"window", "time", "overtime", "lunch"} for violation in state.broken
    )
    cost = state.cost - priced * FORBIDDEN
    return CrewDay(number, tuple(visits), span, back, state.time, over, cost, state.broken)


def _first_start(job: Job, ready: int) -> int | None:
    """Return the first minute from ``ready`` on at which the job may start."""
    windows = job.windows
    if job.starts_at is not None:
        windows = ((max(0, job.starts_at - PIN_SLACK), job.starts_at + PIN_SLACK),)
    if not windows:
        return ready
    starts = [max(ready, opens) for opens, closes in windows if ready <= closes]
    return min(starts, default=None)


def _visit_at(index: int, job: Job, leg: int, arrival: int, start: int) -> TimedVisit:
    late = max((max(0, start - max(0, minute)) for minute, _ in job.dues), default=0)
    return TimedVisit(index, leg, arrival, start, start + job.minutes, late, _late_cost(job, start))


def _late_cost(job: Job, start: int) -> int:
    return sum(max(0, start - max(0, minute)) * price for minute, price in job.dues)


def _change(problem: Problem, crew: int, index: int) -> int:
    """Return what it costs that the job was published for another crew that is there today."""
    job = problem.jobs[index]
    was, is_now = job.published_crew, problem.crews[crew].name
    if was is None or was == is_now or job.crew is not None:
        return 0
    return problem.prices.change if any(crew.name == was for crew in problem.crews) else 0


def _broken_order(problem: Problem, number: int, order: Sequence[int]) -> list[Violation]:
    """Return the violations that no schedule of this order can avoid."""
    crew: CrewOnShift = problem.crews[number]
    broken = []
    last: int | None = None
    for index in order:
        job = problem.jobs[index]
        if not job.skills <= crew.skills:
            broken.append(Violation("skill", number, index))
        if job.crew is not None and job.crew != crew.name:
            broken.append(Violation("crew", number, index))
        if job.order is not None:
            if last is not None and job.order < last:
                broken.append(Violation("order", number, index))
            last = job.order
    return broken
