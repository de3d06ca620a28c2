"""The search: tear out neighbouring stops, put back what pays, keep what is not much worse.

Slack induction by string removals (Christiaens and Vanden Berghe 2020), on minute tables. It ends
after a number of iterations, so the same seed gives the same plan on every machine; seconds are
only an upper bound.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from fleettickets.dispatch.insertion import BY_GAIN, BY_MINUTE, BY_REGRET, Inserter, Random
from fleettickets.dispatch.problem import Orders, Problem
from fleettickets.dispatch.tables import Route, Tables

Advance = Callable[[int, int], None]
"""Called after each iteration, with the number of iterations done and the best cost."""

_REGRET, _GAIN = 0.35, 0.55
"""Below them a draw chooses the order of insertion by regret, or by gain; else by minute."""
_QUIET, _NOISE = 0.4, 0.4
"""The share of insertions without noise, and the most noise of the others."""
_SPLIT, _SHORT = 0.3, 2
"""The share of iterations that keep one job inside each torn string longer than this."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how far to search."""

    iterations: int = 2000
    seed: int = 0
    limit_s: float | None = None
    """An upper bound; a plan that reached it depends on the machine."""
    heat: int | None = None
    """How much worse than the best a plan may become, at first; None: as fits the day."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best orders that a search has found, and what they cost."""

    orders: Orders
    cost: int
    first_cost: int
    iterations: int
    is_cut_short: bool
    """Whether the time limit ended it."""


@dataclass(frozen=True, slots=True)
class Tearing:
    """How much an iteration tears out and offers."""

    least: int = 3
    most: int = 9
    routes: int = 9
    others: int = 4
    pool: int = 30
    idle: int = 2


@dataclass(slots=True)
class _Torn:
    """What an iteration has torn out, and which routes it may use."""

    jobs: list[int] = field(default_factory=list)
    routes: dict[int, Route] = field(default_factory=dict)
    offered: list[int] = field(default_factory=list)


class Search:
    """A plan of a problem that is improved step by step."""

    def __init__(self, problem: Problem, orders: Orders | None = None) -> None:
        self.tables = Tables(problem)
        self.inserter = Inserter(self.tables)
        self.count, self.crews = len(problem.jobs), len(problem.crews)
        self.unserved = problem.unserved
        start = orders or [[] for _ in problem.crews]
        self.routes = [self.tables.route(crew, list(order)) for crew, order in enumerate(start)]

    @property
    def orders(self) -> Orders:
        """The orders of the routes as they are."""
        return [list(route.order) for route in self.routes]

    @property
    def cost(self) -> int:
        """What the plan costs."""
        served = sum(self.unserved[job] for route in self.routes for job in route.order)
        return sum(route.cost for route in self.routes) + sum(self.unserved) - served

    def fill(self) -> "Search":
        """Put in every job that pays and is not yet in the plan."""
        served = {job for route in self.routes for job in route.order}
        routes = {route.crew: route for route in self.routes}
        left = [job for job in range(self.count) if job not in served]
        self.inserter.fill(left, routes, score=BY_MINUTE)
        self.routes = [routes[crew] for crew in range(self.crews)]
        return self

    def run(
        self, effort: Effort, shape: Tearing | None = None, advance: Advance | None = None
    ) -> Found:
        """Improve the plan and return the best one; the search then stands at it."""
        return _Run(self, effort, shape or Tearing(), advance).run()


def _neighbours(tables: Tables) -> list[list[int]]:
    """Return for each job the jobs that are near it and wanted at about the same time."""
    jobs = tables.problem.jobs
    places = np.array(tables.places, dtype=np.int64)
    horizon = tables.horizon
    wanted = []
    for job in jobs:
        opens = job.windows[0][0] if job.windows else 0
        closes = job.windows[-1][1] if job.windows else horizon
        if job.starts_at is not None:
            wanted.append(float(job.starts_at))
        elif job.dues:
            wanted.append((max(min(job.dues).minute, 0) + opens) / 2)
        else:
            wanted.append((opens + min(closes, horizon * 10 // 13)) / 2)
    times = np.array(wanted)
    apart = np.rint(1000 * tables.travel[np.ix_(places, places)]).astype(np.int64)
    apart += np.rint(50 * np.abs(times[:, None] - times[None, :])).astype(np.int64)
    nearest: list[list[int]] = np.argsort(apart, axis=1, kind="stable")[:, :240].tolist()
    return nearest


class _Run:
    """One run of a search."""

    def __init__(
        self, search: Search, effort: Effort, shape: Tearing, advance: Advance | None
    ) -> None:
        self.search, self.effort, self.shape, self.advance = search, effort, shape, advance
        self.random = np.random.default_rng(effort.seed)
        self.near = _neighbours(search.tables) if search.count else []
        self.routes = list(search.routes)
        self.cost = self.first_cost = self.best_cost = search.cost
        self.best = list(self.routes)
        self.home = [-1] * search.count
        for route in self.routes:
            for job in route.order:
                self.home[job] = route.crew
        heat = effort.heat
        self.heat = min(6000, self.first_cost // 50) if heat is None else heat

    def run(self) -> Found:
        """Iterate, and return what was found."""
        began = time.perf_counter()
        total, limit_s = self.effort.iterations, self.effort.limit_s
        done = 0
        share = 0.0
        is_cut_short = False
        while done < total and self.search.count and self.search.crews:
            share = done / total
            if limit_s is not None:
                elapsed = (time.perf_counter() - began) / limit_s
                if elapsed >= 1:
                    is_cut_short = True
                    break
                share = max(share, elapsed)
            self.step(share)
            done += 1
            if self.advance:
                self.advance(done, self.best_cost)
        self.search.routes = self.best
        orders = self.search.orders
        return Found(orders, self.best_cost, self.first_cost, done, is_cut_short)

    def step(self, share: float) -> None:
        """Tear out, put back, and keep the result if it is not much worse than the best."""
        torn = self.tear()
        unserved = self.search.unserved
        offered = torn.jobs + torn.offered
        before = sum(self.routes[crew].cost for crew in torn.routes)
        before += sum(unserved[job] for job in torn.offered)
        new = dict(torn.routes)
        draw = self.random.random()
        score = BY_REGRET if draw < _REGRET else BY_GAIN if draw < _GAIN else BY_MINUTE
        is_noisy = self.random.random() >= _QUIET
        noise = _NOISE * self.random.random() if is_noisy else 0.0
        self.search.inserter.fill(offered, new, score=score, random=Random(self.random, noise))
        inside = {job for route in new.values() for job in route.order}
        after = sum(route.cost for route in new.values())
        after += sum(unserved[job] for job in offered if job not in inside)
        cost = self.cost + after - before
        limit = self.best_cost + self.heat * (1 - share) ** 2
        if cost < limit or cost <= self.cost:
            self.keep(torn, new, cost)

    def keep(self, torn: _Torn, new: dict[int, Route], cost: int) -> None:
        """Go on from the new routes."""
        self.cost = cost
        for job in torn.jobs:
            self.home[job] = -1
        for crew, route in new.items():
            self.routes[crew] = route
            for job in route.order:
                self.home[job] = crew
        if cost < self.best_cost:
            self.best_cost, self.best = cost, list(self.routes)

    def tear(self) -> _Torn:
        """Tear strings of neighbours out of some routes, and choose what else may be used."""
        shape, random = self.shape, self.random
        torn = _Torn()
        count = int(random.integers(shape.least, shape.most))
        most = int(random.integers(2, shape.routes))
        is_split = random.random() < _SPLIT
        near = self.near[int(random.integers(self.search.count))]
        for job in near:
            crew = self.home[job]
            if len(torn.jobs) >= count:
                break
            if crew < 0 or crew in torn.routes:
                continue
            if len(torn.routes) >= most:
                break
            self._tear_string(torn, crew, job, count, is_split=is_split)
        if not torn.routes:
            crew = int(random.integers(self.search.crews))
            torn.routes[crew] = self.routes[crew]
        self._offer(torn, near, most + shape.others)
        return torn

    def _tear_string(self, torn: _Torn, crew: int, job: int, count: int, *, is_split: bool) -> None:
        random, route = self.random, self.routes[crew]
        order = route.order
        at = order.index(job)
        length = int(random.integers(1, max(2, min(len(order), count // 2) + 1)))
        low = 0
        if len(order) > length:
            low = int(random.integers(max(0, at - length + 1), min(at, len(order) - length) + 1))
        piece = order[low : low + length]
        rest = order[:low] + order[low + length :]
        if is_split and len(piece) > _SHORT:
            kept = int(random.integers(len(piece)))
            rest = [*order[:low], piece.pop(kept), *order[low + length :]]
        torn.jobs += piece
        torn.routes[crew] = self.search.tables.route(crew, rest, route)

    def _offer(self, torn: _Torn, near: list[int], most: int) -> None:
        """Add unserved jobs nearby, routes nearby, and crews without a job.

        A crew without a job has no neighbours, so it would never be found.
        """
        gone = set(torn.jobs)
        for job in near:
            crew = self.home[job]
            if crew < 0 and job not in gone and len(torn.offered) < self.shape.pool:
                torn.offered.append(job)
            elif crew >= 0 and crew not in torn.routes and len(torn.routes) < most:
                torn.routes[crew] = self.routes[crew]
        idle = [r.crew for r in self.routes if not r.order and r.crew not in torn.routes]
        if idle:
            for crew in self.random.permutation(idle)[: self.shape.idle].tolist():
                torn.routes[crew] = self.routes[crew]
