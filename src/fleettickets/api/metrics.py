"""The process's own metrics, and the text that Prometheus reads (docs/api.md#metrics)."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import Metric

from fleettickets.api.caching import BodyCache
from fleettickets.api.database_metrics import database_metrics
from fleettickets.store.reader import ReaderPool

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class ServerMetrics:
    """The process's own counts, in a registry of their own for each server."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.requests = Counter(
            "fleettickets_requests",
            "Requests that were answered.",
            ["method", "route", "status"],
            registry=registry,
        )
        self.seconds = Histogram(
            "fleettickets_request_seconds",
            "Seconds from the request to the end of its answer, event streams excluded.",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.outcomes = Counter(
            "fleettickets_answers",
            "Answers by where they came from: unchanged (a 304), kept (from memory), missed (from "
            "the database).",
            ["how"],
            registry=registry,
        )
        self.queries = Counter(
            "fleettickets_queries",
            "Queries for reports. Equal requests at the same time share one query.",
            ["question"],
            registry=registry,
        )
        self.streams = Gauge(
            "fleettickets_event_streams", "Event streams that are open.", registry=registry
        )

    def watch(self, cache: BodyCache, pools: Iterable[ReaderPool]) -> None:
        """Read the sizes of the cache and the pools at each scrape."""
        cache_bytes = Gauge(
            "fleettickets_cache_bytes", "Bytes of answers kept in memory.", registry=self._registry
        )
        cache_bytes.set_function(lambda: cache.bytes)
        in_use = Gauge(
            "fleettickets_pool_in_use",
            "Database connections of the pool that are in use.",
            ["pool"],
            registry=self._registry,
        )
        maximum = Gauge(
            "fleettickets_pool_size",
            "Maximum connections in the pool: control, reports, exports.",
            ["pool"],
            registry=self._registry,
        )
        for pool in pools:
            in_use.labels(pool.name).set_function(partial(getattr, pool, "in_use"))
            maximum.labels(pool.name).set(pool.size)

    def watch_looks(self, unseen_s: Callable[[], float]) -> None:
        """Read the time since the watchdog's last check at each scrape."""
        gauge = Gauge(
            "fleettickets_watchdog_last_look_seconds",
            "Seconds since the server last checked whether to notify the webhook; before the first "
            "check, since it started. At most FLEETTICKETS_ALERT_EVERY_S and a minute if all is "
            "well; absent without ALERT_WEBHOOK_URL.",
            registry=self._registry,
        )
        gauge.set_function(unseen_s)

    def render(self, health: Mapping[str, Any] | None, budgets: Mapping[str, int]) -> bytes:
        """Return all metrics as text; ``health`` is None if the database gave no answer."""
        registry = CollectorRegistry()
        registry.register(_Collected(list(database_metrics(health, budgets))))
        return bytes(generate_latest(self._registry) + generate_latest(registry))


class _Collected:
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> list[Metric]:
        return self._families
