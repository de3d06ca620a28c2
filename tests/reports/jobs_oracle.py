"""What fn_closures_by must answer, computed from the change files in plain Python."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean
from typing import Any

from tests.reports.team_oracle import Closing, Held, Raw, is_within
from tests.support.oracle import EAT
from tests.support.report_oracle import minutes_of

FIRST_FIX = timedelta(days=7)
Place = tuple[date | None, str | None]


@dataclass(frozen=True)
class Question:
    """What fn_closures_by is asked; ``from_at`` inclusive, ``to_at`` exclusive."""

    dataset: str
    by: str
    period: str
    from_at: datetime
    to_at: datetime
    as_of: datetime


def jobs(tickets: Mapping[str, Held], question: Question) -> dict[Place, dict[str, Any]]:
    """Return the figures of each period and name; the period is None for the whole window."""
    groups: dict[Place, list[tuple[Closing, Raw]]] = defaultdict(list)
    for ticket in tickets.values():
        for closing in ticket.closings:
            if question.from_at <= closing.closed_at < question.to_at:
                is_by_owner = question.by == "owner"
                name = closing.credit_owner if is_by_owner else closing.credit_team
                for starts_on in {None, start_of(closing.closed_at, question.period)}:
                    groups[starts_on, folded(name)].append((closing, ticket.raw))
    return {place: _figures(question, group) for place, group in groups.items()}


def folded(name: str | None) -> str | None:
    """Return what makes two spellings the same name."""
    return name.strip().lower() if name else None


def start_of(at: datetime, period: str) -> date | None:
    """Return the East Africa day, or the Monday of its week; None for the window."""
    day = at.astimezone(EAT).date()
    return {"day": day, "week": day - timedelta(days=day.weekday()), "window": None}[period]


def _figures(question: Question, group: list[tuple[Closing, Raw]]) -> dict[str, Any]:
    closings = [closing for closing, _ in group]
    kept = [(closing, newest) for closing, newest in group if closing.reopened_at is None]
    days = Counter(start_of(closing.closed_at, "day") for closing, _ in kept)
    known = [closing for closing in closings if closing.closed_at + FIRST_FIX <= question.as_of]
    fixed = [
        closing
        for closing in known
        if closing.reopened_at is None or closing.reopened_at >= closing.closed_at + FIRST_FIX
    ]
    minutes = [m for c, _ in kept if (m := minutes_of(c.raw["mttr"])) is not None]
    verdicts = [is_within(question.dataset, closing, newest) for closing, newest in kept]
    within = [verdict for verdict in verdicts if verdict is not None]
    return {
        "jobs": len(kept),
        "reopened": len(closings) - len(kept),
        "days": len(days),
        "jobs_a_day": len(kept) / len(days) if days else None,
        "first_fixed": len(fixed),
        "first_fix_known": len(known),
        "first_fix_unknown": len(closings) - len(known),
        "first_fix_share": len(fixed) / len(known) if known else None,
        "mttr_known": len(minutes),
        "mttr_mean_minutes": fmean(minutes) if minutes else None,
        "within_sla": sum(within),
        "within_sla_known": len(within),
        "within_sla_share": fmean(within) if within else None,
    }
