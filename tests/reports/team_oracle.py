"""What each team and person must be credited with, computed from the change files in Python."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import PurePosixPath
from statistics import fmean
from typing import Any

from tests.support.oracle import DROPPED, EAT, at, lifecycle
from tests.support.report_oracle import TARGETS, WITHIN, minutes_of, quantile

Raw = Mapping[str, str | None]
NEVER = timedelta(0)


@dataclass
class Closing:
    """A closing as it was first shown, whom it is credited to, and whether it was undone."""

    ticket_id: str
    closed_at: datetime
    raw: Raw
    credit_team: str | None
    credit_owner: str | None
    reopened_at: datetime | None = None

    @property
    def is_reopened(self) -> bool:
        return self.reopened_at is not None


@dataclass
class Held:
    """Who has had an open ticket, since when, since it was opened or reopened."""

    raw: Raw
    turns: list[tuple[datetime, Raw]] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)


def closings_of(files: Mapping[str, bytes]) -> dict[str, Held]:
    """Return each ticket's newest row and all its closings."""
    tickets: dict[str, Held] = {}
    for updated_at, raw in versions_of(files):
        ticket_id = str(raw["ticket_id"])
        ticket = tickets.get(ticket_id)
        was_open = ticket is None or lifecycle(ticket.raw) != "closed"
        is_closed = lifecycle(raw) == "closed"
        if ticket is None:
            started_at = at(raw["created_at_service"]) or at(raw["first_seen_at"]) or updated_at
            ticket = tickets[ticket_id] = Held(raw, [(started_at, raw)])
        elif not was_open and not is_closed:
            ticket.turns = [(updated_at, raw)]
            for closing in ticket.closings:
                closing.reopened_at = closing.reopened_at or updated_at
        elif any(ticket.raw[name] != raw[name] for name in ("assigned_team", "owner")):
            ticket.turns.append((updated_at, raw))
        if was_open and is_closed:
            closed_at = at(raw["closed_at"]) or updated_at
            team, owner = (credited(ticket.turns, closed_at, n) for n in ("assigned_team", "owner"))
            ticket.closings.append(Closing(ticket_id, closed_at, raw, team, owner))
        ticket.raw = raw
    return tickets


def versions_of(files: Mapping[str, bytes]) -> Iterator[tuple[datetime, Raw]]:
    """Yield every row that was kept and when it was updated, oldest first."""
    for key in sorted(files):
        name = PurePosixPath(key).name[:19]
        file_at = datetime.strptime(name, "%Y-%m-%dT%H-%M-%S").replace(tzinfo=EAT)
        rows = csv.DictReader(io.StringIO(files[key].decode("utf-8-sig"), newline=""))
        for row in rows:
            is_alarm = (row["is_alarm"] or "").lower() == "true"
            if not is_alarm and not row["ticket_id"].startswith("EXPORT STOPPED"):
                kept = row.keys() - DROPPED
                raw = {name: (row[name] or "").strip() or None for name in kept}
                yield min(at(raw["source_updated_at"]) or file_at, file_at), raw


def credited(turns: list[tuple[datetime, Raw]], closed_at: datetime, name: str) -> str | None:
    """Return the only team or owner, else the one that held it longest, else the last one."""
    held: dict[str, timedelta] = {}
    starts = list(accumulate((min(start, closed_at) for start, _ in turns), max))
    for (_, raw), start, end in zip(turns, starts, [*starts[1:], closed_at], strict=True):
        holder = raw[name]
        if holder is not None:
            time = end - start
            held[holder] = held.pop(holder, NEVER) + time  # the latest holder last
    longest = max(held.values(), default=NEVER)
    return next((holder for holder in reversed(held) if held[holder] == longest), None)


def team_closures(
    dataset: str, files: Mapping[str, bytes], from_at: datetime, to_at: datetime
) -> dict[str | None, dict[str, Any]]:
    """Return fn_team_closures' line for each team, and for None."""
    tickets = closings_of(files)
    window = [
        closing
        for ticket in tickets.values()
        for closing in ticket.closings
        if from_at <= closing.closed_at < to_at
    ]
    closed: dict[str | None, int] = defaultdict(int)
    credits_of: dict[str | None, list[Closing]] = defaultdict(list)
    for closing in window:
        closed[closing.raw["assigned_team"]] += 1
        credits_of[closing.credit_team].append(closing)
    lines = {}
    for team in closed.keys() | credits_of.keys():
        kept = [closing for closing in credits_of[team] if not closing.is_reopened]
        minutes = sorted(m for c in kept if (m := minutes_of(c.raw["mttr"])) is not None)
        verdicts = [is_within(dataset, c, tickets[c.ticket_id].raw) for c in kept]
        known = [verdict for verdict in verdicts if verdict is not None]
        lines[team] = {
            "closed": closed[team],
            "credited": len(kept),
            "reopened": len(credits_of[team]) - len(kept),
            "mttr_median_minutes": quantile(minutes, 0.5),
            "mttr_p90_minutes": quantile(minutes, 0.9),
            "within_sla_share": fmean(known) if known else None,
        }
    return lines


def is_within(dataset: str, closing: Closing, newest: Raw) -> bool | None:
    """Tell whether it was in time: as the source says, else by when it is due."""
    verdict = WITHIN.get((closing.raw["sla_status"] or "").lower())
    if verdict is not None:
        return verdict
    started_at = at(newest["created_at_service"]) or at(newest["first_seen_at"])
    due_at = started_at + timedelta(minutes=TARGETS[dataset][0]) if started_at else None
    if dataset == "crq":
        due_at = at(newest["scheduled_at"]) or due_at
    return None if due_at is None else closing.closed_at <= due_at
