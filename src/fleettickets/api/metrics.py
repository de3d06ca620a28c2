"""What is counted, in the words of Prometheus (docs/api.md#metrics)."""

from collections import Counter as Counted
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
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
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from fleettickets.api.caching import BodyCache
from fleettickets.store.reader import ReaderPool

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_TROUBLES = ("import_overdue", "run_failed", "file_failed", "rejects_growing")
"""Those of each dataset (functions/find_troubles.sql)."""
_GEOCODING_SPENT = ("", "geocoding_spent")
_RUN_STATES = ("running", "succeeded", "failed", "abandoned")


class ServerMetrics:
    """The process's own counts; a registry for each, so that two never meet."""

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
            "From the request to the end of its answer; event streams apart.",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.outcomes = Counter(
            "fleettickets_answers",
            "How questions were answered: unchanged (304), kept (from memory), missed (neither).",
            ["how"],
            registry=registry,
        )
        self.queries = Counter(
            "fleettickets_queries",
            "Questions that the database was asked; equal ones at one time are asked once.",
            ["question"],
            registry=registry,
        )
        self.streams = Gauge(
            "fleettickets_event_streams", "Event streams that are open.", registry=registry
        )

    def watch(self, cache: BodyCache, pools: Iterable[ReaderPool]) -> None:
        """Have the cache's and the pools' sizes read at each scrape."""
        size = Gauge("fleettickets_cache_bytes", "Bodies kept.", registry=self._registry)
        size.set_function(lambda: cache.bytes)
        in_use = Gauge(
            "fleettickets_pool_in_use",
            "Connections to the database that work.",
            ["pool"],
            registry=self._registry,
        )
        most = Gauge("fleettickets_pool_size", "Of how many.", ["pool"], registry=self._registry)
        for pool in pools:
            in_use.labels(pool.name).set_function(partial(getattr, pool, "in_use"))
            most.labels(pool.name).set(pool.size)

    def watch_looks(self, unseen_s: Callable[[], float]) -> None:
        """Have the time since the watchdog's last look read at each scrape."""
        gauge = Gauge(
            "fleettickets_watchdog_last_look_seconds",
            "Since the server last looked what the webhook is to be told.",
            registry=self._registry,
        )
        gauge.set_function(unseen_s)

    def render(self, health: Mapping[str, Any] | None, budgets: Mapping[str, int]) -> bytes:
        """Return everything as text; without ``health`` the database could not be asked."""
        registry = CollectorRegistry()
        registry.register(_Told(list(_told(health, budgets))))
        return bytes(generate_latest(self._registry) + generate_latest(registry))


class _Told:
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> list[Metric]:
        return self._families


def _told(health: Mapping[str, Any] | None, budgets: Mapping[str, int]) -> Iterator[Metric]:
    is_up = GaugeMetricFamily("fleettickets_database_up", "Whether the database answered.")
    is_up.add_metric([], health is not None)
    yield is_up
    if health is not None:
        measured_at = datetime.fromisoformat(health["measured_at"])
        yield from _runs(health["datasets"], measured_at)
        yield from _rows(health["datasets"])
        yield from _geocoding(health["geocoding"], budgets)
        yield _troubles(health["troubles"], health["datasets"])


def _runs(datasets: list[dict[str, Any]], now: datetime) -> Iterator[Metric]:
    state = _gauge("fleettickets_import_last_run", "1 for the state of the last run.", "state")
    age = _gauge("fleettickets_import_last_run_started_seconds", "Since the last run began.")
    length = _gauge("fleettickets_import_last_run_duration_seconds", "How long it took.")
    files = _gauge("fleettickets_import_last_run_files", "Files of the last run.", "result")
    success = _gauge("fleettickets_import_last_success_seconds", "Since a run last succeeded.")
    runs = CounterMetricFamily(
        "fleettickets_import_runs", "Runs that ended so, or are under way.", labels=_with("state")
    )
    for dataset in datasets:
        name, run = dataset["dataset"], dataset["last_run"]
        for known in _RUN_STATES:
            state.add_metric([name, known], run is not None and run["state"] == known)
            runs.add_metric([name, known], (dataset["runs"] or {}).get(known, 0))
        if dataset["last_success_at"]:
            since = now - datetime.fromisoformat(dataset["last_success_at"])
            success.add_metric([name], since.total_seconds())
        if run is None:
            continue
        began = datetime.fromisoformat(run["started_at"])
        ended = datetime.fromisoformat(run["finished_at"]) if run["finished_at"] else now
        age.add_metric([name], (now - began).total_seconds())
        length.add_metric([name], (ended - began).total_seconds())
        files.add_metric([name, "applied"], run["files_applied"])
        files.add_metric([name, "failed"], run["files_failed"])
    yield from (state, age, length, files, success, runs)


def _rows(datasets: list[dict[str, Any]]) -> Iterator[Metric]:
    rows = CounterMetricFamily(
        "fleettickets_import_rows", "Rows of every file that was applied.", labels=_with("result")
    )
    rejects = _gauge(
        "fleettickets_import_rejects_24h", "Of the files taken in the last 24 hours.", "severity"
    )
    failed = _gauge("fleettickets_import_failed_files", "Files that cannot be taken, and wait.")
    lag = _gauge("fleettickets_content_lag_seconds", "From the newest change to now.")
    for dataset in datasets:
        name = dataset["dataset"]
        for result, count in dataset["rows"].items():
            rows.add_metric([name, result], count)
        for severity, count in dataset["rejects_24h"].items():
            rejects.add_metric([name, severity], count)
        failed.add_metric([name], dataset["failed_files"])
        if dataset["content_lag_seconds"] is not None:
            lag.add_metric([name], dataset["content_lag_seconds"])
    yield from (rows, rejects, failed, lag)


def _geocoding(asked: list[dict[str, Any]], budgets: Mapping[str, int]) -> Iterator[Metric]:
    used = GaugeMetricFamily(
        "fleettickets_geocoding_requests_today", "Sent on this UTC day.", labels=["provider"]
    )
    limit = GaugeMetricFamily(
        "fleettickets_geocoding_budget", "Most requests a UTC day.", labels=["provider"]
    )
    today = {line["provider"]: line["requests_today"] for line in asked}
    for provider in sorted(today.keys() | budgets.keys()):
        used.add_metric([provider], today.get(provider, 0))
    for provider, budget in budgets.items():
        limit.add_metric([provider], budget)
    yield from (used, limit)


def _troubles(found: list[dict[str, Any]], datasets: list[dict[str, Any]]) -> Metric:
    """Return a count for each kind, also 0, so that an alert on it can end."""
    names = [dataset["dataset"] for dataset in datasets]
    counts = {(name, kind): 0 for name in names for kind in _TROUBLES} | {_GEOCODING_SPENT: 0}
    counts |= Counted((one["dataset"] or "", one["kind"]) for one in found)
    family = _gauge("fleettickets_troubles", "What needs a person (status tells what).", "kind")
    for labels, count in counts.items():
        family.add_metric(labels, count)
    return family


def _gauge(name: str, text: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, labels=_with(*labels))


def _with(*labels: str) -> list[str]:
    return ["dataset", *labels]
