"""The planner in the server: loaded problems, kept as long as nothing changes, and the search."""

import asyncio
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

from fleettickets.api.versions import DataVersions
from fleettickets.config import DispatchSettings
from fleettickets.dispatch import candidates
from fleettickets.dispatch.apart import plan_apart
from fleettickets.dispatch.assembly import Assembled, assemble
from fleettickets.dispatch.engine import feasible
from fleettickets.dispatch.planning import keep, known_travel, load_day
from fleettickets.dispatch.search import Effort, Search
from fleettickets.dispatch.travel.chosen import travel_of
from fleettickets.dispatch.visits import unplanned
from fleettickets.domain.crew_day import TicketId
from fleettickets.errors import BusyError, FleetTicketsError
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_plans import find_plan
from fleettickets.store.dispatch_sessions import DispatcherPool

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

_KEPT = 8
"""Problems in memory."""
_FOLLOWED = 2
"""So many of them are read again after each change."""
_FRESH_S, _USABLE_S = 60, 600
"""The clock moves on: an older problem is read again while it still answers, up to the second."""


@dataclass
class LoadedPlan:
    """A plan's problem in memory, ready for questions."""

    assembled: Assembled
    unplanned: dict[TicketId, tuple[str, str]]
    loaded_at: float = field(default_factory=time.monotonic)
    asked_at: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def search(self) -> Search:
        """The plan's tables; use them with the lock held."""
        problem = self.assembled.problem
        return Search(problem, feasible(problem, self.assembled.rest.orders))

    def rank(self, job: int, most: int) -> candidates.Candidates:
        """Return who could do a job."""
        with self.lock:
            return candidates.rank(self.search, job, most)

    @property
    def age_s(self) -> float:
        """How long ago it was read."""
        return time.monotonic() - self.loaded_at


_TIDY_EVERY_S = 600

_Key = tuple[int, bytes, int]


class PlannerDesk:
    """Answers questions about plans, and makes plans one at a time."""

    def __init__(self, url: str, settings: DispatchSettings, *, wait_s: float) -> None:
        self._settings = settings
        self._pool = DispatcherPool(url, size=4, wait_s=wait_s, statement_timeout_s=15)
        self._loaded: OrderedDict[_Key, LoadedPlan] = OrderedDict()
        self._loading: dict[_Key, asyncio.Task[LoadedPlan]] = {}
        self._planning = asyncio.Lock()
        self._tidy_at = 0.0
        self._tidying: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin to lend connections."""
        await asyncio.to_thread(self._pool.open)

    async def close(self) -> None:
        """End what is under way."""
        for task in self._loading.values():
            task.cancel()
        await asyncio.to_thread(self._pool.close)

    async def run(self, work: Callable[[Connection], Answer], made_by: str = "") -> Answer:
        """Return what the work makes with a connection. Raises: as DispatcherPool.run."""
        return await asyncio.to_thread(self._pool.run, work, made_by)

    def tidy(self, work: Callable[[Connection], None]) -> None:
        """Do the work in the background, unless that was done lately."""
        now = time.monotonic()
        if now >= self._tidy_at:
            self._tidy_at = now + _TIDY_EVERY_S
            self._tidying = asyncio.create_task(self._tidy(work))

    async def _tidy(self, work: Callable[[Connection], None]) -> None:
        try:
            await self.run(work)
        except FleetTicketsError as error:
            log.warning("cannot tidy up: %s", error)

    @property
    def is_reading(self) -> bool:
        """Whether a plan is being read."""
        return bool(self._loading)

    async def problem_of(self, plan_id: int, versions: DataVersions) -> LoadedPlan:
        """Return a plan's problem as of now, from memory if nothing has changed.

        Raises:
            UnknownDispatchError: there is no such plan.
        """
        mark = versions.fingerprint(None, has_clock=False)
        key = (plan_id, mark, versions.dispatch_version)
        found = self._loaded.get(key)
        if found is not None and found.age_s < _USABLE_S:
            self._loaded.move_to_end(key)
            found.asked_at = time.monotonic()
            if found.age_s > _FRESH_S:
                self._load(key)
            return found
        return await asyncio.shield(self._load(key))

    def prepare(self, plan_id: int, versions: DataVersions) -> None:
        """Read a plan's problem in the background, because questions about it will follow."""
        key = (plan_id, versions.fingerprint(None, has_clock=False), versions.dispatch_version)
        if key not in self._loaded:
            self._load(key)

    def follow(self, versions: DataVersions) -> None:
        """After a change, read the plans in use again before somebody asks about them."""
        since = time.monotonic() - _USABLE_S
        for plan_id in {key[0] for key, plan in self._newest() if plan.asked_at > since}:
            self.prepare(plan_id, versions)

    def _newest(self) -> list[tuple[_Key, LoadedPlan]]:
        return list(self._loaded.items())[-_FOLLOWED:]

    def _load(self, key: _Key) -> "asyncio.Task[LoadedPlan]":
        task = self._loading.get(key)
        if task is None:
            task = self._loading[key] = asyncio.create_task(self._read(key))
            task.add_done_callback(partial(self._note_loaded, key))
        return task

    def _note_loaded(self, key: _Key, task: "asyncio.Task[LoadedPlan]") -> None:
        del self._loading[key]
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            if not isinstance(error, FleetTicketsError):
                log.error("cannot load a plan", exc_info=error)
            return
        loaded = task.result()
        asked = [plan.asked_at for other, plan in self._loaded.items() if other[0] == key[0]]
        # Reading it again is no question about it.
        loaded.asked_at = max(asked, default=loaded.asked_at)
        self._loaded[key] = loaded
        self._loaded.move_to_end(key)
        while len(self._loaded) > _KEPT:
            self._loaded.popitem(last=False)

    async def _read(self, key: _Key) -> LoadedPlan:
        return await self.run(partial(_load_plan, plan_id=key[0], settings=self._settings))

    async def plan(self, plan_on: date, effort: Effort, made_by: str) -> int:
        """Plan a day from what is published, keep the plan as a draft and return its number.

        Raises:
            BusyError: another plan is being made.
            TravelError, PlanError: there is no plan.
        """
        if self._planning.locked():
            raise BusyError("another plan is being made")
        async with self._planning:
            loaded = await self.run(partial(load_day, plan_on=plan_on))
            source = travel_of(self._settings)
            travel = await self.run(partial(known_travel, loaded=loaded, source=source))
            plan = await plan_apart(loaded, effort, travel)
            return await self.run(partial(keep, plan=plan), made_by)


def _load_plan(conn: Connection, *, plan_id: int, settings: DispatchSettings) -> LoadedPlan:
    line = find_plan(conn, plan_id=plan_id)
    if line is None:
        raise UnknownDispatchError(f"plan {plan_id}", "does not exist")
    loaded = load_day(conn, line.plan_on, plan_id=plan_id)
    travel = known_travel(conn, loaded, travel_of(settings))
    assembled = assemble(loaded.orders, travel, loaded.estimate)
    left = {one.key: (one.reason, one.detail) for one in unplanned(loaded.orders)}
    plan = LoadedPlan(assembled, left)
    _ = plan.search
    return plan
