"""The same days for VROOM, PyVRP and OR-Tools, as far as each can be given them.

VROOM and PyVRP know no soft lateness, PyVRP no lunch; what they cannot be given, the checker judges
all the same. Install them with ``uv sync --group dispatch-peers``.
"""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from fleettickets.dispatch.problem import Job, Orders, Problem

Peer = Callable[[Problem, float, int], Orders]
_LUNCH_AT, _LUNCH = 330, 45
"""For those without breaks, the lunch hour is cut out of the clock."""
_FAR = 3_000


def _squeezed(minute: int) -> int:
    return minute if minute <= _LUNCH_AT else max(_LUNCH_AT, minute - _LUNCH)


def _window(problem: Problem, job: Job) -> tuple[int, int]:
    opens, closes = (job.windows[0][0], job.windows[-1][1]) if job.windows else (0, _MOST_MINUTE)
    return opens, min(closes, problem.horizon - 1)


_MOST_MINUTE = 779


def vroom(problem: Problem, seconds: float, _seed: int) -> Orders:
    """Return VROOM's plan: a due time is the end of a hard window, where it lies in the day."""
    lib: Any = import_module("vroom")
    given = lib.Input()
    given.set_durations_matrix("car", (problem.travel * 60).astype("uint32"))
    names = sorted({skill for job in problem.jobs for skill in job.skills})
    number = {skill: at for at, skill in enumerate(names)}
    pinned = {crew.name: 1000 + at for at, crew in enumerate(problem.crews)}
    for at, crew in enumerate(problem.crews):
        breaks = []
        if crew.lunch:
            span = lib.TimeWindow(crew.lunch.opens * 60, crew.lunch.closes * 60)
            breaks = [lib.Break(at, time_windows=[span], service=crew.lunch.minutes * 60)]
        hours = lib.TimeWindow(crew.shift_from * 60, (crew.shift_to + crew.overtime) * 60)
        skills = {number[skill] for skill in crew.skills if skill in number} | {pinned[crew.name]}
        vehicle = lib.Vehicle(
            at, start=crew.start, end=crew.end, skills=skills, time_window=hours, breaks=breaks
        )
        given.add_vehicle(vehicle)
    for at, job in enumerate(problem.jobs):
        opens, closes = _window(problem, job)
        if job.dues and opens <= job.dues[0].minute < closes:
            closes = max(opens + 5, job.dues[0].minute)
        needs = {number[skill] for skill in job.skills}
        needs |= {pinned[job.crew]} if job.crew else set()
        given.add_job(
            lib.Job(
                at,
                location=job.place,
                default_service=job.minutes * 60,
                skills=needs,
                priority=100 if job.crew else min(100, job.left_out // 100),
                time_windows=[lib.TimeWindow(opens * 60, closes * 60)],
            )
        )
    found = given.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=seconds))
    orders: Orders = [[] for _ in problem.crews]
    rows = found.routes
    for crew_at, kind, job_at in zip(rows["vehicle_id"], rows["type"], rows["id"], strict=True):
        if kind == "job":
            orders[int(crew_at)].append(int(job_at))
    return orders


def pyvrp(problem: Problem, seconds: float, seed: int) -> Orders:
    """Return PyVRP's plan: jobs are prizes, without lateness."""
    lib: Any = import_module("pyvrp")
    stop: Any = import_module("pyvrp.stop")
    count = len(problem.crews)
    size = problem.travel.shape[0]
    clients = []
    for at, job in enumerate(problem.jobs):
        opens, closes = _window(problem, job)
        clients.append(
            lib.Client(
                location=job.place,
                service_duration=job.minutes,
                tw_early=_squeezed(opens),
                tw_late=_squeezed(closes),
                prize=problem.unserved[at],
                required=False,
            )
        )
    profiles: dict[bytes, int] = {}
    types: list[Any] = []
    driving: list[Any] = []
    lasting: list[Any] = []
    for at, crew in enumerate(problem.crews):
        allowed = problem.allowed[:, at]
        profile = profiles.setdefault(allowed.tobytes(), len(profiles))
        if profile == len(driving):
            minutes = problem.travel.astype(np.int64)
            closed = [job.place for job, may in zip(problem.jobs, allowed, strict=True) if not may]
            minutes[:, closed] = _FAR
            minutes[closed, :] = _FAR
            np.fill_diagonal(minutes, 0)
            lasting.append(minutes)
            driving.append(minutes * problem.prices.driving)
        types.append(
            lib.VehicleType(
                1,
                start_depot=at,
                end_depot=count + at,
                tw_early=_squeezed(crew.shift_from),
                start_late=_squeezed(crew.shift_from),
                tw_late=_squeezed(crew.shift_to + crew.overtime),
                shift_duration=_squeezed(crew.shift_to) - _squeezed(crew.shift_from),
                max_overtime=crew.overtime,
                unit_distance_cost=1,
                unit_overtime_cost=problem.prices.overtime,
                profile=profile,
            )
        )
    depots = [lib.Depot(crew.start) for crew in problem.crews]
    depots += [lib.Depot(crew.end) for crew in problem.crews]
    places = [lib.Location(0, 0) for _ in range(size)]
    data = lib.ProblemData(places, clients, depots, types, driving, lasting, [])
    penalty = lib.PenaltyParams(max_penalty=2000.0)
    found = lib.solve(
        data,
        stop.MaxRuntime(seconds),
        seed=seed,
        collect_stats=False,
        display=False,
        params=lib.SolveParams(penalty=penalty),
    )
    orders: Orders = [[] for _ in problem.crews]
    for route in found.best.routes():
        orders[route.vehicle_type()] = [act.idx for act in route if act.is_client()]
    return orders


def ortools(problem: Problem, seconds: float, _seed: int) -> Orders:
    """Return the plan of OR-Tools' routing: soft due times, lunch cut out of the clock."""
    lib: Any = import_module("ortools.constraint_solver.pywrapcp")
    kinds: Any = import_module("ortools.constraint_solver.routing_enums_pb2")
    numbers = range(len(problem.crews))
    manager = lib.RoutingIndexManager(
        problem.travel.shape[0],
        len(problem.crews),
        [crew.start for crew in problem.crews],
        [crew.end for crew in problem.crews],
    )
    model = lib.RoutingModel(manager)
    arcs = model.RegisterTransitMatrix((problem.travel * problem.prices.driving).tolist())
    model.SetArcCostEvaluatorOfAllVehicles(arcs)
    work = np.zeros(problem.travel.shape[0], np.int64)
    work[[job.place for job in problem.jobs]] = [job.minutes for job in problem.jobs]
    lasting = problem.travel + work[:, None]
    np.fill_diagonal(lasting, 0)
    horizon = problem.horizon
    transit = model.RegisterTransitMatrix(lasting.tolist())
    model.AddDimension(transit, horizon, horizon, False, "time")  # noqa: FBT003 - its API
    clock = model.GetDimensionOrDie("time")
    for at, job in enumerate(problem.jobs):
        index = manager.NodeToIndex(job.place)
        opens, closes = _window(problem, job)
        clock.CumulVar(index).SetRange(_squeezed(opens), _squeezed(closes))
        for due in job.dues:
            clock.SetCumulVarSoftUpperBound(index, _squeezed(max(0, due.minute)), due.price)
        model.AddDisjunction([index], int(problem.unserved[at]))
        able = [crew for crew in numbers if problem.allowed[at, crew]]
        model.VehicleVar(index).SetValues([-1, *able])
    for at, crew in enumerate(problem.crews):
        begin = _squeezed(crew.shift_from)
        clock.CumulVar(model.Start(at)).SetRange(begin, begin)
        end = model.End(at)
        clock.CumulVar(end).SetRange(begin, _squeezed(crew.shift_to + crew.overtime))
        clock.SetCumulVarSoftUpperBound(end, _squeezed(crew.shift_to), problem.prices.overtime)
    wanted = lib.DefaultRoutingSearchParameters()
    wanted.first_solution_strategy = kinds.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    wanted.local_search_metaheuristic = kinds.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    wanted.time_limit.FromMilliseconds(int(seconds * 1000))
    found = model.SolveWithParameters(wanted)
    orders: Orders = [[] for _ in problem.crews]
    job_at = {job.place: at for at, job in enumerate(problem.jobs)}
    for number in numbers if found is not None else ():
        index = model.Start(number)
        while not model.IsEnd(index):
            node = manager.IndexToNode(index)
            if node in job_at:
                orders[number].append(job_at[node])
            index = found.Value(model.NextVar(index))
    return orders


PEERS: dict[str, tuple[str, Peer]] = {
    "VROOM": ("vroom", vroom),
    "PyVRP": ("pyvrp", pyvrp),
    "OR-Tools": ("ortools", ortools),
}


def installed() -> tuple[dict[str, Peer], list[str]]:
    """Return the peers that are installed, and the names of those that are not."""
    found = {name: peer for name, (module, peer) in PEERS.items() if find_spec(module)}
    return found, [name for name in PEERS if name not in found]
