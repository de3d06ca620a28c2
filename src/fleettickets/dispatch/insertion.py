"""What it costs to put jobs into routes, for all jobs and places at once, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fleettickets.dispatch.problem import FORBIDDEN, IndexArray
from fleettickets.dispatch.tables import Route, Tables

_SCALE = 4096
_NEVER = -(1 << 62)
_INDEX = np.arange(4096)

BY_GAIN, BY_REGRET, BY_MINUTE = range(3)
"""Which job is put in first: the one that gains most, that would lose most by waiting, or that
gains most for each minute of a crew's time."""


@dataclass(slots=True)
class Random:
    """The noise that a search adds to the costs of insertion."""

    generator: np.random.Generator
    noise: float = 0.0


class Inserter:
    """Puts jobs into routes."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._travel = tables.travel.ravel()
        self._curve = tables.curve.ravel()
        self._starts = tables.start_at.ravel()
        self._places = np.array(tables.places, np.int64)
        self.minutes = np.array(tables.minutes, np.int64)
        self.unserved = np.array(tables.problem.unserved, np.int64)
        self.allowed = tables.problem.allowed
        self._orders = [job.order for job in tables.problem.jobs]
        self._has_orders = any(order is not None for order in self._orders)
        self._width = tables.horizon + 1

    def costs(self, jobs: IndexArray, route: Route, *, is_exact: bool = False) -> IndexArray:
        """Return what each job adds at each place of the route; FORBIDDEN or more: not allowed.

        The search knows one way to have had lunch before each stop. ``is_exact`` looks at all.
        """
        tables, horizon = self.tables, self.tables.horizon
        times, paid, offsets = tables.all_states(route) if is_exact else route.past
        own = tables.crews[route.crew]
        column = jobs[:, None]
        places = self._places.take(jobs)[:, None]
        rows = column * self._width
        there = self._travel.take(route.prev * tables.size + places)
        drive = self._travel.take(places * tables.size + route.next)
        shift = drive + self.minutes.take(jobs)[:, None]
        # The ways: lunch was had before, in one way or several; it is still to come; it is had on
        # arrival here.
        arrivals = np.empty((len(paid), *there.shape), np.int64)
        known = len(times)
        np.minimum(there + times, horizon, out=arrivals[:known])
        if own.lunch_minutes:
            own.after_lunch.take(arrivals[known - 1], out=arrivals[known], mode="clip")
        arrivals += rows
        start = self._starts.take(arrivals)
        leave = np.minimum(start + shift, horizon)
        leave += offsets
        start += rows
        ways = self._curve.take(start) + route.table.ravel().take(leave)
        ways += paid
        best: IndexArray = ways.min(axis=0)
        best += tables.driving * (there + drive)
        best += tables.extra[:, route.crew].take(jobs)[:, None] - route.cost
        best[~self.allowed[jobs, route.crew]] = FORBIDDEN
        if self._has_orders:
            self._keep_orders(jobs, route, best)
        return best

    def best(
        self, jobs: IndexArray, route: Route, *, is_exact: bool = False
    ) -> tuple[IndexArray, IndexArray]:
        """Return for each job the cheapest place of the route: what it adds, and which it is."""
        costs = self.costs(jobs, route, is_exact=is_exact)
        place = costs.argmin(axis=1)
        return costs[np.arange(len(jobs)), place], place

    def _keep_orders(self, jobs: IndexArray, route: Route, costs: IndexArray) -> None:
        """Forbid the places at which jobs with an order would stand in another one."""
        known = [(place, self._orders[job]) for place, job in enumerate(route.order)]
        for row, job in enumerate(jobs.tolist()):
            order = self._orders[job]
            if order is None:
                continue
            for place, other in known:
                if other is not None and other < order:
                    costs[row, : place + 1] = FORBIDDEN
                elif other is not None and other > order:
                    costs[row, place + 1 :] = FORBIDDEN

    def fill(
        self,
        jobs: Sequence[int],
        routes: dict[int, Route],
        *,
        score: int = BY_MINUTE,
        random: Random | None = None,
    ) -> None:
        """Put in what pays; ``routes`` (by crew) is changed in place."""
        if not jobs or not routes:
            return
        _Filling(self, jobs, routes, score, random).run()


class _Filling:
    """The table of jobs by crews that a filling works on."""

    def __init__(
        self,
        inserter: Inserter,
        jobs: Sequence[int],
        routes: dict[int, Route],
        score: int,
        random: Random | None,
    ) -> None:
        self.inserter, self.routes, self.score = inserter, routes, score
        self.jobs = np.array(jobs, np.int64)
        self.crews = sorted(routes)
        shape = len(jobs), len(self.crews)
        self.costs = np.empty(shape, np.int64)
        self.places = np.empty(shape, np.int64)
        for column in range(len(self.crews)):
            self.look(column)
        self.unserved = inserter.unserved[self.jobs]
        self.noise: NDArray[np.float64] | None = None
        if random is not None and random.noise:
            self.noise = 1 + random.noise * (random.generator.random(shape) - 0.5)

    def look(self, column: int) -> None:
        """Compute a crew's column."""
        found = self.inserter.best(self.jobs, self.routes[self.crews[column]])
        self.costs[:, column], self.places[:, column] = found

    def run(self) -> None:
        """Put in the jobs, one by one, until none pays."""
        while len(self.jobs):
            chosen = self.choose()
            if chosen is None:
                return
            self.put(*chosen)

    def choose(self) -> tuple[int, int] | None:
        """Return the row of the next job and the column of its crew, if any job pays."""
        costs = self.costs
        if self.noise is not None:
            noisy = (costs * self.noise).astype(np.int64)
            costs = np.where(costs < FORBIDDEN // 2, noisy, costs)
        column = costs.argmin(axis=1)
        rows = np.arange(len(column))
        least = costs[rows, column]
        gain = self.unserved - self.costs[rows, column]
        pays = gain > 0
        if not pays.any():
            return None
        worth = self.unserved - least
        if self.score == BY_MINUTE:
            minutes = self.inserter.minutes[self.jobs] + 15
            worth = worth * 64 // minutes
        elif self.score == BY_REGRET and costs.shape[1] > 1:
            second = np.partition(costs, 1, axis=1)[:, 1]
            worth = np.minimum(second, self.unserved) - least
        ranked = np.where(pays, worth * _SCALE + np.minimum(gain // 10, _SCALE - 1), _NEVER)
        row = int(ranked.argmax())
        return row, int(column[row])

    def put(self, row: int, column: int) -> None:
        """Put a job into a crew's route, unless the estimate of its cost was too low."""
        crew, job = self.crews[column], int(self.jobs[row])
        old, place = self.routes[crew], int(self.places[row, column])
        order = [*old.order[:place], job, *old.order[place:]]
        route = self.inserter.tables.route(crew, order, old)
        added = route.cost - old.cost
        if added > self.costs[row, column] and added >= self.unserved[row]:
            self.costs[row, column] = FORBIDDEN
            return
        self.routes[crew] = route
        keep = np.arange(len(self.jobs)) != row
        self.jobs, self.unserved = self.jobs[keep], self.unserved[keep]
        self.costs, self.places = self.costs[keep], self.places[keep]
        if self.noise is not None:
            self.noise = self.noise[keep]
        if len(self.jobs):
            self.look(column)
