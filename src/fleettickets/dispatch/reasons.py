"""Why a job is not in the plan: the obstacle at each crew, and what it would cost after all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fleettickets.dispatch.exchange import IMPOSSIBLE, Exchange, best_insertions, best_swaps
from fleettickets.dispatch.insertion import Inserter
from fleettickets.dispatch.problem import IndexArray
from fleettickets.dispatch.tables import Route

SKILL, CREW, ALONE, FULL, PRICE = "skill", "pinned", "times", "full", "price"
"""A crew's first obstacle: it lacks a skill; the job is pinned to another crew; the crew could not
do it even as its only job; no place in its route is allowed; every place costs more than it
gains."""

OBSTACLES = (PRICE, FULL, ALONE, CREW, SKILL)
"""The one nearest to doing the job first: it is the reason of the whole plan."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one job is left out."""

    job: int
    obstacles: tuple[str, ...]
    """For each crew the first one."""
    after_all: Exchange | None
    """The cheapest way to do it: put in somewhere, or in place of another job."""

    @property
    def main(self) -> str:
        """The obstacle that is nearest to doing it; without crews, "no_crew"."""
        return next((kind for kind in OBSTACLES if kind in self.obstacles), "no_crew")

    @property
    def counts(self) -> dict[str, int]:
        """How many crews have each obstacle."""
        counted = Counter(self.obstacles)
        return {kind: counted[kind] for kind in OBSTACLES if counted[kind]}


def explain_all(inserter: Inserter, routes: Sequence[Route]) -> tuple[Reason, ...]:
    """Return the reason of every job that is in none of the routes."""
    served = {job for route in routes for job in route.order}
    return explain(
        inserter, routes, [job for job in range(len(inserter.unserved)) if job not in served]
    )


def explain(inserter: Inserter, routes: Sequence[Route], left: Sequence[int]) -> tuple[Reason, ...]:
    """Return the reasons of these jobs, which are in none of the routes."""
    if not left:
        return ()
    jobs = np.array(left, np.int64)
    obstacles: list[list[str]] = [[] for _ in left]
    ways: list[list[Exchange]] = [[] for _ in left]
    for route in routes:
        insertions = best_insertions(inserter, jobs, route)
        swaps = best_swaps(inserter, jobs, route)
        alone = _possible_alone(inserter, jobs, route)
        for row, job in enumerate(left):
            insertion, swap = insertions[row], swaps[row]
            kind = PRICE if insertion else FULL if alone[row] else ALONE
            obstacles[row].append(_forbidden(inserter, job, route.crew) or kind)
            ways[row] += [way for way in (insertion, swap) if way is not None]
    return tuple(
        Reason(job, tuple(obstacles[row]), min(ways[row], key=_key, default=None))
        for row, job in enumerate(left)
    )


def _key(exchange: Exchange) -> tuple[int, bool, int, int]:
    instead = -1 if exchange.instead is None else exchange.instead
    return exchange.price, exchange.instead is not None, exchange.crew, instead


def obstacle(inserter: Inserter, job: int, route: Route) -> str:
    """Return the first obstacle of a job that no place in the route is allowed for."""
    (is_possible,) = _possible_alone(inserter, np.array([job], np.int64), route)
    return _forbidden(inserter, job, route.crew) or (FULL if is_possible else ALONE)


def _possible_alone(inserter: Inserter, jobs: IndexArray, route: Route) -> list[bool]:
    empty = route if not route.order else inserter.tables.route(route.crew, [])
    costs, _ = inserter.best(jobs, empty, is_exact=True)
    possible: list[bool] = (costs < IMPOSSIBLE).tolist()
    return possible


def _forbidden(inserter: Inserter, job: int, crew: int) -> str | None:
    problem = inserter.tables.problem
    if not problem.jobs[job].skills <= problem.crews[crew].skills:
        return SKILL
    return None if problem.jobs[job].allowed(problem.crews[crew]) else CREW
