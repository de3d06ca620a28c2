"""The plan of the busiest day of a recorded stream, as Markdown.

``python -m benchmarks.dispatch.recorded [STREAM.tar.xz]`` prints the part of docs/dispatch.md that
shows it: the same text each time. It reads the stream itself, without a database: what is shown is
the engine. The stream of incidents is not shown, because its owner states no licence.
"""

import csv
import io
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from statistics import median
from textwrap import wrap

from fleettickets.dispatch.assembly import assemble
from fleettickets.dispatch.engine import plan_day
from fleettickets.dispatch.orders import DayOrders
from fleettickets.dispatch.planned import PlannedDay, UnassignedTicket, describe
from fleettickets.dispatch.search import Effort
from fleettickets.dispatch.travel.estimate import Estimate
from fleettickets.domain.crew_day import EAT, Shift, TicketId, TicketToPlan
from fleettickets.domain.place import Position

STREAM = Path(__file__).parents[3] / "shared/data/streams/crq-2015q2.tar.xz"
FALLBACK = Position(-71.0587, 42.3594)
"""The coordinate that Boston's source writes if it knows none (docs/feed.md)."""
CREWS, MINUTES, PRIORITY = 40, 30, 3
ITERATIONS = 300
_WIDTH = 110
_SHOWN = 8

Row = Mapping[str, str]


def rows_of(stream: Path) -> Iterator[tuple[str, Row]]:
    """Yield each row with the day of its file, oldest first."""
    with tarfile.open(stream) as archive:
        members = sorted((m for m in archive if m.isfile()), key=lambda member: member.name)
        for member in members:
            file = archive.extractfile(member)
            if file is None:
                continue
            day = member.name.rpartition("/")[2][:10]
            for row in csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig")):
                if row["ticket_id"].startswith("CRQ"):
                    yield day, row


def busiest_day(rows: list[tuple[str, Row]]) -> str:
    """Return the day on which the most tickets appeared."""
    first: dict[str, str] = {}
    for day, row in rows:
        first.setdefault(row["ticket_id"], day)
    counts = Counter(first.values())
    return max(sorted(counts), key=lambda day: counts[day])


def tickets_of(rows: list[tuple[str, Row]], day: str) -> dict[str, Row]:
    """Return the tickets that were open on the day, at its start or later, as they were last."""
    known: dict[str, Row] = {}
    was_open: set[str] = set()
    for at, row in rows:
        if at > day:
            break
        if at == day and known.get(row["ticket_id"], row)["is_actionable"] == "true":
            was_open.add(row["ticket_id"])
        known[row["ticket_id"]] = row
    was_open |= {name for name, row in known.items() if row["is_actionable"] == "true"}
    return {name: known[name] for name in sorted(was_open)}


def position_of(row: Row) -> Position | None:
    """Return where a ticket is; None at the fallback coordinate."""
    if not row["latitude"]:
        return None
    found = Position(float(row["longitude"]), float(row["latitude"]))
    return None if found == FALLBACK else found


def department_of(row: Row) -> str:
    """Return the department in the team's name, which is the skill here."""
    return row["assigned_team"].partition("_")[0] or "none"


def ticket_of(name: str, row: Row) -> TicketToPlan:
    """Return a ticket as the planner takes it: due at the target that its source sets."""
    due_at = None
    if row["scheduled_at"]:
        due_at = datetime.fromisoformat(row["scheduled_at"]).replace(tzinfo=EAT)
    skills = frozenset({department_of(row)})
    key = TicketId("crq", name)
    return TicketToPlan(
        key, position_of(row), due_at, None, is_actionable=True, skills=skills, minutes=MINUTES,
        priority=PRIORITY,
    )  # fmt: skip


def shifts_of(tickets: Mapping[str, Row]) -> tuple[Shift, ...]:
    """Return a crew for each of the busiest teams, at the middle of its tickets."""
    places = defaultdict(list)
    skill = {}
    for row in tickets.values():
        place = position_of(row)
        if place is not None and row["assigned_team"]:
            places[row["assigned_team"]].append(place)
            skill[row["assigned_team"]] = department_of(row)
    busiest = sorted(places, key=lambda team: (-len(places[team]), team))[:CREWS]
    shifts = []
    for number, team in enumerate(sorted(busiest), 1):
        middle = Position(
            median(place.longitude for place in places[team]),
            median(place.latitude for place in places[team]),
        )
        hours = (time(8), time(17), time(12), time(14), 45)
        skills = frozenset({skill[team]})
        shifts.append(Shift(number, team, team, skills, middle, middle, *hours))
    return tuple(shifts)


def planned(tickets: Mapping[str, Row], day: date) -> PlannedDay:
    """Return the plan of the day."""
    now = datetime.combine(day, time(6), EAT)
    found = tuple(ticket_of(name, row) for name, row in tickets.items())
    assembled = assemble(DayOrders(day, now, found, shifts_of(tickets)), Estimate(), Estimate())
    plan = plan_day(assembled.problem, Effort(ITERATIONS))
    return describe(assembled, plan, seed=0, content_as_of=None)


def text_of(plan: PlannedDay) -> Iterator[str]:
    """Yield the lines that show a plan: figures, crews, and what is left out."""
    stops = [stop for crew in plan.crews for stop in crew.stops]
    count = sum(len(stop.tickets) for stop in stops)
    late = [stop.late_minutes for stop in stops if stop.late_minutes]
    driving = sum(crew.driving_minutes for crew in plan.crews)
    overtime = sum(crew.overtime_minutes for crew in plan.crews)
    text = (
        f"On {plan.plan_on}, the day on which the most tickets appeared, "
        f"{count + len(plan.unassigned):,} tickets were open. {len(plan.crews)} crews do {count} "
        f"of them at {len(stops)} stops, with {driving:,} minutes of driving, {overtime} minutes "
        f"of overtime, and {sum(late)} minutes late at {len(late)} of the stops."
    )
    yield from wrap(text, _WIDTH)
    yield ""
    yield "| crew | stops | tickets | driving (min) | back at |"
    yield "|---|---:|---:|---:|---|"
    for crew in sorted(plan.crews, key=lambda crew: (-len(crew.stops), crew.crew))[:_SHOWN]:
        tickets = sum(len(stop.tickets) for stop in crew.stops)
        back = f"{crew.ends_at.astimezone(EAT):%H:%M}"
        yield f"| {crew.crew} | {len(crew.stops)} | {tickets} | {crew.driving_minutes} | {back} |"
    rest = len(plan.crews) - _SHOWN
    yield f"| {rest} more | | | | |" if rest > 0 else ""
    yield ""
    yield "| left out | tickets | such as |"
    yield "|---|---:|---|"
    by_reason = defaultdict(list)
    for line in plan.unassigned:
        by_reason[line.reason].append(line)
    for reason, lines in sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"| `{reason}` | {len(lines)} | {_example(lines)} |"


def _example(lines: list[UnassignedTicket]) -> str:
    line = next((line for line in lines if line.instead), lines[0])
    text = f"{line.key.ticket_id}: {line.detail}"
    if line.instead:
        out = ", ".join(key.ticket_id for key in line.instead.tickets)
        how = f"instead of {out} " if out else ""
        text += (
            f"; after all {how}on {line.instead.crew}: worse by {line.instead.price_minutes} min"
        )
    return text


def main(stream: Path) -> None:
    """Print the text."""
    rows = list(rows_of(stream))
    day = busiest_day(rows)
    for line in text_of(planned(tickets_of(rows, day), date.fromisoformat(day))):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else STREAM)
