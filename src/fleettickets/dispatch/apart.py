"""Plan a day in a process of its own, so that a server goes on answering meanwhile.

``python -m fleettickets.dispatch.apart`` reads what is to be planned from stdin and writes the plan
to stdout, both pickled: they come from the process that has started it, and from nobody else.
"""

import asyncio
import pickle
import sys

from fleettickets.dispatch.planned import PlannedDay
from fleettickets.dispatch.planning import LoadedDay, plan_loaded
from fleettickets.dispatch.search import Effort
from fleettickets.dispatch.travel.table import Travel
from fleettickets.errors import FleetTicketsError
from fleettickets.planner_errors import PlanError


async def plan_apart(loaded: LoadedDay, effort: Effort, travel: Travel | None) -> PlannedDay:
    """Plan a day; if the caller is cancelled, the process ends.

    Raises: as ``plan_loaded``.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        answer, _ = await process.communicate(pickle.dumps((loaded, effort, travel)))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise PlanError("the planner", f"ended with {process.returncode}")
    result = pickle.loads(answer)  # noqa: S301 - from our own process
    if isinstance(result, FleetTicketsError):
        raise result
    assert isinstance(result, PlannedDay)  # noqa: S101 - as written below
    return result


def _work() -> None:
    loaded, effort, travel = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - as above
    result: PlannedDay | FleetTicketsError
    try:
        result = plan_loaded(loaded, effort, travel=travel)[0]
    except FleetTicketsError as error:
        result = PlanError(*error.args) if isinstance(error, PlanError) else error
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _work()
