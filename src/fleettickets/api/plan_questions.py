"""Questions about one ticket of a plan, answered from memory where that is possible."""

import asyncio
from collections import Counter
from datetime import datetime
from typing import Any

from fleettickets.api.planner_desk import LoadedPlan
from fleettickets.dispatch.assembly import Assembled
from fleettickets.dispatch.candidates import CrewCandidate
from fleettickets.dispatch.planned import instead_json, instead_of
from fleettickets.dispatch.trials import Target, job_number, try_move
from fleettickets.domain.crew_day import TicketId
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_plans import read_plan


def why(conn: Connection, *, plan_id: int, ticket: TicketId) -> dict[str, Any]:
    """Return where a ticket is in a plan, or why it is nowhere.

    Raises:
        UnknownDispatchError: there is no such plan, or it knows no such ticket.
    """
    plan = read_plan(conn, plan_id=plan_id)
    if plan is None:
        raise UnknownDispatchError(f"plan {plan_id}", "does not exist")
    for crew in plan["crews"]:
        for number, stop in enumerate(crew["stops"], 1):
            if ticket in map(TicketId, stop["datasets"], stop["tickets"]):
                planned = {"crew": crew["crew"], "stop_number": number, "stop": stop}
                return {"planned": planned, "left_out": None}
    for line in plan["unassigned"]:
        if (line["dataset"], line["ticket_id"]) == ticket:
            return {"planned": None, "left_out": line}
    raise UnknownDispatchError(ticket.ticket_id, f"is not in plan {plan_id}; plan again")


async def candidates(loaded: LoadedPlan, ticket: TicketId, most: int) -> dict[str, Any]:
    """Return the best crews for a ticket, and how many have which obstacle."""
    _refuse_unplanned(loaded, ticket)
    assembled = loaded.assembled
    job = job_number(assembled, ticket)
    ranked = await asyncio.to_thread(loaded.rank, job, most)
    return {
        "tickets": [key.ticket_id for key in assembled.visits[job].keys],
        "candidates": [_candidate(assembled, one) for one in ranked.ranked],
        "obstacles": dict(sorted(Counter(ranked.obstacles.values()).items())),
    }


def _candidate(assembled: Assembled, found: CrewCandidate) -> dict[str, Any]:
    way = instead_of(assembled, found.exchange)
    day = assembled.day
    return {
        **(instead_json(way) or {}),
        "travel_minutes": found.visit.travel,
        "starts_at": day.instant_of(found.visit.starts_at),
        "ends_at": day.instant_of(found.visit.ends_at),
        "late_minutes": found.visit.late,
        "driving_minutes": found.added_driving,
        "overtime_minutes": found.added_overtime,
        "others_late_minutes": found.added_lateness,
    }


async def moved(
    loaded: LoadedPlan, ticket: TicketId, crew: str | None, starts_at: datetime | None
) -> dict[str, Any]:
    """Return what moving a ticket by hand would cost and break."""
    _refuse_unplanned(loaded, ticket)
    orders = loaded.assembled.rest.orders
    to = Target(crew, starts_at)
    return await asyncio.to_thread(try_move, loaded.assembled, orders, ticket, to)


def _refuse_unplanned(loaded: LoadedPlan, ticket: TicketId) -> None:
    reason = loaded.unplanned.get(ticket)
    if reason is not None:
        raise UnknownDispatchError(ticket.ticket_id, f"is not to be planned: {reason[1]}")
