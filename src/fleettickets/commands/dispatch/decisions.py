"""``dispatch pin|unpin|hold|release``: what a person decides, every plan keeps."""

import argparse
import sys
from datetime import date, datetime, time

from fleettickets.commands.dispatch.arguments import (
    add_day,
    add_ticket,
    day,
    day_of,
    say,
    ticket_of,
    whole,
)
from fleettickets.commands.runner import Add, UsageError
from fleettickets.domain.crew_day import EAT
from fleettickets.domain.screen import one_line
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store import dispatch_decisions
from fleettickets.store.connect import Connection


def add_actions(add: Add) -> None:
    """Add the actions."""
    pinning = add("pin", "pin a ticket to a crew, a time or an order, on one day", _pin)
    add_ticket(pinning)
    add_day(pinning)
    pinning.add_argument("--crew", metavar="NAME", help="the crew that does it")
    pinning.add_argument("--at", type=_time, metavar="HH:MM", help="when it starts")
    pinning.add_argument(
        "--order", type=whole, metavar="N", help="before the crew's tickets with a higher number"
    )
    unpinning = add("unpin", "remove a ticket's pin of a day", _unpin)
    add_ticket(unpinning)
    add_day(unpinning)
    holding = add("hold", "keep a ticket out of the plans", _hold)
    add_ticket(holding)
    holding.add_argument("--reason", required=True, help="why; it stands in the plan")
    holding.add_argument(
        "--until",
        type=day,
        metavar="DAY",
        help="the first day on which it may be planned again (default: until it is released)",
    )
    add_ticket(add("release", "release a ticket that was held", _release))


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        problem = f"expected a time such as 10:30, got {text!r}"
        raise argparse.ArgumentTypeError(problem) from None


def _pin(conn: Connection, options: argparse.Namespace) -> int:
    if options.crew is None and options.at is None and options.order is None:
        raise UsageError("name a crew, a time or an order: --crew, --at, --order")
    ticket = ticket_of(conn, options)
    plan_on: date = day_of(options)
    crew_id = name = None
    if options.crew is not None:
        found = dispatch_decisions.find_crew(conn, options.crew)
        if found is None:
            raise UnknownDispatchError(one_line(options.crew), "no active crew has this name")
        crew_id, name = found
    starts_at = datetime.combine(plan_on, options.at, EAT) if options.at else None
    decided = dispatch_decisions.PinLine(crew_id, starts_at, options.order)
    dispatch_decisions.pin(conn, ticket, plan_on, decided, keeps_rest=True)
    parts = [f"to {name}"] if name else []
    parts += [f"at {options.at:%H:%M}"] if options.at else []
    parts += [f"as number {options.order}"] if options.order is not None else []
    say(f"{ticket.ticket_id}: pinned {', '.join(parts)} on {plan_on}; plan again to apply it")
    return 0


def _unpin(conn: Connection, options: argparse.Namespace) -> int:
    ticket, plan_on = ticket_of(conn, options), day_of(options)
    if not dispatch_decisions.unpin(conn, ticket, plan_on):
        sys.stderr.write(f"{ticket.ticket_id} is not pinned on {plan_on}\n")
        return 1
    say(f"{ticket.ticket_id}: no longer pinned on {plan_on}")
    return 0


def _hold(conn: Connection, options: argparse.Namespace) -> int:
    if not options.reason.strip():
        raise UsageError("--reason must not be blank")
    ticket = ticket_of(conn, options)
    dispatch_decisions.hold(conn, ticket, options.reason.strip(), options.until)
    until = f"until {options.until}" if options.until else "until it is released"
    say(f"{ticket.ticket_id}: held {until}")
    return 0


def _release(conn: Connection, options: argparse.Namespace) -> int:
    ticket = ticket_of(conn, options)
    if not dispatch_decisions.release(conn, ticket):
        sys.stderr.write(f"{ticket.ticket_id} is not held\n")
        return 1
    say(f"{ticket.ticket_id}: released")
    return 0
