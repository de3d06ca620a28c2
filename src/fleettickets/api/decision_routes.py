"""The routes of what people decide, of crews' days and of where crews are."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response

from fleettickets.api.contract.day_answers import (
    CrewPositions,
    CrewSheet,
    CrewTracks,
    DayState,
    Decided,
)
from fleettickets.api.desk_answers import decider, fresh, give, known_state
from fleettickets.api.dispatch_parameters import (
    CrewDayQuery,
    DayQuery,
    HoldWish,
    PinWish,
    ReportWish,
    today,
)
from fleettickets.api.guards import Crewing, Deciding, Reading, Visit
from fleettickets.api.parameters import Dataset, Text, TicketId
from fleettickets.domain import crew_day
from fleettickets.errors import ForbiddenError
from fleettickets.store import dispatch_desk
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_desk import CrewReport, WantedHold, WantedPin

router = APIRouter(prefix="/api/v1/dispatch")
crew_router = APIRouter(prefix="/api/v1/dispatch")
"""The routes of a crew's token, which may call no others."""

DayOptions = Annotated[DayQuery, Query()]


@router.get("/day", response_model=DayState)
async def day_state(visit: Reading, options: DayOptions) -> Response:
    """What is decided and reported of a day, and the crews on shift."""
    work = partial(dispatch_desk.read_day_state, plan_on=options.date)
    return await give(visit, partial(visit.service.desk.run, work))


async def _decide(
    visit: Visit,
    ticket: crew_day.TicketId,
    options: DayQuery,
    wanted: WantedPin | WantedHold | type[WantedPin | WantedHold],
) -> Response:
    work = partial(
        dispatch_desk.decide,
        ticket=ticket,
        plan_on=options.date or today(),
        wanted=wanted,
        known=known_state(visit),
    )
    service = visit.service
    decided = await service.desk.run(work, decider(visit))
    service.desk.follow(await service.versions.read())
    return fresh(decided)


@router.put("/pins/{dataset}/{ticket_id:path}", response_model=Decided)
async def pin(
    visit: Deciding, dataset: Dataset, ticket_id: TicketId, options: DayOptions, wish: PinWish
) -> Response:
    """Pin a ticket on a day, as the body says as a whole; If-Match names its version.

    412 if somebody has decided about it since.
    """
    ticket = crew_day.TicketId(dataset, ticket_id)
    wanted = WantedPin(wish.crew, wish.starts_at, wish.order)
    return await _decide(visit, ticket, options, wanted)


@router.delete("/pins/{dataset}/{ticket_id:path}", response_model=Decided)
async def unpin(
    visit: Deciding, dataset: Dataset, ticket_id: TicketId, options: DayOptions
) -> Response:
    """Remove a ticket's pin of a day; If-Match names its version."""
    return await _decide(visit, crew_day.TicketId(dataset, ticket_id), options, WantedPin)


@router.put("/holds/{dataset}/{ticket_id:path}", response_model=Decided)
async def hold(
    visit: Deciding, dataset: Dataset, ticket_id: TicketId, options: DayOptions, wish: HoldWish
) -> Response:
    """Keep a ticket out of the plans; If-Match names its version on the day."""
    ticket = crew_day.TicketId(dataset, ticket_id)
    return await _decide(visit, ticket, options, WantedHold(wish.reason, wish.ends_on))


@router.delete("/holds/{dataset}/{ticket_id:path}", response_model=Decided)
async def release(
    visit: Deciding, dataset: Dataset, ticket_id: TicketId, options: DayOptions
) -> Response:
    """Release a ticket that was held; If-Match names its version on the day."""
    return await _decide(visit, crew_day.TicketId(dataset, ticket_id), options, WantedHold)


@router.get("/crews/{crew}/day", response_model=CrewSheet)
async def crew_sheet(visit: Reading, crew: Text, options: DayOptions) -> Response:
    """A crew's day of the published plan, with what it has reported; 404 if it has none."""

    def work(conn: Connection) -> object:
        crew_id = dispatch_desk.crew_of(conn, crew)
        return dispatch_desk.read_crew_day(conn, crew_id, options.date)

    return await give(visit, partial(visit.service.desk.run, work))


@router.get("/positions", response_model=CrewPositions)
async def positions(visit: Reading) -> Response:
    """Where the crews are now; `is_old`: more than ten minutes ago."""
    return fresh(await visit.service.desk.run(dispatch_desk.read_positions))


@router.get("/tracks", response_model=CrewTracks)
async def tracks(visit: Reading, options: Annotated[CrewDayQuery, Query()]) -> Response:
    """Where the crews were on a day, as far as positions are kept."""

    def work(conn: Connection) -> object:
        crew_id = dispatch_desk.crew_of(conn, options.crew) if options.crew else None
        return {"tracks": dispatch_desk.read_tracks(conn, options.date, crew_id)}

    return fresh(await visit.service.desk.run(work))


@crew_router.get("/my-day", response_model=CrewSheet)
async def my_day(visit: Crewing, options: DayOptions) -> Response:
    """The day of the crew whose token it is; 404 if it has none."""
    crew_id = _crew_of(visit)
    work = partial(dispatch_desk.read_crew_day, crew_id=crew_id, plan_on=options.date)
    return await give(visit, partial(visit.service.desk.run, work))


@crew_router.post("/my-day/reports", response_model=CrewSheet)
async def report(visit: Crewing, wish: ReportWish) -> Response:
    """Report that the crew has arrived or is done; sent twice, it counts once.

    The ticket stays as it is: the feed closes tickets.
    """
    crew_id, plan_on = _crew_of(visit), wish.plan_on or today()
    ticket = crew_day.TicketId(wish.dataset, wish.ticket_id)
    said = CrewReport(ticket, wish.arrived_at, wish.done_at)

    def work(conn: Connection) -> object:
        dispatch_desk.save_report(conn, crew_id, plan_on, said)
        return dispatch_desk.read_crew_day(conn, crew_id, plan_on)

    return fresh(await visit.service.desk.run(work, decider(visit)))


def _crew_of(visit: Visit) -> int:
    holder = visit.caller.holder
    if holder is None or holder.crew_id is None:
        raise ForbiddenError("this needs the token of a crew")
    return holder.crew_id
