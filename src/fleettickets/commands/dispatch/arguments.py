"""What the dispatch commands share: dates, tickets and plans as people name them."""

import argparse
import sys
from datetime import date, datetime
from typing import Any

from fleettickets.commands.runner import Parser
from fleettickets.domain.crew_day import EAT, TicketId
from fleettickets.domain.screen import one_line
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_decisions import find_open_ticket
from fleettickets.store.dispatch_plans import PlanLine, find_plan, read_plan


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def day(text: str) -> date:
    """Return a date.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = f"expected a date such as 2026-06-25, got {text!r}"
        raise argparse.ArgumentTypeError(problem) from None


def whole(text: str) -> int:
    """Return a whole number from 0 on.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - a 32-bit number
        raise argparse.ArgumentTypeError(f"expected a whole number, got {text!r}")
    return int(text)


def add_day(parser: Parser) -> None:
    """Add ``--date``."""
    parser.add_argument(
        "--date", type=day, metavar="DAY", help="the day, such as 2026-06-25 (default: today, EAT)"
    )


def add_plan(parser: Parser) -> None:
    """Add ``--date`` and ``--plan``."""
    add_day(parser)
    parser.add_argument(
        "--plan",
        type=whole,
        metavar="NUMBER",
        help="a plan by its number (default: the day's published plan, else its newest draft)",
    )


def add_ticket(parser: Parser) -> None:
    """Add the ticket and its dataset."""
    parser.add_argument("ticket", metavar="TICKET", help="the ticket's id")
    parser.add_argument("--dataset", help="the ticket type, if several have the id")


def day_of(options: argparse.Namespace) -> date:
    """Return the day that is asked for."""
    found: date | None = options.date
    return found or datetime.now(EAT).date()


def ticket_of(conn: Connection, options: argparse.Namespace) -> TicketId:
    """Return the open ticket that is named.

    Raises:
        UnknownDispatchError: no open ticket has the id, or those of several datasets have it.
    """
    found = find_open_ticket(conn, options.ticket, options.dataset)
    if not found:
        raise UnknownDispatchError(one_line(options.ticket), "no open ticket has this id")
    if len(found) > 1:
        names = ", ".join(ticket.dataset for ticket in found)
        raise UnknownDispatchError(options.ticket, f"is in several datasets ({names}): --dataset")
    return found[0]


def plan_line(conn: Connection, options: argparse.Namespace) -> PlanLine:
    """Return the plan that is named, else the day's published one, else its newest draft.

    Raises:
        UnknownDispatchError: there is none.
    """
    plan_on = None if options.plan is not None else day_of(options)
    found = find_plan(conn, plan_id=options.plan, plan_on=plan_on)
    if found is None:
        what = f"plan {options.plan}" if plan_on is None else str(plan_on)
        hint = "`fleettickets dispatch plan --apply` keeps a plan."
        raise UnknownDispatchError(what, "there is no such plan", hint=hint)
    return found


def plan_document(conn: Connection, options: argparse.Namespace) -> dict[str, Any]:
    """Return the named plan as a document.

    Raises:
        UnknownDispatchError: there is none.
    """
    document = read_plan(conn, plan_id=plan_line(conn, options).plan_id)
    assert document is not None  # noqa: S101 - plans are never deleted
    return document


def clock(instant: str) -> str:
    """Return the time of day in East Africa Time."""
    return f"{datetime.fromisoformat(instant).astimezone(EAT):%H:%M}"
