"""The routes that answer what a reporting function answers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from fleettickets.api import models
from fleettickets.api.answers import TILE, ReportQuery
from fleettickets.api.document import binary
from fleettickets.api.guards import Reading
from fleettickets.api.parameters import (
    BacklogQuery,
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

_READ_DASHBOARD = ReaderQuery("read_dashboard")
_READ_MAP = ReaderQuery("read_map")
_READ_BACKLOG = ReaderQuery("read_backlog")
_READ_TEAMS = ReaderQuery("read_teams")
_READ_TICKET = ReaderQuery("read_ticket")
_READ_MATCHES = ReaderQuery("read_matches")
_READ_FILTER_VALUES = ReaderQuery("read_filter_values")
_READ_FRESHNESS = ReaderQuery("read_freshness")
_READ_CLOSED_TILE = ReaderQuery("read_closed_tile")

router = APIRouter()


@router.get("/api/v1/{dataset}/dashboard", response_model=models.Dashboard)
async def dashboard(
    visit: Reading, dataset: Dataset, asked: Annotated[DashboardQuery, Query()]
) -> Response:
    """Everything that a dashboard shows of a dataset."""
    params = asked.params() | {"dataset": dataset}
    return await visit.answer(ReportQuery("dashboard", _READ_DASHBOARD, params, (dataset,)))


@router.get("/api/v1/tickets/map", response_model=models.TicketMap)
async def ticket_map(visit: Reading, asked: Annotated[MapQuery, Query()]) -> Response:
    """The open tickets that have a position, of one dataset or of all."""
    datasets = (asked.dataset,) if asked.dataset else None
    return await visit.answer(ReportQuery("map", _READ_MAP, asked.params(), datasets))


@router.get("/api/v1/{dataset}/backlog", response_model=models.Backlog)
async def backlog(
    visit: Reading, dataset: Dataset, asked: Annotated[BacklogQuery, Query()]
) -> Response:
    """The backlog day by day; 30 days by default."""
    params = asked.params() | {"dataset": dataset}
    return await visit.answer(ReportQuery("backlog", _READ_BACKLOG, params, (dataset,)))


@router.get("/api/v1/{dataset}/teams", response_model=models.Teams)
async def teams(
    visit: Reading, dataset: Dataset, asked: Annotated[TeamsQuery, Query()]
) -> Response:
    """What each team closed and is credited with; over 30 days by default."""
    params = asked.params() | {"dataset": dataset}
    return await visit.answer(ReportQuery("teams", _READ_TEAMS, params, (dataset,)))


@router.get("/api/v1/{dataset}/filters", response_model=models.FilterValues)
async def filter_values(visit: Reading, dataset: Dataset) -> Response:
    """The values that tickets have, for pickers."""
    params = {"dataset": dataset}
    return await visit.answer(ReportQuery("filters", _READ_FILTER_VALUES, params, (dataset,)))


@router.get("/api/v1/{dataset}/tickets", response_model=models.Matches)
async def search(
    visit: Reading, dataset: Dataset, asked: Annotated[SearchQuery, Query()]
) -> Response:
    """Tickets by the beginning of their id, or by a part of their place's name.

    By place: the open ones, and those closed in the last 30 days.
    """
    params = asked.params() | {"dataset": dataset}
    return await visit.answer(ReportQuery("search", _READ_MATCHES, params, (dataset,)))


@router.get("/api/v1/{dataset}/tickets/{ticket_id:path}", response_model=models.TicketDetail)
async def ticket(visit: Reading, dataset: Dataset, ticket_id: TicketId) -> Response:
    """A ticket as it is now, and what happened to it."""
    params = {"dataset": dataset, "ticket_id": ticket_id}
    return await visit.answer(ReportQuery("ticket", _READ_TICKET, params, (dataset,)))


@router.get("/api/v1/freshness", response_model=models.AllFreshness)
async def freshness(visit: Reading) -> Response:
    """How old each dataset's answers are."""
    return await visit.answer(ReportQuery("freshness", _READ_FRESHNESS, {}, None))


@router.get("/tiles/{dataset}/{z}/{x}/{y}.mvt", responses=binary(TILE))
async def closed_tile(
    visit: Reading,
    dataset: Dataset,
    tile: Annotated[TileAddress, Depends()],
    asked: Annotated[WindowQuery, Query()],
) -> Response:
    """Closed tickets as a Mapbox vector tile with the layer `closed`; 204 where there is none."""
    if max(tile.x, tile.y) >= 1 << tile.z:
        raise NotFoundError(f"There is no tile {tile.z}/{tile.x}/{tile.y}.")
    params = asked.params() | {"dataset": dataset, "z": tile.z, "x": tile.x, "y": tile.y}
    return await visit.answer(
        ReportQuery("tile", _READ_CLOSED_TILE, params, (dataset,), has_clock=False, media_type=TILE)
    )
