"""Who could do one job: the crews, ranked by what it would cost."""

from dataclasses import dataclass

import numpy as np

from fleettickets.dispatch import checker
from fleettickets.dispatch.exchange import Exchange, apply, best_insertions, best_swaps
from fleettickets.dispatch.insertion import Inserter
from fleettickets.dispatch.reasons import obstacle
from fleettickets.dispatch.search import Search
from fleettickets.dispatch.tables import Route


@dataclass(frozen=True, slots=True)
class CrewCandidate:
    """A crew that could do the job, and what would give."""

    crew: int
    exchange: Exchange
    """Its price is against leaving the job out: below 0 it pays."""
    visit: checker.TimedVisit
    day: checker.CrewDay
    """The crew's day with the job."""
    added_driving: int
    added_overtime: int
    added_lateness: int
    """Of the crew's other jobs, in minutes."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The crews that could do a job, the cheapest first, and why the others could not."""

    ranked: tuple[CrewCandidate, ...]
    obstacles: dict[int, str]


def rank(search: Search, job: int, most: int | None = None) -> Candidates:
    """Return the crews that could do the job, as if it were not in the plan."""
    inserter = search.inserter
    routes = [
        inserter.tables.route(route.crew, [other for other in route.order if other != job], route)
        if job in route.order
        else route
        for route in search.routes
    ]
    jobs = np.array([job], np.int64)
    found = []
    for route in routes:
        ways = [*best_insertions(inserter, jobs, route), *best_swaps(inserter, jobs, route)]
        known = [way for way in ways if way is not None]
        if known:
            found.append(min(known, key=lambda way: (way.price, way.instead is not None)))
    found.sort(key=lambda way: (way.price, way.crew))
    possible = {way.crew for way in found}
    obstacles = {
        route.crew: obstacle(inserter, job, route) for route in routes if route.crew not in possible
    }
    ranked = tuple(_describe(inserter, job, routes[way.crew], way) for way in found[:most])
    return Candidates(ranked, obstacles)


def _describe(inserter: Inserter, job: int, before: Route, way: Exchange) -> CrewCandidate:
    problem = inserter.tables.problem
    old = checker.check_crew(problem, way.crew, before.order)
    new = checker.check_crew(problem, way.crew, apply(inserter, before, job, way).order)
    visit = next(visit for visit in new.visits if visit.job == job)
    late_before = sum(v.late for v in old.visits if v.job != way.instead)
    late_after = sum(v.late for v in new.visits if v.job != job)
    return CrewCandidate(
        way.crew,
        way,
        visit,
        new,
        new.driving - old.driving,
        new.overtime - old.overtime,
        late_after - late_before,
    )
