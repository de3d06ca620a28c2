"""Whether a load was what it was meant to be, by what the servers themselves say."""

import time
from typing import Any, NamedTuple

import urllib3
from prometheus_client.parser import text_string_to_metric_families

_PATIENCE_S = 60
_IDLE = 'fleettickets_pool_in_use{pool="reports"} 0.0\n'
_MEANT = {"new": "missed", "same": "kept", "held": "unchanged"}
_WORDS = {"missed": "made anew", "kept": "from memory", "unchanged": "304s"}


class NotAsMeantError(Exception):
    """A case measured something else than its name says; the message says what."""


class Outcomes(NamedTuple):
    """How many answers our server gave, by how it came to them (docs/api.md#metrics)."""

    missed: int
    kept: int
    unchanged: int
    queries: int
    """Dashboards that the database was asked for."""

    def __sub__(self, before: "Outcomes") -> "Outcomes":
        """Return what was added since."""
        return Outcomes(
            self.missed - before.missed,
            self.kept - before.kept,
            self.unchanged - before.unchanged,
            self.queries - before.queries,
        )


def settled_outcomes(address: str) -> Outcomes:
    """Return the server's counts, once it works on nothing that a load before has left behind.

    Raises:
        NotAsMeantError: it does not come to rest.
    """
    give_up_at = time.monotonic() + _PATIENCE_S
    while time.monotonic() < give_up_at:
        metrics = urllib3.request("GET", f"{address}/metrics", timeout=_PATIENCE_S).data.decode()
        if _IDLE in metrics:
            return outcomes_of(metrics)
        time.sleep(0.1)
    raise NotAsMeantError(f"the server is still at work after {_PATIENCE_S} s")


def outcomes_of(metrics: str) -> Outcomes:
    """Return the counts in a text of Prometheus' format; what was never counted is 0."""
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
    """Make sure that the answers came as the case's name says, but for so many strays.

    Cold answers have no strays, and the database was asked for each.

    Raises:
        NotAsMeantError: they came otherwise.
    """
    how = _MEANT[mode]
    as_meant = getattr(during, how)
    others = during.missed + during.kept + during.unchanged - as_meant
    if how == "missed":
        strays = 0
        as_meant = min(as_meant, during.queries)
    if others > strays or as_meant < requests - strays:
        told = ", ".join(f"{getattr(during, other)} {words}" for other, words in _WORDS.items())
        raise NotAsMeantError(
            f"{name}: of {requests} answers {as_meant} were {_WORDS[how]} (the server tells of"
            f" {told}, and {during.queries} questions to the database)"
        )


def check_same_tickets(ours: urllib3.BaseHTTPResponse, theirs: urllib3.BaseHTTPResponse) -> None:
    """Make sure that both give all open tickets, compressed alike.

    Raises:
        NotAsMeantError: they do not.
    """
    for name, answer in (("ours", ours), ("tipg", theirs)):
        encoding = answer.headers.get("Content-Encoding", "nothing")
        if encoding != "gzip":
            raise NotAsMeantError(f"{name} was asked for gzip and answered in {encoding}")
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
        raise NotAsMeantError(f"{expected} tickets are open, but {', '.join(wrong)}")
