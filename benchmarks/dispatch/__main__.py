"""Plan seeded days: ``python -m benchmarks dispatch [--quick] [--seconds 2,10,30] [--sizes …]``.

Ours beside nearest-first, Fleetbase's greedy and the peers that are installed; the checker judges
all. It prints medians over the seeds: the cost in driving minutes and how far above the best it is.
"""

import argparse
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import say
from benchmarks.dispatch.days import SIZES
from benchmarks.dispatch.nearest import fleetbase, nearest_first
from benchmarks.dispatch.peers import installed
from benchmarks.dispatch.solomon import files_in, problem_of
from fleettickets.dispatch import candidates
from fleettickets.dispatch.checker import check
from fleettickets.dispatch.engine import feasible, plan_day
from fleettickets.dispatch.problem import Orders, Problem
from fleettickets.dispatch.search import Effort, Search

_UNBOUNDED = 10**9
Method = Callable[[Problem, float, int], Orders]


class Result(NamedTuple):
    """One plan."""

    method: str
    cost: int
    seconds: float
    violations: int


def ours(problem: Problem, seconds: float, seed: int) -> Orders:
    """Return our plan, stopped by the clock as the others are."""
    return plan_day(problem, Effort(_UNBOUNDED, seed, seconds)).orders


def first_plan(problem: Problem, _seconds: float, _seed: int) -> Orders:
    """Return our plan without a search."""
    return Search(problem).fill().orders


def measured(name: str, method: Method, problem: Problem, seconds: float, seed: int) -> Result:
    """Run a method; what it breaks counts, and is left out of the plan that is judged."""
    began = time.perf_counter()
    orders = method(problem, seconds, seed)
    took = time.perf_counter() - began
    broken = len(check(problem, orders).violations)
    cost = check(problem, feasible(problem, orders)).cost
    return Result(name, cost, took, broken)


def main() -> None:
    """Print the table of each size and time."""
    options = _options()
    peers, missing = installed()
    if missing:
        say(f"not installed, so left out: {', '.join(missing)} (uv sync --group dispatch-peers)")
    if options.solomon is None:
        say("without Solomon's instances, which state no licence: --solomon FOLDER names them")
    without_time: dict[str, Method] = {
        "Fleetbase's greedy": lambda problem, _s, _n: fleetbase(problem),
        "urgent, then nearest": lambda problem, _s, _n: nearest_first(problem),
        "our first plan": first_plan,
    }
    for size in options.sizes:
        days = [size.day(seed) for seed in options.seeds]
        rows = [_run(name, way, days, 0, options.seeds) for name, way in without_time.items()]
        for seconds in options.seconds:
            timed: dict[str, Method] = {"ours": ours, **peers}
            found = [_run(name, way, days, seconds, options.seeds) for name, way in timed.items()]
            _table(size.name, seconds, [*rows, *found])
        _speed(days[0])
    if options.solomon is not None:
        _solomon(options, peers)


def _solomon(options: argparse.Namespace, peers: Mapping[str, Method]) -> None:
    """Print one table for each class of instances (C1, R2 …)."""
    classes: dict[str, list[Problem]] = {}
    for path in files_in(options.solomon):
        name = path.stem.upper().rstrip("0123456789") + re.sub(r"\D", "", path.stem)[0]
        classes.setdefault(name, []).append(problem_of(path.read_text(encoding="ascii")))
    if not classes:
        say(f"\n{options.solomon}: no file such as C101.txt")
    for name, days in classes.items():
        for seconds in options.seconds:
            ways: dict[str, Method] = {"ours": ours, **peers}
            seeds = [options.seeds[0]] * len(days)
            _table(name, seconds, [_run(n, way, days, seconds, seeds) for n, way in ways.items()])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    names = {size.name: size for size in SIZES}
    parser.add_argument("--quick", action="store_true", help="one seed, 2 s, the smallest day")
    parser.add_argument("--seconds", type=_numbers, default=[2, 10, 30])
    parser.add_argument("--seeds", type=_numbers, default=[1, 2, 3])
    parser.add_argument("--sizes", nargs="*", choices=names, default=list(names))
    parser.add_argument("--solomon", type=Path, metavar="FOLDER", help="plan its instances, too")
    options = parser.parse_args()
    if options.quick:
        options.seconds, options.seeds, options.sizes = [2], [1], [SIZES[0].name]
    options.sizes = [names[name] for name in options.sizes]
    return options


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _run(
    name: str, method: Method, days: list[Problem], seconds: int, seeds: list[int]
) -> list[Result]:
    return [
        measured(name, method, day, seconds, seed) for day, seed in zip(days, seeds, strict=True)
    ]


def _table(name: str, seconds: int, rows: list[list[Result]]) -> None:
    best = [min(row[day].cost for row in rows) for day in range(len(rows[0]))]
    say(f"\n{name}, {seconds} s, {len(best)} days")
    for row in rows:
        above = median(100 * (r.cost / b - 1) for r, b in zip(row, best, strict=True))
        cost = median(result.cost for result in row) / 10
        took = median(result.seconds for result in row)
        broken = sum(result.violations for result in row)
        say(
            f"  {row[0].method:22} {cost:9,.0f} min  {above:6.1f} % above the best  {took:5.1f} s"
            f"  {broken} violations"
        )


def _speed(day: Problem) -> None:
    began = time.perf_counter()
    search = Search(day).fill()
    first_s = time.perf_counter() - began
    served = {job for order in search.orders for job in order}
    left = [job for job in range(len(day.jobs)) if job not in served] or [0]
    times = []
    for job in left[:20]:
        began = time.perf_counter()
        candidates.rank(search, job, 3)
        times.append(time.perf_counter() - began)
    say(f"  first plan {first_s:.2f} s; candidates for one job {median(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
