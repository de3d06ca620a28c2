"""What the dashboards must count for a set of files, computed in Python from the oracle's rows.

It shares no code with the reports, so that the two can disagree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import floor
from typing import Any

from tests.support.oracle import EAT, Expected, Ticket, at, is_open, lifecycle

TARGETS = {"inc": (48 * 60, 36 * 60), "crq": (5 * 24 * 60, 4 * 24 * 60)}
WITHIN = {"within sla": True, "ontime": True, "breached": False, "overdue": False}
Raw = Mapping[str, str | None]


@dataclass(frozen=True)
class Question:
    """A dashboard's filters; ``from_at`` inclusive, ``to_at`` exclusive."""

    dataset: str
    as_of: datetime
    from_at: datetime
    to_at: datetime
    cluster: str | None = None
    status: str | None = None
    team: str | None = None
    owner: str | None = None


def passes(raw: Raw, question: Question) -> bool:
    """Return whether a ticket in its current state passes the filters; (none) matches a blank."""
    wanted = {
        "cluster": question.cluster,
        "assigned_team": question.team,
        "owner": question.owner,
        "normalized_status": question.status,
    }
    return all(
        not value or name_of(raw[name]) == name_of(value).replace("(none)", "")
        for name, value in wanted.items()
    )


def name_of(text: str | None) -> str:
    """Return what two spellings of a name share."""
    return re.sub("[\u200b-\u200d\u2060\ufeff]", "", text or "").strip().lower()


Flow = tuple[str, str, datetime, str]
"""Ticket, kind, instant, and what the ticket was from then on: actionable, waiting or closed."""


def effective_flows(expected: Expected) -> list[Flow]:
    """Return each event that took effect and can change the backlog."""
    by_ticket: dict[str, list[Any]] = defaultdict(list)
    order = {"opened": 0, "reopened": 0, "waiting": 0, "resumed": 0, "closed": 1, "correction": 2}
    for ticket_id, key, line, kind, instant in expected.events:
        if kind in order:
            life = expected.lives[ticket_id, key, line]
            if kind == "opened" and life == "closed":
                life = "actionable"
            by_ticket[ticket_id].append((key, line, order[kind], kind, instant, life))
    flows = []
    for ticket_id, events in by_ticket.items():
        steps: list[tuple[str, datetime, str]] = []
        for *_, kind, instant, life in sorted(events):
            if kind == "correction":
                steps[-1] = ("closed", instant, life)
            else:
                steps.append((kind, instant, life))
        latest = steps[0][1]
        for kind, instant, life in steps:
            latest = max(latest, instant)
            flows.append((ticket_id, kind, latest, life))
    return flows


def last_closings(expected: Expected) -> dict[str, datetime]:
    """Return the time of each ticket's last closing."""
    ordered = sorted(expected.closures, key=lambda c: (c[0], c[1], c[2]))
    return {ticket_id: closed_at for ticket_id, _, _, closed_at, _ in ordered}


def dashboard(expected: Expected, question: Question) -> dict[str, Any]:
    """Return the metrics, groups and tickets that the dashboard must show."""
    closings = last_closings(expected)
    opens, waiting, closed = [], [], []
    for ticket_id, ticket in expected.tickets.items():
        raw = ticket.raw
        if not passes(raw, question):
            continue
        if is_open(raw):
            opens.append(_shown(ticket_id, ticket, question, None))
            continue
        if lifecycle(raw) == "waiting":
            waiting.append(_shown(ticket_id, ticket, question, None))
            continue
        ended_at = ticket.closed_at or closings[ticket_id]
        if question.from_at <= ended_at < question.to_at:
            closed.append(_shown(ticket_id, ticket, question, ended_at))
    flows = [
        (ticket_id, kind)
        for ticket_id, kind, instant, _ in effective_flows(expected)
        if question.from_at <= instant < question.to_at
        and passes(expected.tickets[ticket_id].raw, question)
    ]
    kinds = [kind for _, kind in flows]
    return {
        "metrics": _metrics(opens, closed, kinds)
        | _schedule(opens, question)
        | {"waiting": len(waiting)},
        "reopened_tickets": sorted({t for t, kind in flows if kind == "reopened"}),
        "by_cluster": _groups(opens, waiting, closed, "cluster"),
        "by_team": _groups(opens, waiting, closed, "assigned_team"),
        "by_owner": _groups(opens, waiting, closed, "owner"),
        "by_status": _groups(opens, waiting, closed, "normalized_status"),
        "open": {row["ticket_id"]: (row["age"], row["state"]) for row in opens},
        "waiting": {row["ticket_id"]: (row["age"], row["state"]) for row in waiting},
        "closed": {row["ticket_id"]: (row["age"], row["state"]) for row in closed},
    }


def backlog_at(flows: list[Flow], instant: datetime) -> tuple[int, int]:
    """Return how many tickets were open, and how many waited, after the flows up to the instant."""
    lives = {ticket_id: life for ticket_id, _, when, life in flows if when <= instant}
    found = list(lives.values())
    return found.count("actionable"), found.count("waiting")


def minutes_of(hours: str | None) -> int | None:
    """Return the whole minutes of the feed's hours, rounded half up."""
    return None if hours is None else floor(Decimal(hours.replace(",", ".")) * 60 + Decimal("0.5"))


def _shown(ticket_id: str, ticket: Ticket, question: Question, ended_at: datetime | None) -> Any:
    raw, started_at = ticket.raw, ticket.started_at
    target, at_risk = TARGETS[question.dataset]
    due_at = started_at + timedelta(minutes=target) if started_at else None
    if question.dataset == "crq" and raw["scheduled_at"]:
        due_at = at(raw["scheduled_at"])
    clock = ended_at or question.as_of
    verdict = WITHIN.get((raw["sla_status"] or "").lower()) if ended_at else None
    if verdict is not None:
        state = "on_track" if verdict else "breached"
    elif due_at is None:
        state = "unknown"
    elif clock > due_at:
        state = "breached"
    elif not ended_at and clock >= due_at - timedelta(minutes=target - at_risk):
        state = "at_risk"
    else:
        state = "on_track"
    age = None if started_at is None else max(0, floor((clock - started_at).total_seconds() / 60))
    mttr = minutes_of(raw["mttr"])
    return {**raw, "ticket_id": ticket_id, "age": age, "state": state, "due": due_at, "min": mttr}


def _metrics(opens: list[Any], closed: list[Any], flows: list[str]) -> dict[str, Any]:
    states = [row["state"] for row in opens]
    ended = [row["state"] for row in closed]
    mttr = sorted(row["min"] for row in closed if row["min"] is not None)
    within, outside = ended.count("on_track"), ended.count("breached")
    ages = [row["age"] for row in opens if row["age"] is not None]
    return {
        "open": len(opens),
        "actionable": sum((row["is_actionable"] or "").lower() == "true" for row in opens),
        "on_track": states.count("on_track"),
        "at_risk": states.count("at_risk"),
        "breached": states.count("breached"),
        "sla_unknown": states.count("unknown"),
        "oldest_open_minutes": max(ages, default=None),
        "created": flows.count("opened"),
        "closed": len(closed),
        "closings": flows.count("closed"),
        "reopened": flows.count("reopened"),
        "net_flow": flows.count("opened") + flows.count("reopened") - flows.count("closed"),
        "mttr_known": len(mttr),
        "mttr_mean_minutes": sum(mttr) / len(mttr) if mttr else None,
        "mttr_median_minutes": quantile(mttr, 0.5),
        "mttr_p90_minutes": quantile(mttr, 0.9),
        "closed_within_sla": within,
        "closed_outside_sla": outside,
        "closed_sla_unknown": ended.count("unknown"),
        "within_sla_share": within / (within + outside) if within + outside else None,
    }


def _schedule(opens: list[Any], question: Question) -> dict[str, Any]:
    if question.dataset != "crq":
        return {"schedule": None}
    now = question.as_of
    midnight = now.astimezone(EAT).replace(hour=0, minute=0, second=0, microsecond=0)
    dues = [row["due"] for row in opens if row["due"] is not None]
    return {
        "schedule": {
            "overdue": sum(due < now for due in dues),
            "due_today": sum(now <= due < midnight + timedelta(days=1) for due in dues),
            "due_in_7_days": sum(now <= due < now + timedelta(days=7) for due in dues),
            "unscheduled": sum(not row["scheduled_at"] for row in opens),
        }
    }


def _groups(
    opens: list[Any], waiting: list[Any], closed: list[Any], name: str
) -> dict[str | None, Any]:
    found = {row[name] for row in (*opens, *waiting, *closed)}
    return {
        value: (
            sum(row[name] == value for row in opens),
            sum(row[name] == value and row["state"] == "breached" for row in opens),
            sum(row[name] == value for row in waiting),
            sum(row[name] == value for row in closed),
            quantile(
                sorted(r["min"] for r in closed if r[name] == value and r["min"] is not None), 0.5
            ),
        )
        for value in found
    }


def quantile(values: list[int], share: float) -> float | None:
    """Return the quantile of sorted values, interpolated between the two nearest."""
    if not values:
        return None
    place = share * (len(values) - 1)
    low = floor(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def content_as_of(rows: Iterable[tuple[datetime, str | None]]) -> datetime:
    """Return the newest source_updated_at of (file time, text) that is not after its file."""
    found = [(file_at, at(text)) for file_at, text in rows]
    return max(when for file_at, when in found if when is not None and when <= file_at)
