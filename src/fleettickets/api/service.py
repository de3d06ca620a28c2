"""What the routes share, created once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from fleettickets.api.access import Gate
from fleettickets.api.answers import Answers
from fleettickets.api.caching import BodyCache
from fleettickets.api.fix_limit import FixLimit
from fleettickets.api.hub import Hub
from fleettickets.api.metrics import ServerMetrics
from fleettickets.api.pages import Pages
from fleettickets.api.planner_desk import PlannerDesk
from fleettickets.api.readiness import Readiness
from fleettickets.api.throttle import Throttle
from fleettickets.api.versions import VersionReader
from fleettickets.config import AlertSettings, DispatchSettings, ServeSettings
from fleettickets.store.reader import ReaderPool
from fleettickets.watching.watchdog import Watchdog

log = logging.getLogger(__name__)

_SHORT_S = 5
"""Timeout of the short queries that check access, versions and readiness."""
_EXPORTS = 2
"""The most files that are sent at once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """How and where the server is started."""

    database_url: str = field(repr=False)
    is_loopback: bool = True
    """Whether it listens on a loopback address only."""
    settings: ServeSettings = field(default_factory=ServeSettings)
    budgets: dict[str, int] = field(default_factory=dict)
    """Maximum geocoding requests a day, by provider."""
    alerts: AlertSettings = field(default_factory=AlertSettings)
    dispatch: DispatchSettings = field(default_factory=DispatchSettings)

    @property
    def is_open_here(self) -> bool:
        """Whether callers on this machine need no token as long as there has never been one.

        Behind a proxy, every caller seems to be on this machine.
        """
        settings = self.settings
        return self.is_loopback and not settings.is_token_required and not settings.proxies


class Service:
    """Everything that answers need; nothing connects before ``running``."""

    def __init__(self, scene: Scene) -> None:
        url, self.settings = scene.database_url, scene.settings
        self.budgets = scene.budgets
        self.metrics = ServerMetrics()
        limits = {"wait_s": self.settings.wait_s}
        self.control = ReaderPool(url, "control", size=2, statement_timeout_s=_SHORT_S, **limits)
        self.reports = ReaderPool(
            url,
            "reports",
            size=self.settings.pool_size,
            statement_timeout_s=self.settings.statement_timeout_s,
            **limits,
        )
        self.exports = ReaderPool(
            url,
            "exports",
            size=_EXPORTS,
            statement_timeout_s=self.settings.export_timeout_s,
            **limits,
        )
        cache = BodyCache(self.settings.cache_bytes)
        self.metrics.watch(cache, self._pools())
        self.versions = VersionReader(self.control)
        throttle = Throttle(
            burst=self.settings.token_tries, a_minute=self.settings.token_tries_a_minute
        )
        self.gate = Gate(self.control, self.versions, throttle, is_open_here=scene.is_open_here)
        self.desk = PlannerDesk(url, scene.dispatch, wait_s=self.settings.wait_s)
        self.fix_limit = FixLimit(self.settings.fixes_a_second)
        self.answers = Answers(self.reports, cache, self.metrics)
        self.hub = Hub(
            url, self.versions, max_streams=self.settings.max_streams, follow=self.desk.follow
        )
        self.metrics.streams.set_function(lambda: len(self.hub))
        self.pages = Pages(cache)
        self.readiness = Readiness(self.control)
        self._watchdog = Watchdog(url, scene.alerts)
        if self._watchdog.is_needed:
            self.metrics.watch_looks(self._watchdog.unchecked_s)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Connect and listen until the end; wait for the database if it is unavailable."""
        for pool in self._pools():
            await pool.open()
        await self.desk.open()
        listening = asyncio.create_task(self.hub.run())
        try:
            with self._watchdog.watching():
                yield
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
            await self.desk.close()
            for pool in self._pools():
                await pool.close()

    def _pools(self) -> tuple[ReaderPool, ...]:
        return (self.control, self.reports, self.exports)
