"""``dispatch show|why|candidates|export``: look at a plan, ask for reasons, write it to a file."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fleettickets.commands.dispatch.arguments import (
    add_plan,
    add_ticket,
    clock,
    plan_document,
    plan_line,
    say,
    ticket_of,
)
from fleettickets.commands.runner import Add
from fleettickets.config import DispatchSettings
from fleettickets.dispatch import candidates
from fleettickets.dispatch.assembly import Assembled, assemble
from fleettickets.dispatch.candidates import CrewCandidate
from fleettickets.dispatch.engine import feasible
from fleettickets.dispatch.plan_files import FORMATS
from fleettickets.dispatch.planned import instead_of
from fleettickets.dispatch.planning import known_travel, load_day
from fleettickets.dispatch.search import Search
from fleettickets.dispatch.travel.chosen import travel_of
from fleettickets.dispatch.visits import unplanned
from fleettickets.domain.crew_day import TicketId
from fleettickets.domain.screen import one_line
from fleettickets.store.connect import Connection

_SHOWN = 3
_PERCENT = 100


def add_actions(add: Add) -> None:
    """Add the actions."""
    showing = add("show", "show a plan", _show)
    add_plan(showing)
    showing.add_argument("--crew", metavar="NAME", help="only this crew's day")
    showing.add_argument("--json", action="store_true", help="print the plan as JSON")
    asking = add("why", "say why a ticket is not in the plan, or where it is", _why)
    add_ticket(asking)
    add_plan(asking)
    ranking = add("candidates", "rank the crews that could do a ticket", _candidates)
    add_ticket(ranking)
    add_plan(ranking)
    ranking.add_argument("--all", action="store_true", help=f"more than the first {_SHOWN} crews")
    exporting = add("export", "write a plan to a file", _export)
    add_plan(exporting)
    exporting.add_argument("--format", choices=FORMATS, required=True)
    exporting.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")


def summarise(plan: dict[str, Any]) -> Iterator[str]:
    """Yield a plan in lines: the crews, what is left out by reason, the cost by part."""
    for crew in plan["crews"]:
        late = sum(stop["late_minutes"] for stop in crew["stops"])
        over = crew["overtime_minutes"]
        yield (
            f"{crew['crew']}: {len(crew['stops'])} stops, {crew['driving_minutes']} min driving"
            + (f", {late} min late" if late else "")
            + (f", {over} min overtime" if over else "")
        )
    reasons = Counter(line["reason"] for line in plan["unassigned"])
    for reason, count in sorted(reasons.items()):
        yield f"not planned: {count} ({reason})"
    planned = sum(len(stop["tickets"]) for crew in plan["crews"] for stop in crew["stops"])
    parts = ", ".join(f"{name} {value / 10:,.0f}" for name, value in plan["parts"].items())
    yield f"{plan['plan_on']}: {planned} tickets planned, {len(plan['unassigned'])} not planned"
    yield f"cost {plan['cost'] / 10:,.0f} driving minutes: {parts}"


def _show(conn: Connection, options: argparse.Namespace) -> int:
    plan = plan_document(conn, options)
    if options.json:
        say(json.dumps(plan, indent=2))
        return 0
    say(f"plan {plan['plan_id']} of {plan['plan_on']}, {plan['state']}, made {plan['made_at']}")
    for crew in plan["crews"]:
        if options.crew is None or crew["crew"].lower() == options.crew.lower():
            for line in _day_sheet(crew):
                say(line)
    if options.crew is None:
        for line in summarise(plan):
            say(line)
    return 0


def _day_sheet(crew: dict[str, Any]) -> Iterator[str]:
    shift = f"{clock(crew['shift_from'])} to {clock(crew['shift_to'])}"
    lunch = crew["lunch"]
    eats = f", lunch {clock(lunch['from'])} to {clock(lunch['to'])}" if lunch else ""
    yield f"{one_line(crew['crew'])} ({shift}{eats}, ends {clock(crew['ends_at'])})"
    for number, stop in enumerate(crew["stops"], 1):
        marks = [f"{stop['late_minutes']} min late"] if stop["late_minutes"] else []
        marks += ["pinned"] if stop["is_pinned"] else []
        marks += ["begun"] if stop["is_begun"] else []
        tickets = one_line(", ".join(stop["tickets"]))
        yield (
            f"  {number}. {clock(stop['starts_at'])} to {clock(stop['ends_at'])}  {tickets}"
            + (f"  ({', '.join(marks)})" if marks else "")
        )


def _why(conn: Connection, options: argparse.Namespace) -> int:
    ticket = ticket_of(conn, options)
    plan = plan_document(conn, options)
    where = _find_stop(plan, ticket)
    if where is not None:
        say(f"{ticket.ticket_id}: {where}")
        return 0
    for line in plan["unassigned"]:
        if line["dataset"] == ticket.dataset and line["ticket_id"] == ticket.ticket_id:
            say(f"{ticket.ticket_id}: not planned ({line['reason']}): {one_line(line['detail'])}")
            if line["instead"]:
                say(_instead(line["instead"]))
            return 0
    say(f"{ticket.ticket_id}: came after plan {plan['plan_id']} was made; plan again")
    return 0


def _find_stop(plan: dict[str, Any], ticket: TicketId) -> str | None:
    for crew in plan["crews"]:
        for number, stop in enumerate(crew["stops"], 1):
            keys = map(TicketId, stop["datasets"], stop["tickets"])
            if ticket in keys:
                late = f", {stop['late_minutes']} min late" if stop["late_minutes"] else ""
                return f"stop {number} of {crew['crew']}, at {clock(stop['starts_at'])}{late}"
    return None


def _instead(instead: dict[str, Any]) -> str:
    out = ", ".join(instead["tickets"])
    way = f"instead of {out} on {instead['crew']}" if out else f"on {instead['crew']}"
    return f"after all: {one_line(way)}, the plan becomes worse by {instead['price_minutes']} min"


def _candidates(conn: Connection, options: argparse.Namespace) -> int:
    ticket = ticket_of(conn, options)
    line = plan_line(conn, options)
    loaded = load_day(conn, line.plan_on, plan_id=line.plan_id)
    for left in unplanned(loaded.orders):
        if left.key == ticket:
            say(f"{ticket.ticket_id}: {left.reason}: {one_line(left.detail)}")
            return 1
    # Its own stop must not stand in the way.
    travel = known_travel(conn, loaded, travel_of(DispatchSettings.from_env()))
    assembled = assemble(loaded.orders, travel, loaded.estimate)
    jobs = [job for job, visit in enumerate(assembled.visits) if ticket in visit.keys]
    if not jobs:
        say(f"{ticket.ticket_id}: has begun")
        return 1
    orders = feasible(assembled.problem, assembled.rest.orders)
    ranked = candidates.rank(Search(assembled.problem, orders), jobs[0])
    for found in ranked.ranked[: None if options.all else _SHOWN]:
        say(_candidate(assembled, found))
    for obstacle, count in sorted(Counter(ranked.obstacles.values()).items()):
        say(f"not possible: {count} crews ({obstacle})")
    if not ranked.ranked:
        sys.stderr.write("no crew can do it on this day\n")
        return 1
    return 0


def _candidate(assembled: Assembled, found: CrewCandidate) -> str:
    way = instead_of(assembled, found.exchange)
    at = assembled.day.instant_of(found.visit.starts_at)
    gives = [f"instead of {', '.join(key.ticket_id for key in way.tickets)}"] if way.tickets else []
    gives += [f"{found.added_lateness} min more lateness of others"] if found.added_lateness else []
    gives += [f"{found.added_overtime} min overtime"] if found.added_overtime else []
    late = f", {found.visit.late} min late" if found.visit.late else ""
    return (
        f"{one_line(way.crew)}: {found.visit.travel} min away, starts {at:%H:%M}{late}; "
        f"{found.added_driving:+d} min driving"
        + "".join(f", {give}" for give in gives)
        + f"; the plan changes by {way.price_minutes:+d} min"
    )


def _export(conn: Connection, options: argparse.Namespace) -> int:
    text = FORMATS[options.format](plan_document(conn, options))
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="")
        say(f"written: {options.output}")
    return 0
