"""The metrics that come from the database: imports, rows, geocoding, troubles."""

from collections import Counter as Counted
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

DATASET_TROUBLES = (
    "import_overdue",
    "run_failed",
    "file_failed",
    "file_rejected",
    "file_ahead",
    "rejects_growing",
    "unknown_status",
    "unknown_verdict",
    "two_places",
)
"""The kinds that each dataset can have (functions/find_troubles.sql)."""
GEOCODING_SPENT = ("", "geocoding_spent")
_RUN_STATES = ("running", "succeeded", "failed", "abandoned")


def database_metrics(
    health: Mapping[str, Any] | None, budgets: Mapping[str, int]
) -> Iterator[Metric]:
    """Yield the metrics of an answer of fn_import_health; None: the database gave no answer."""
    is_up = GaugeMetricFamily("fleettickets_database_up", "1 if the database answered, else 0.")
    is_up.add_metric([], health is not None)
    yield is_up
    if health is not None:
        measured_at = datetime.fromisoformat(health["measured_at"])
        yield from _runs(health["datasets"], measured_at)
        yield from _rows(health["datasets"])
        yield from _geocoding(health["geocoding"], budgets)
        yield _troubles(health["troubles"], health["datasets"])


def _runs(datasets: list[dict[str, Any]], now: datetime) -> Iterator[Metric]:
    state = _gauge(
        "fleettickets_import_last_run",
        "1 for the state of the last import run, 0 for the other states.",
        "state",
    )
    age = _gauge(
        "fleettickets_import_last_run_started_seconds", "Seconds since the last run began."
    )
    length = _gauge(
        "fleettickets_import_last_run_duration_seconds",
        "Seconds that the last run took, or has taken so far.",
    )
    files = _gauge(
        "fleettickets_import_last_run_files",
        "Files that the last run applied, and files that failed in it.",
        "result",
    )
    success = _gauge(
        "fleettickets_import_last_success_seconds",
        "Seconds since a run last succeeded; absent before the first. This includes runs of "
        "`replay` and of local files, which import_overdue of fleettickets_troubles ignores.",
    )
    runs = _counter(
        "fleettickets_import_runs", "Import runs by state, the running one included.", "state"
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
    rows = _counter(
        "fleettickets_import_rows",
        "Rows of all applied files: read, kept, dropped, rejected.",
        "result",
    )
    rejects = _gauge(
        "fleettickets_import_rejects_24h",
        "Rejects kept of files applied in the last 24 hours.",
        "severity",
    )
    failed = _gauge("fleettickets_import_failed_files", "Failed files that wait for a person.")
    lag = _gauge("fleettickets_content_lag_seconds", "Seconds since the newest change in the data.")
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


def _geocoding(providers: list[dict[str, Any]], budgets: Mapping[str, int]) -> Iterator[Metric]:
    used = GaugeMetricFamily(
        "fleettickets_geocoding_requests_today",
        "Requests sent to the provider on this UTC day.",
        labels=["provider"],
    )
    limit = GaugeMetricFamily(
        "fleettickets_geocoding_budget",
        "Maximum requests to the provider in a UTC day.",
        labels=["provider"],
    )
    today = {use["provider"]: use["requests_today"] for use in providers}
    for provider in sorted(today.keys() | budgets.keys()):
        used.add_metric([provider], today.get(provider, 0))
    for provider, budget in budgets.items():
        limit.add_metric([provider], budget)
    yield from (used, limit)


def _troubles(troubles: list[dict[str, Any]], datasets: list[dict[str, Any]]) -> Metric:
    """Return a count for each kind, also 0, so that an alert on it can end."""
    names = [dataset["dataset"] for dataset in datasets]
    counts = {(name, kind): 0 for name in names for kind in DATASET_TROUBLES} | {GEOCODING_SPENT: 0}
    counts |= Counted((trouble["dataset"] or "", trouble["kind"]) for trouble in troubles)
    family = _gauge(
        "fleettickets_troubles",
        "Problems that need a person, by kind; `fleettickets status` lists them. 0 if none.",
        "kind",
    )
    for labels, count in counts.items():
        family.add_metric(labels, count)
    return family


def _gauge(name: str, text: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, labels=["dataset", *labels])


def _counter(name: str, text: str, *labels: str) -> CounterMetricFamily:
    return CounterMetricFamily(name, text, labels=["dataset", *labels])
