"""Check by the servers' own counts that a case measured what its name says."""

import time
from typing import Any, NamedTuple

import urllib3
from prometheus_client.parser import text_string_to_metric_families

_TIMEOUT_S = 60
_IDLE = 'fleettickets_pool_in_use{pool="reports"} 0.0\n'
_EXPECTED = {"new": "missed", "same": "kept", "held": "unchanged"}
_WORDS = {"missed": "computed", "kept": "from memory", "unchanged": "304s"}


class InvalidCaseError(Exception):
    """A case measured something other than its name says; the message says what."""


class Outcomes(NamedTuple):
    """Our server's answers, by their origin (docs/api.md#metrics)."""

    missed: int
    kept: int
    unchanged: int
    queries: int
    """Dashboard queries to the database."""

    def __sub__(self, before: "Outcomes") -> "Outcomes":
        """Return the difference."""
        return Outcomes(
            self.missed - before.missed,
            self.kept - before.kept,
            self.unchanged - before.unchanged,
            self.queries - before.queries,
        )


def settled_outcomes(address: str) -> Outcomes:
    """Return the server's counts, once it has finished the requests of the previous load.

    Raises:
        InvalidCaseError: it does not finish.
    """
    give_up_at = time.monotonic() + _TIMEOUT_S
    while time.monotonic() < give_up_at:
        metrics = urllib3.request("GET", f"{address}/metrics", timeout=_TIMEOUT_S).data.decode()
        if _IDLE in metrics:
            return outcomes_of(metrics)
        time.sleep(0.1)
    raise InvalidCaseError(f"the server is still busy after {_TIMEOUT_S} s")


def outcomes_of(metrics: str) -> Outcomes:
    """Return the counts in a text in Prometheus' format; 0 for counts that it lacks."""
    counts: dict[tuple[str, str], int] = {}
    for family in text_string_to_metric_families(metrics):
        for sample in family.samples:
            for label in ("how", "question"):
                if label in sample.labels:
                    counts[sample.name, sample.labels[label]] = int(sample.value)
    return Outcomes(
        counts.get(("fleettickets_answers_total", "missed"), 0),
        counts.get(("fleettickets_answers_total", "kept"), 0),
        counts.get(("fleettickets_answers_total", "unchanged"), 0),
        counts.get(("fleettickets_queries_total", "dashboard"), 0),
    )


def check_outcomes(name: str, mode: str, during: Outcomes, requests: int, strays: int) -> None:
    """Check that the answers' origin is what the case says, except for a number of strays.

    Cold answers have no strays, and each needs a database query.

    Raises:
        InvalidCaseError: their origin is different.
    """
    how = _EXPECTED[mode]
    expected = getattr(during, how)
    others = during.missed + during.kept + during.unchanged - expected
    if how == "missed":
        strays = 0
        expected = min(expected, during.queries)
    if others > strays or expected < requests - strays:
        counts = ", ".join(f"{getattr(during, other)} {words}" for other, words in _WORDS.items())
        raise InvalidCaseError(
            f"{name}: of {requests} answers {expected} were {_WORDS[how]} (the server counted"
            f" {counts}, and {during.queries} database queries)"
        )


def check_same_tickets(ours: urllib3.BaseHTTPResponse, theirs: urllib3.BaseHTTPResponse) -> None:
    """Check that both return all open tickets, compressed with gzip.

    Raises:
        InvalidCaseError: they do not.
    """
    for name, answer in (("ours", ours), ("tipg", theirs)):
        encoding = answer.headers.get("Content-Encoding", "nothing")
        if encoding != "gzip":
            raise InvalidCaseError(f"{name} was asked for gzip and answered with {encoding}")
    dashboard: dict[str, Any] = ours.json()
    collection: dict[str, Any] = theirs.json()
    expected = dashboard["metrics"]["open"]
    found = {
        "our features": len(dashboard["open"]["features"]),
        "tipg's numberReturned": collection["numberReturned"],
        "tipg's features": len(collection["features"]),
    }
    wrong = [f"{what}: {count}" for what, count in found.items() if count != expected]
    if wrong:
        raise InvalidCaseError(f"{expected} tickets are open, but {', '.join(wrong)}")
