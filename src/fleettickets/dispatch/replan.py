"""Replanning while the day runs: what has begun stays, a change of crew has its price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fleettickets.dispatch.checker import Checked, CrewDay, TimedVisit
from fleettickets.dispatch.problem import LUNCH_GRACE, CrewOnShift, Job, Lunch, Orders, Problem

CALM = 1000
"""The heat of a replan: what is published is not to be stirred."""
_SHIFTED_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Remaining:
    """The rest of a day."""

    problem: Problem
    orders: Orders
    """The published orders of what is left."""
    jobs: tuple[int, ...]
    """For each job of the rest its index in the whole day."""
    begun: tuple[tuple[TimedVisit, ...], ...]
    """For each crew the visits that have begun."""


def rest_of_day(
    problem: Problem, published: Checked, now: int, begun_counts: Sequence[int] | None = None
) -> Remaining:
    """Return what is left of the day at this minute.

    A job that has begun is done by its crew, which is then at its place. A job that is planned for
    later stays with its crew unless a change is worth its price. ``begun_counts`` says how many
    visits of each crew have begun; without it, those that start before now.
    """
    counts = begun_counts or [
        sum(visit.starts_at < now for visit in day.visits) for day in published.days
    ]
    begun = tuple(day.visits[:count] for day, count in zip(published.days, counts, strict=True))
    gone = {visit.job for visits in begun for visit in visits}
    kept = tuple(job for job in range(len(problem.jobs)) if job not in gone)
    number = {job: index for index, job in enumerate(kept)}
    crews = tuple(
        _crew_now(problem, day, visits, now)
        for day, visits in zip(published.days, begun, strict=True)
    )
    home = {
        visit.job: problem.crews[day.crew].name for day in published.days for visit in day.visits
    }
    jobs = tuple(replace(problem.jobs[job], published_crew=home.get(job)) for job in kept)
    orders = [
        [number[visit.job] for visit in day.visits if visit.job in number] for day in published.days
    ]
    rest = replace(problem, crews=crews, jobs=jobs, not_before=now)
    return Remaining(rest, orders, kept, begun)


def _crew_now(
    problem: Problem, day: CrewDay, begun: tuple[TimedVisit, ...], now: int
) -> CrewOnShift:
    """Return the crew as it is now: it is free at the last place that it has come to.

    A crew that is on its way is taken to be free since it left; nothing starts before now anyway.
    """
    crew = problem.crews[day.crew]
    place = problem.jobs[begun[-1].job].place if begun else crew.start
    free = begun[-1].ends_at if begun else crew.shift_from
    left = day.visits[len(begun) :]
    lunch: Lunch | None = crew.lunch
    if not left or left[0].arrives_at - left[0].travel >= now:
        free = max(free, now)
    if lunch and day.lunch and day.lunch[0] < now and not _is_working(begun, day.lunch[0]):
        if left and left[0].arrives_at <= day.lunch[0]:
            place = problem.jobs[left[0].job].place
        free, lunch = max(free, day.lunch[1]), None
    elif lunch and now > lunch.closes + LUNCH_GRACE:
        lunch = None  # it had no work then
    elif lunch:
        lunch = replace(lunch, opens=max(lunch.opens, now))
    return replace(crew, start=place, shift_from=free, lunch=lunch)


def _is_working(begun: tuple[TimedVisit, ...], minute: int) -> bool:
    """Return whether the crew was at work then, whatever had been planned."""
    return any(visit.starts_at <= minute < visit.ends_at for visit in begun)


@dataclass(frozen=True, slots=True)
class Changes:
    """How a plan differs from another one, by the names of jobs and crews."""

    moved: Mapping[str, tuple[str, str]]
    added: Mapping[str, str]
    dropped: Mapping[str, str]
    shifted: Mapping[str, int]
    """Minutes by which jobs that stay with their crew start later, if over half an hour."""


def compare(before: Mapping[str, tuple[str, int]], after: Mapping[str, tuple[str, int]]) -> Changes:
    """Return what changes; each plan gives every job's crew and start."""
    both = sorted(before.keys() & after.keys())
    return Changes(
        {job: (before[job][0], after[job][0]) for job in both if before[job][0] != after[job][0]},
        {job: after[job][0] for job in sorted(after.keys() - before.keys())},
        {job: before[job][0] for job in sorted(before.keys() - after.keys())},
        {
            job: after[job][1] - before[job][1]
            for job in both
            if before[job][0] == after[job][0]
            and abs(after[job][1] - before[job][1]) > _SHIFTED_MINUTES
        },
    )


def names_of(
    jobs: tuple[Job, ...], days: tuple[CrewDay, ...], crews: tuple[CrewOnShift, ...]
) -> dict[str, tuple[str, int]]:
    """Return each planned job's crew and start, by name."""
    return {
        jobs[visit.job].name: (crews[day.crew].name, visit.starts_at)
        for day in days
        for visit in day.visits
    }
