"""``dispatch plan|publish|diff``: make plans, publish and compare them."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from fleettickets.commands.dispatch.arguments import add_day, day_of, say, whole
from fleettickets.commands.dispatch.showing import summarise
from fleettickets.commands.runner import Add
from fleettickets.config import DispatchSettings
from fleettickets.dispatch.differences import late_minutes, planned
from fleettickets.dispatch.planned import as_json
from fleettickets.dispatch.planning import (
    ITERATIONS,
    LoadedDay,
    keep,
    known_travel,
    load_day,
    plan_loaded,
)
from fleettickets.dispatch.replan import compare
from fleettickets.dispatch.search import Effort
from fleettickets.dispatch.travel.chosen import travel_of
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_day import find_content
from fleettickets.store.dispatch_plans import PlanLine, find_plan, publish_plan, read_plan


def add_actions(add: Add) -> None:
    """Add the actions."""
    planning = add("plan", "plan a day; keep the plan only with --apply", _plan)
    add_day(planning)
    planning.add_argument("--apply", action="store_true", help="keep the plan, as a draft")
    planning.add_argument("--json", action="store_true", help="print the plan as JSON")
    planning.add_argument(
        "--iterations",
        type=whole,
        default=ITERATIONS,
        metavar="N",
        help="how long to search (default: %(default)s)",
    )
    planning.add_argument(
        "--seed", type=whole, default=0, metavar="N", help="of the search (default: %(default)s)"
    )
    planning.add_argument(
        "--limit",
        type=whole,
        metavar="SECONDS",
        help="stop the search after so long; the plan then depends on the machine",
    )
    publishing = add("publish", "publish a draft in place of the day's published plan", _publish)
    add_day(publishing)
    publishing.add_argument("plan", nargs="?", type=whole, help="its number (default: the newest)")
    publishing.add_argument(
        "--yes", action="store_true", help="publish it although its tickets are out of date"
    )
    comparing = add("diff", "compare two plans: who changes, what moves", _diff)
    add_day(comparing)
    comparing.add_argument(
        "plans",
        nargs="*",
        type=whole,
        metavar="PLAN",
        help="two numbers (default: the day's published plan and its newest draft)",
    )


@contextmanager
def _progress(iterations: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where somebody looks

    with tqdm(total=iterations, unit=" steps", leave=False, file=sys.stderr) as bar:

        def advance(_done: int, cost: int) -> None:
            bar.update()
            if bar.n % 50 == 0:
                bar.set_postfix_str(f"cost {cost / 10:,.0f} min", refresh=False)

        yield advance


def _plan(conn: Connection, options: argparse.Namespace) -> int:
    source = travel_of(DispatchSettings.from_env())
    loaded = load_day(conn, day_of(options))
    travel = known_travel(conn, loaded, source)
    effort = Effort(options.iterations, options.seed, options.limit)
    with _progress(options.iterations) as advance:
        plan, _, _ = plan_loaded(loaded, effort, travel=travel, advance=advance)
    document = as_json(plan)
    number = keep(conn, plan) if options.apply else None
    if options.json:
        shown = document if number is None else {"plan_id": number, **document}
        say(json.dumps(shown, indent=2))
        return 0
    for line in summarise(document):
        say(line)
    for line in _notes(loaded, document):
        say(f"note: {line}")
    say(f"kept as draft {number}" if number else "nothing was kept: --apply keeps the plan")
    return 0


def _notes(loaded: LoadedDay, document: dict[str, Any]) -> Iterator[str]:
    if loaded.content.is_stale:
        yield f"the tickets are out of date (as of {document['content_as_of']})"
    if document["is_cut_short"]:
        yield f"the time limit ended the search after {document['iterations']} iterations"
    if document["estimated_pairs"]:
        yield (
            f"{document['travel_source']} had no answer for {document['estimated_pairs']} pairs of "
            "places, which are estimated"
        )
    if not loaded.orders.shifts:
        yield "no crew is on shift on this day (`fleettickets dispatch crews import`)"


def _publish(conn: Connection, options: argparse.Namespace) -> int:
    line = _draft(conn, options)
    content = find_content(conn)
    outdated = _outdated(line, content.content_as_of, is_stale=content.is_stale)
    if outdated and not options.yes:
        sys.stderr.write(f"plan {line.plan_id}: {outdated}; --yes publishes it all the same\n")
        return 1
    if not publish_plan(conn, line):
        sys.stderr.write(f"plan {line.plan_id} is no longer a draft\n")
        return 1
    say(f"plan {line.plan_id} of {line.plan_on} is published")
    return 0


def _draft(conn: Connection, options: argparse.Namespace) -> PlanLine:
    if options.plan is not None:
        found = find_plan(conn, plan_id=options.plan)
    else:
        found = find_plan(conn, plan_on=day_of(options), state="draft")
    if found is None:
        what = f"plan {options.plan}" if options.plan is not None else f"draft of {day_of(options)}"
        raise UnknownDispatchError(what, "does not exist")
    return found


def _outdated(line: PlanLine, content_as_of: datetime | None, *, is_stale: bool) -> str | None:
    if is_stale:
        return f"the tickets are out of date (as of {content_as_of})"
    if line.content_as_of != content_as_of:
        return (
            f"it was made from tickets as of {line.content_as_of}, and there are newer ones "
            f"(as of {content_as_of})"
        )
    return None


def _diff(conn: Connection, options: argparse.Namespace) -> int:
    before, after = _two_plans(conn, options)
    changes = compare(planned(before), planned(after))
    for ticket, (was, is_now) in changes.moved.items():
        say(f"{ticket}: {was} -> {is_now}")
    for ticket, minutes in changes.shifted.items():
        say(f"{ticket}: starts {abs(minutes)} min {'later' if minutes > 0 else 'earlier'}")
    for ticket, crew in changes.added.items():
        say(f"{ticket}: new, {crew}")
    for ticket, crew in changes.dropped.items():
        say(f"{ticket}: no longer planned (was {crew})")
    late = late_minutes(after) - late_minutes(before)
    say(
        f"plan {before['plan_id']} -> {after['plan_id']}: {len(changes.moved)} to another crew, "
        f"{len(changes.added)} new, {len(changes.dropped)} dropped, {len(changes.shifted)} more "
        f"than half an hour off; cost {(after['cost'] - before['cost']) / 10:+,.0f} min, late "
        f"{late:+d} min"
    )
    return 0


def _two_plans(
    conn: Connection, options: argparse.Namespace
) -> tuple[dict[str, Any], dict[str, Any]]:
    numbers = list(options.plans)
    if not numbers:
        lines = [find_plan(conn, plan_on=day_of(options), state=s) for s in ("published", "draft")]
        numbers = [line.plan_id for line in lines if line is not None]
    if len(numbers) != 2:  # noqa: PLR2004 - two plans
        hint = "Name two plans by their numbers."
        raise UnknownDispatchError("diff", "two plans are needed", hint=hint)
    found = [read_plan(conn, plan_id=number) for number in numbers]
    before, after = found
    if before is None or after is None:
        raise UnknownDispatchError(f"plan {numbers[found.index(None)]}", "does not exist")
    return before, after
