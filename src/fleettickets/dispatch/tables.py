"""Minute tables: what everything from a stop on costs, for each minute of arrival.

``table[stop, 0, t]`` is the least cost if lunch is still to come, ``table[stop, 1, t]`` if it was
had. Windows, due times, pins, lunch and overtime are all looked up in them, none is a special
case, and the cost of putting a job between two stops takes three look-ups.
"""

from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from fleettickets.dispatch.problem import (
    FORBIDDEN,
    LUNCH_GRACE,
    CrewOnShift,
    IndexArray,
    IntArray,
    Job,
    Problem,
    windows_of,
)

State = tuple[int, int, int, int]
Past = tuple[IndexArray, IndexArray, IndexArray]
"""How ``prev`` may be left, for each gap: when with lunch had (in one way or several), and when
with lunch to come; what was paid until then, and the last row again for lunch on the next arrival;
and where in the flat table the costs from there on begin."""


@dataclass(slots=True, eq=False)
class Route:
    """One crew's jobs in order, with the tables; never changed once it is made."""

    crew: int
    order: list[int]
    table: IntArray
    prev: IndexArray
    """Where each gap for another job lies: after which place of the map,"""
    next: IndexArray
    """and before which."""
    states: list[State]
    """On leaving ``prev``: time and cost with lunch to come, time and cost with lunch had."""
    past: Past
    cost: int


class _CrewTables:
    """What a crew's end and lunch cost at each minute."""

    def __init__(self, crew: CrewOnShift, horizon: int) -> None:
        minutes = np.arange(horizon + 1, dtype=np.int32)
        lunch = crew.lunch
        self.start, self.end, self.begins = crew.start, crew.end, crew.shift_from
        self.over = np.maximum(0, minutes - crew.shift_to)
        self.is_too_late = (minutes > crew.shift_to + crew.overtime) | (minutes >= horizon)
        self.lunch_opens = lunch.opens if lunch else 0
        self.lunch_minutes = lunch.minutes if lunch else 0
        self.lunch_limit = lunch.closes + LUNCH_GRACE if lunch else -1
        begun = np.maximum(minutes, self.lunch_opens)
        done = np.minimum(begun + self.lunch_minutes, horizon)
        self.after_lunch = np.where(begun <= self.lunch_limit, done, horizon).astype(np.int64)
        self.needs_lunch = minutes > self.lunch_limit if lunch else np.ones_like(minutes, bool)

    def end_costs(self, price: int) -> IntArray:
        """Return the cost of arriving at the end, for lunch to come and lunch had."""
        had = np.where(self.is_too_late, FORBIDDEN, self.over * price)
        to_come = np.where(self.needs_lunch, FORBIDDEN, had)
        return np.stack([to_come, had]).astype(np.int32)


class Tables:
    """The arrays of a problem, and the routes made with them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.horizon = horizon = problem.horizon
        self.driving = problem.prices.driving
        self.size = problem.travel.shape[0]
        self.travel = np.ascontiguousarray(problem.travel, dtype=np.int32)
        self.legs = [row.data for row in self.travel]
        self.places = [job.place for job in problem.jobs]
        self.minutes = [job.minutes for job in problem.jobs]
        self.curve = np.array(
            [_curve(job, horizon, problem.not_before) for job in problem.jobs], dtype=np.int32
        ).reshape(-1, horizon + 1)
        minutes = np.arange(horizon + 1, dtype=np.int32)
        starts = np.where(self.curve < FORBIDDEN, minutes, horizon)
        self.start_at: IntArray = np.ascontiguousarray(
            np.minimum.accumulate(starts[:, ::-1], axis=1)[:, ::-1]
        )
        self._curves = [row.data for row in self.curve]
        self._starts = [row.data for row in self.start_at]
        self.extra = _change_costs(problem)
        self._extras: list[list[int]] = self.extra.tolist()
        self.crews = [_CrewTables(crew, horizon) for crew in problem.crews]
        rows = np.arange(len(problem.jobs) + 1) * 2 * (horizon + 1)
        self._offsets = np.stack([rows, rows + horizon + 1])
        self._lunch_offsets = self._offsets[[1, 0, 1], None]
        self._ends = [crew.end_costs(problem.prices.overtime) for crew in self.crews]

    def route(self, crew: int, order: list[int], old: Route | None = None) -> Route:
        """Return the crew's route with this order; ``old`` is a route of the crew like it.

        What begins and ends as in ``old`` is taken from there.
        """
        count = len(order)
        table = np.empty((count + 1, 2, self.horizon + 1), np.int32)
        head, tail = _same(order, old) if old else (0, 0)
        if old:
            table[count - tail :] = old.table[len(old.order) - tail :]
        else:
            table[count] = self._ends[crew]
        self._fill_back(crew, order, table, count - tail)
        own = self.crews[crew]
        path = [own.start, *map(self.places.__getitem__, order), own.end]
        states = self._states(crew, order, table, path, old.states[: head + 1] if old else [])
        cost = self._cost(crew, table, path) if order else 0
        state = np.array(states, np.int64).T
        return Route(
            crew,
            order,
            table,
            np.array(path[:-1], np.int64),
            np.array(path[1:], np.int64),
            states,
            self._past(crew, state[2:3], state[3:4], state),
            cost,
        )

    def _past(self, crew: int, times: IndexArray, paid: IndexArray, state: IndexArray) -> Past:
        count = state.shape[1]
        had = self._offsets[1, :count]
        if not self.crews[crew].lunch_minutes:
            return times[:, None], paid[:, None], had[None, None]
        offsets = self._lunch_offsets[..., :count]
        if len(times) > 1:
            offsets = np.concatenate([np.broadcast_to(had, (len(times) - 1, 1, count)), offsets])
        return (
            np.concatenate([times, state[0:1]])[:, None],
            np.concatenate([paid, state[[1, 1]]])[:, None],
            offsets,
        )

    def all_states(self, route: Route) -> Past:
        """Return every way to leave each stop that no other way beats in time and cost."""
        if not self.crews[route.crew].lunch_minutes:
            return route.past
        fronts: list[list[tuple[int, int]]] = [[]]
        own = self.crews[route.crew]
        for stop, job in enumerate(route.order):
            leg = self.legs[route.prev[stop]][route.next[stop]]
            drive = self.driving * leg + self._extras[job][route.crew]
            time_0, cost_0, _, _ = route.states[stop]
            ready = [(time + leg, cost) for time, cost in fronts[-1]]
            begun = max(time_0 + leg, own.lunch_opens)
            if begun <= own.lunch_limit:
                ready.append((begun + own.lunch_minutes, cost_0))
            fronts.append(self._serve(job, drive, ready))
        most = max(1, *map(len, fronts))
        never = (self.horizon, FORBIDDEN)
        padded = np.array([front + [never] * (most - len(front)) for front in fronts], np.int64)
        state = np.array(route.states, np.int64).T
        return self._past(route.crew, padded[..., 0].T, padded[..., 1].T, state)

    def _serve(self, job: int, drive: int, ready: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return when and at which cost the job is left, for each that no other one beats."""
        left = []
        for time, cost in ready:
            start = self._starts[job][min(time, self.horizon)]
            if start < self.horizon:
                done = min(start + self.minutes[job], self.horizon)
                left.append((done, cost + drive + self._curves[job][start]))
        front: list[tuple[int, int]] = []
        for time, cost in sorted(left):
            if not front or cost < front[-1][1]:
                front.append((time, cost))
        return front

    def _fill_back(self, crew: int, order: list[int], table: IntArray, begin: int) -> None:
        """Fill the rows before ``begin``, the last one first."""
        own = self.crews[crew]
        place = self.places[order[begin]] if begin < len(order) else own.end
        for stop in range(begin - 1, -1, -1):
            job = order[stop]
            here = self.places[job]
            leg = self.legs[here][place]
            shift = self.minutes[job] + leg
            width = max(self.horizon + 1 - shift, 0)
            row = table[stop]
            row[:, width:] = FORBIDDEN
            cells = row[:, :width]
            np.add(table[stop + 1, :, shift:], self.curve[job, :width], out=cells)
            cells += self.driving * leg + self._extras[job][crew]
            np.minimum(row, FORBIDDEN, out=row)
            back = row[:, ::-1]
            np.minimum.accumulate(back, axis=1, out=back)
            if own.lunch_minutes:
                np.minimum(row[0], row[1].take(own.after_lunch, mode="clip"), out=row[0])
            place = here

    def _states(
        self,
        crew: int,
        order: list[int],
        table: IntArray,
        path: list[int],
        known: list[State],
    ) -> list[State]:
        """Return when and at which cost each stop is left, before and after lunch."""
        own, horizon = self.crews[crew], self.horizon
        has_lunch = own.lunch_minutes > 0
        first = (own.begins, 0, horizon, FORBIDDEN) if has_lunch else (own.begins, 0, own.begins, 0)
        states = list(known) or [first]
        cells = table.data
        for stop in range(len(states) - 1, len(order)):
            time_0, cost_0, time_1, cost_1 = states[-1]
            job = order[stop]
            leg = self.legs[path[stop]][path[stop + 1]]
            drive = self.driving * leg + self._extras[job][crew]
            starts, curve, minutes = self._starts[job], self._curves[job], self.minutes[job]
            arrival = min(time_0 + leg, horizon)
            options = []
            if has_lunch:
                begun = max(arrival, own.lunch_opens)
                if begun <= own.lunch_limit:
                    ready = min(begun + own.lunch_minutes, horizon)
                    options.append((cost_0 + cells[stop, 1, ready], ready, cost_0))
            if time_1 < horizon:
                ready = min(time_1 + leg, horizon)
                options.append((cost_1 + cells[stop, 1, ready], ready, cost_1))
            _, ready, cost = min(options, default=(0, horizon, FORBIDDEN), key=itemgetter(0))
            begins_1, begins_0 = starts[ready], starts[arrival]
            states.append(
                (
                    min(begins_0 + minutes, horizon),
                    min(cost_0 + drive + curve[begins_0], FORBIDDEN),
                    min(begins_1 + minutes, horizon),
                    min(cost + drive + curve[begins_1], FORBIDDEN),
                )
            )
        return states

    def _cost(self, crew: int, table: IntArray, path: list[int]) -> int:
        own = self.crews[crew]
        leg = int(self.travel[path[0], path[1]])
        arrival = min(own.begins + leg, self.horizon)
        return int(table[0, 0 if own.lunch_minutes else 1, arrival]) + self.driving * leg


def _same(order: list[int], old: Route) -> tuple[int, int]:
    """Return how many jobs at the head and at the tail are those of the old route."""
    shorter = min(len(order), len(old.order))
    head = 0
    while head < shorter and order[head] == old.order[head]:
        head += 1
    tail = 0
    while tail < shorter - head and order[-1 - tail] == old.order[-1 - tail]:
        tail += 1
    return head, tail


def _curve(job: Job, horizon: int, not_before: int) -> IntArray:
    """Return what a start at each minute costs: FORBIDDEN outside the job's windows."""
    minutes = np.arange(horizon + 1, dtype=np.int32)
    costs = np.zeros(horizon + 1, np.int32)
    for due in job.dues:
        costs += np.maximum(0, minutes - max(due.minute, 0)) * np.int32(due.price)
    is_open = np.zeros(horizon + 1, bool)
    for opens, closes in windows_of(job, horizon):
        is_open |= (minutes >= opens) & (minutes <= closes)
    is_open[horizon] = False
    is_open[:not_before] = False
    return np.where(is_open, costs, FORBIDDEN).astype(np.int32)


def _change_costs(problem: Problem) -> IntArray:
    """Return what it costs that a crew does a job that was published for another."""
    names = [crew.name for crew in problem.crews]
    costs = np.zeros((len(problem.jobs), len(names)), np.int32)
    for number, job in enumerate(problem.jobs):
        if job.published_crew in names and job.crew is None:
            costs[number] = problem.prices.change
            costs[number, names.index(job.published_crew)] = 0
    return costs
