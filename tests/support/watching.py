"""Readers that work in parallel and check each answer against itself, the files and the last."""

import statistics
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from psycopg import errors

from fleettickets.store.connect import Connection, connect

_TIMEOUT_S = 60
_MAP = b"SELECT reporting.fn_tickets_for_map()"
_DASHBOARDS = (b"SELECT reporting.fn_inc_dashboard()", b"SELECT reporting.fn_crq_dashboard()")

OpenCounts = Mapping[str, Mapping[str | None, int]]
"""For each dataset, the number of open tickets when a key is the newest."""


class Answer(NamedTuple):
    """When an answer was requested, and how long it took."""

    statement: bytes
    began_at: float
    spent_s: float


@dataclass
class Watch:
    """What the readers observed."""

    open_counts: OpenCounts
    may_be_refused: bool = False
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def p95_s(self, spans: Sequence[tuple[float, float]]) -> dict[bytes, float]:
        """Return each query's 95th percentile over answers that overlap one of the time spans."""
        found: dict[bytes, list[float]] = {}
        for statement, began_at, spent_s in tuple(self.answers):
            if any(began_at < end and began_at + spent_s > start for start, end in spans):
                found.setdefault(statement, []).append(spent_s)
        return {
            statement: statistics.quantiles(taken, n=20)[-1] for statement, taken in found.items()
        }


@contextmanager
def watching(
    url: str, open_counts: OpenCounts, *, readers: int = 2, may_be_refused: bool = False
) -> Iterator[Watch]:
    """Query without a pause during the block, and check at its end that every answer was right.

    The block begins once each reader has run every query. With ``may_be_refused``, readers retry
    like the API if PostgreSQL ended a deadlock.
    """
    watch, is_over = Watch(open_counts, may_be_refused), threading.Event()
    at_work = [threading.Event() for _ in range(readers)]
    threads = [
        threading.Thread(target=_read, args=(url, watch, is_over, has_asked), daemon=True)
        for has_asked in at_work
    ]
    for thread in threads:
        thread.start()
    try:
        for has_asked in at_work:
            assert has_asked.wait(_TIMEOUT_S), "a reader got no answers"
        yield watch
    finally:
        is_over.set()
        for thread in threads:
            thread.join(_TIMEOUT_S)
    assert watch.wrong == []


def _read(url: str, watch: Watch, is_over: threading.Event, has_asked: threading.Event) -> None:
    seen: dict[str, Any] = {}
    try:
        with closing(connect(url)) as conn:
            conn.execute("SET ROLE fleettickets_reader")
            while not is_over.is_set():
                _check_map(_ask(conn, _MAP, watch), watch, seen)
                for statement in _DASHBOARDS:
                    _check_dashboard(_ask(conn, statement, watch), watch, seen)
                has_asked.set()
    except Exception as error:  # noqa: BLE001 - a thread's error must not be lost
        watch.wrong.append(repr(error))
        has_asked.set()  # so that the end of the block reports it


def _ask(conn: Connection, statement: bytes, watch: Watch) -> dict[str, Any]:
    began_at, began = time.time(), time.monotonic()
    try:
        found = conn.execute(statement).fetchone()
    except errors.DeadlockDetected:
        if not watch.may_be_refused:
            raise
        watch.refused += 1
        found = conn.execute(statement).fetchone()
    watch.answers.append(Answer(statement, began_at, time.monotonic() - began))
    assert found is not None
    answer: dict[str, Any] = found[0]
    return answer


def _check_map(answer: dict[str, Any], watch: Watch, seen: dict[str, Any]) -> None:
    summary = answer["summary"]
    for line in summary["by_dataset"]:
        dataset = line["dataset"]
        _check_freshness(summary["freshness"][dataset], line["open"], watch, seen)
    assert summary["open"] == sum(line["open"] for line in summary["by_dataset"])
    assert summary["located"] == len(answer["features"])
    assert summary["open"] == summary["located"] + summary["unlocated"]


def _check_dashboard(answer: dict[str, Any], watch: Watch, seen: dict[str, Any]) -> None:
    metrics = answer["metrics"]
    assert metrics["open"] == len(answer["open"]["features"])
    assert metrics["closed"] == len(answer["closed"]["features"])
    assert metrics["open"] == sum(line["open"] for line in answer["by_cluster"])
    _check_freshness(answer["freshness"], metrics["open"], watch, seen)


def _check_freshness(
    freshness: dict[str, Any], open_tickets: int, watch: Watch, seen: dict[str, Any]
) -> None:
    """Check the count against the files that the answer claims to rest on."""
    dataset = freshness["dataset"]
    wanted = watch.open_counts[dataset][freshness["source_max_key"]]
    assert open_tickets == wanted, (dataset, freshness["source_max_key"], open_tickets, wanted)
    run = (freshness["last_run"] or {}).get("run_id", 0)
    now = (freshness["source_max_key"] or "", freshness["content_as_of"] or "", run)
    before = seen.get(dataset, ("", "", 0))
    assert all(new >= old for new, old in zip(now, before, strict=True)), (before, now)
    seen[dataset] = now
