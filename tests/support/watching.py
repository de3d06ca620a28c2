"""Readers at work all the while, each answer checked against itself, the files and the last one."""

import statistics
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from psycopg import errors

from fleettickets.store.connect import Connection, connect

_PATIENCE_S = 60
_MAP = b"SELECT reporting.fn_tickets_for_map()"
_DASHBOARDS = (b"SELECT reporting.fn_inc_dashboard()", b"SELECT reporting.fn_crq_dashboard()")

OpenCounts = Mapping[str, Mapping[str | None, int]]
"""For each dataset, how many tickets are open once a key is the newest."""


class Answer(NamedTuple):
    """How long an answer took, and when, in seconds of the machine's clock."""

    statement: bytes
    began_at: float
    spent_s: float


@dataclass
class Watch:
    """What the readers saw."""

    open_counts: OpenCounts
    may_be_refused: bool = False
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def p95_s(self, spans: Sequence[tuple[float, float]]) -> dict[bytes, float]:
        """Return the 95th percentile of each question's times, asked while a span lasted."""
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
    """Ask all the while; the block's end says whether every answer was right.

    The block begins once each reader has asked every question, and none of them pauses. One that
    ``may_be_refused`` asks again, as the API does, where PostgreSQL ended a deadlock.
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
            assert has_asked.wait(_PATIENCE_S), "a reader did not come to its answers"
        yield watch
    finally:
        is_over.set()
        for thread in threads:
            thread.join(_PATIENCE_S)
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
        has_asked.set()  # so that the block's end tells it


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
    """Check the count against the very files that the answer says it rests on."""
    dataset = freshness["dataset"]
    wanted = watch.open_counts[dataset][freshness["source_max_key"]]
    assert open_tickets == wanted, (dataset, freshness["source_max_key"], open_tickets, wanted)
    run = (freshness["last_run"] or {}).get("run_id", 0)
    now = (freshness["source_max_key"] or "", freshness["content_as_of"] or "", run)
    before = seen.get(dataset, ("", "", 0))
    assert all(new >= old for new, old in zip(now, before, strict=True)), (before, now)
    seen[dataset] = now
