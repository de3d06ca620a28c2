"""The routes that answer what a reporting function answers."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from fleettickets.api.answers import TILE, ReportQuery
from fleettickets.api.contract.backlog import Backlog
from fleettickets.api.contract.base import ReportAnswer
from fleettickets.api.contract.closures import ClosuresBy
from fleettickets.api.contract.dashboard import Dashboard, FilterValues
from fleettickets.api.contract.freshness import AllFreshness
from fleettickets.api.contract.history import TicketDetail
from fleettickets.api.contract.map import TicketMap
from fleettickets.api.contract.teams import Teams
from fleettickets.api.contract.tickets import Matches
from fleettickets.api.document import binary
from fleettickets.api.guards import Reading
from fleettickets.api.parameters import (
    BacklogQuery,
    ClosuresQuery,
    DashboardQuery,
    Dataset,
    MapQuery,
    SearchQuery,
    TeamsQuery,
    TicketId,
    TileAddress,
    WindowQuery,
)
from fleettickets.errors import NotFoundError
from fleettickets.store.reader import ReaderQuery
from fleettickets.store.report_calls import bytes_call, report_call

_READ_FRESHNESS = ReaderQuery("read_freshness")
_TILE_FUNCTION = "fn_closed_tile"

router = APIRouter()


def _report(
    name: str, model: type[ReportAnswer], dataset: str, params: Mapping[str, Any] | None = None
) -> ReportQuery:
    """Return the query for a report of one dataset; ``name`` is its label in the metrics."""
    params = {"dataset": dataset, **(params or {})}
    return ReportQuery(name, report_call(model.FUNCTION, tuple(params)), params, (dataset,))


@router.get("/api/v1/{dataset}/dashboard", response_model=Dashboard)
async def dashboard(
    visit: Reading, dataset: Dataset, options: Annotated[DashboardQuery, Query()]
) -> Response:
    """Everything that a dashboard shows of a dataset."""
    return await visit.answer(_report("dashboard", Dashboard, dataset, options.arguments()))


@router.get("/api/v1/tickets/map", response_model=TicketMap)
async def ticket_map(visit: Reading, options: Annotated[MapQuery, Query()]) -> Response:
    """The open tickets that have a position, of one dataset or of all."""
    params = options.arguments()
    call = report_call(TicketMap.FUNCTION, tuple(params))
    datasets = (options.dataset,) if options.dataset else None
    return await visit.answer(ReportQuery("map", call, params, datasets))


@router.get("/api/v1/{dataset}/backlog", response_model=Backlog)
async def backlog(
    visit: Reading, dataset: Dataset, options: Annotated[BacklogQuery, Query()]
) -> Response:
    """The backlog day by day; 30 days by default."""
    return await visit.answer(_report("backlog", Backlog, dataset, options.arguments()))


@router.get("/api/v1/{dataset}/teams", response_model=Teams)
async def teams(
    visit: Reading, dataset: Dataset, options: Annotated[TeamsQuery, Query()]
) -> Response:
    """What each team closed and is credited with; over 30 days by default."""
    return await visit.answer(_report("teams", Teams, dataset, options.arguments()))


@router.get("/api/v1/{dataset}/closures", response_model=ClosuresBy)
async def closures(
    visit: Reading, dataset: Dataset, options: Annotated[ClosuresQuery, Query()]
) -> Response:
    """The jobs of each team or person by day or week; over 30 days by default."""
    return await visit.answer(_report("closures", ClosuresBy, dataset, options.arguments()))


@router.get("/api/v1/{dataset}/filters", response_model=FilterValues)
async def filter_values(visit: Reading, dataset: Dataset) -> Response:
    """The values that tickets have, for pickers."""
    return await visit.answer(_report("filters", FilterValues, dataset))


@router.get("/api/v1/{dataset}/tickets", response_model=Matches)
async def search(
    visit: Reading, dataset: Dataset, options: Annotated[SearchQuery, Query()]
) -> Response:
    """Tickets by the beginning of their id, or by a part of their place's name.

    By place, only open tickets and those closed in the last 30 days are found.
    """
    return await visit.answer(_report("search", Matches, dataset, options.arguments()))


@router.get("/api/v1/{dataset}/tickets/{ticket_id:path}", response_model=TicketDetail)
async def ticket(visit: Reading, dataset: Dataset, ticket_id: TicketId) -> Response:
    """A ticket as it is now, and what happened to it; 404 if it is unknown."""
    return await visit.answer(_report("ticket", TicketDetail, dataset, {"ticket_id": ticket_id}))


@router.get("/api/v1/freshness", response_model=AllFreshness)
async def freshness(visit: Reading) -> Response:
    """How old each dataset's answers are: `fn_freshness`, by dataset."""
    return await visit.answer(ReportQuery("freshness", _READ_FRESHNESS, {}, None))


@router.get("/tiles/{dataset}/{z}/{x}/{y}.mvt", responses=binary(TILE))
async def closed_tile(
    visit: Reading,
    dataset: Dataset,
    tile: Annotated[TileAddress, Depends()],
    options: Annotated[WindowQuery, Query()],
) -> Response:
    """Closed tickets as a Mapbox vector tile: `fn_closed_tile`; 204 if there are none."""
    if max(tile.x, tile.y) >= 1 << tile.z:
        raise NotFoundError(f"no tile {tile.z}/{tile.x}/{tile.y}.")
    params = {"dataset": dataset, "z": tile.z, "x": tile.x, "y": tile.y} | options.arguments()
    call = bytes_call(_TILE_FUNCTION, tuple(params))
    return await visit.answer(
        ReportQuery("tile", call, params, (dataset,), has_clock=False, media_type=TILE)
    )
