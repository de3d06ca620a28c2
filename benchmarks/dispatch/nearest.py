"""Plans without a planner: a free crew takes the nearest of the most urgent jobs."""

from fleettickets.dispatch.checker import check_crew
from fleettickets.dispatch.problem import Orders, Problem


def nearest_first(problem: Problem) -> Orders:
    """Return what crews do that take, whenever they are free, the nearest of the dearest jobs."""
    orders: Orders = [[] for _ in problem.crews]
    left = set(range(len(problem.jobs)))
    free = {number: crew.shift_from for number, crew in enumerate(problem.crews)}
    while free:
        crew = min(free, key=lambda number: (free[number], number))
        job = _next(problem, crew, orders[crew], left)
        if job is None:
            del free[crew]
            continue
        orders[crew].append(job)
        left.discard(job)
        free[crew] = check_crew(problem, crew, orders[crew]).visits[-1].ends_at
    return orders


def fleetbase(problem: Problem) -> Orders:
    """Return what Fleetbase's greedy engine does: by priority, nearest crew; no rules at all."""
    at = [crew.start for crew in problem.crews]
    orders: Orders = [[] for _ in problem.crews]
    for job in sorted(range(len(problem.jobs)), key=lambda job: (-problem.jobs[job].left_out, job)):
        place = problem.jobs[job].place
        crew = min(range(len(at)), key=lambda number: int(problem.travel[at[number], place]))
        orders[crew].append(job)
        at[crew] = place
    return orders


def _next(problem: Problem, crew: int, order: list[int], left: set[int]) -> int | None:
    here = problem.jobs[order[-1]].place if order else problem.crews[crew].start

    def key(job: int) -> tuple[bool, int, int, int]:
        wanted = problem.jobs[job]
        leg = int(problem.travel[here, wanted.place])
        return wanted.crew is None, -wanted.left_out, leg, job

    able = (job for job in left if problem.jobs[job].allowed(problem.crews[crew]))
    for job in sorted(able, key=key):
        if not check_crew(problem, crew, [*order, job]).violations:
            return job
    return None
