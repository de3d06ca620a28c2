"""The last improvements of a plan, exactly priced: jobs left out against each other and the served.

Also what explains a job that is left out: the cheapest way to do it after all is the best exchange.
"""

from dataclasses import dataclass

import numpy as np

from fleettickets.dispatch.insertion import Inserter
from fleettickets.dispatch.problem import FORBIDDEN, IndexArray
from fleettickets.dispatch.tables import Route

IMPOSSIBLE = FORBIDDEN // 2


@dataclass(frozen=True, slots=True)
class Exchange:
    """A job goes into a crew's route, ``instead`` (if any) is taken out of it."""

    price: int
    """How much dearer the plan becomes."""
    crew: int
    instead: int | None
    place: int
    """Where in the route, once ``instead`` is out."""


def best_insertions(inserter: Inserter, jobs: IndexArray, route: Route) -> list[Exchange | None]:
    """Return for each job, which must be left out now, the cheapest place of the route, if any."""
    costs, places = inserter.best(jobs, route, is_exact=True)
    prices = costs - inserter.unserved[jobs]
    rows = zip(costs.tolist(), prices.tolist(), places.tolist(), strict=True)
    return [
        Exchange(price, route.crew, None, place) if cost < IMPOSSIBLE else None
        for cost, price, place in rows
    ]


def best_swaps(inserter: Inserter, jobs: IndexArray, route: Route) -> list[Exchange | None]:
    """Return for each job, which must be left out now, whose place in the route it best takes.

    What a person has pinned stays.
    """
    found: list[Exchange | None] = [None] * len(jobs)
    known = inserter.tables.problem.jobs
    if not inserter.allowed[jobs, route.crew].any():
        return found
    for at, out in enumerate(route.order):
        if known[out].is_pinned:
            continue
        rest = [*route.order[:at], *route.order[at + 1 :]]
        less = inserter.tables.route(route.crew, rest, route)
        costs, places = inserter.best(jobs, less, is_exact=True)
        saved = less.cost - route.cost + int(inserter.unserved[out])
        prices = costs + saved - inserter.unserved[jobs]
        rows = zip(costs.tolist(), prices.tolist(), places.tolist(), strict=True)
        for row, (cost, price, place) in enumerate(rows):
            best = found[row]
            if cost < IMPOSSIBLE and (best is None or price < best.price):
                found[row] = Exchange(price, route.crew, out, place)
    return found


def apply(inserter: Inserter, route: Route, job: int, exchange: Exchange) -> Route:
    """Return the route after the exchange."""
    order = [other for other in route.order if other != exchange.instead]
    order.insert(exchange.place, job)
    return inserter.tables.route(route.crew, order, route)


def improve(inserter: Inserter, routes: list[Route]) -> list[Route]:
    """Return the routes after every insertion and swap that pays; none is left that does."""
    routes = list(routes)
    served = {job for route in routes for job in route.order}
    left = [job for job in range(len(inserter.unserved)) if job not in served]
    paying = [_paying(inserter, left, route) for route in routes]
    while True:
        choices = [
            (exchange.price, job, exchange)
            for of_crew in paying
            for job, exchange in of_crew.items()
        ]
        if not choices:
            return routes
        _, job, exchange = min(choices, key=lambda choice: choice[:2])
        routes[exchange.crew] = apply(inserter, routes[exchange.crew], job, exchange)
        left.remove(job)
        for of_crew in paying:
            of_crew.pop(job, None)
        paying[exchange.crew] = _paying(inserter, left, routes[exchange.crew])
        if exchange.instead is not None:
            # What was taken out may pay anywhere.
            for crew, route in enumerate(routes):
                paying[crew] |= _paying(inserter, [exchange.instead], route)
            left.append(exchange.instead)


def _paying(inserter: Inserter, left: list[int], route: Route) -> dict[int, Exchange]:
    paying: dict[int, Exchange] = {}
    if not left:
        return paying
    jobs = np.array(left, np.int64)
    for choices in (best_insertions(inserter, jobs, route), best_swaps(inserter, jobs, route)):
        for job, exchange in zip(jobs.tolist(), choices, strict=True):
            if exchange is None or exchange.price >= 0:
                continue
            if job not in paying or exchange.price < paying[job].price:
                paying[job] = exchange
    return paying
