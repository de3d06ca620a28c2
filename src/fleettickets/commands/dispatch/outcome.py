"""``dispatch report``: a day's published plan against what happened."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from fleettickets.commands.dispatch.arguments import add_day, day_of, say
from fleettickets.commands.runner import Add
from fleettickets.domain.screen import one_line
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_plans import read_outcome


def add_actions(add: Add) -> None:
    """Add the action."""
    reporting = add("report", "compare the day's published plan with what happened", _report)
    add_day(reporting)
    reporting.add_argument("--json", action="store_true", help="print the report as JSON")


def _report(conn: Connection, options: argparse.Namespace) -> int:
    plan_on = day_of(options)
    found = read_outcome(conn, plan_on)
    if found is None:
        raise UnknownDispatchError(f"{plan_on}", "no plan of this day is published")
    if options.json:
        say(json.dumps(found, indent=2))
        return 0
    say(f"{found['plan_on']}, plan {found['plan_id']} ({found['versions']} published)")
    for team in found["teams"]:
        say(f"{one_line(team['team'] or 'no team')}: {', '.join(_words(team))}")
    say(f"all: {', '.join(_words(found['total']))}")
    return 0


def _words(figures: dict[str, Any]) -> Iterator[str]:
    yield f"{figures['done']} of {figures['tickets']} done"
    yield f"{figures['done_per_crew_day'] or 0:g} a crew-day"
    known = figures["arrivals"]
    if known:
        yield f"{figures['delay_minutes']:+g} min against the plan at {known} known arrivals"
        yield f"{figures['late_minutes']} min late ({figures['planned_late_minutes']} planned)"
    if figures["appointments"]:
        kept, unknown = figures["appointments_kept"], figures["appointments_unknown"]
        note = f", {unknown} unknown" if unknown else ""
        yield f"{kept} of {figures['appointments']} appointments kept{note}"
    planned = figures["planned_drive_minutes_per_stop"]
    driven = figures["drive_minutes_per_stop"]
    if planned is not None:
        yield f"drive a stop {planned:g} min planned" + (f", {driven:g} driven" if driven else "")
