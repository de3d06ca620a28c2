"""The routes under which other systems call the dashboards: each answers what /api/v1 answers."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from fleettickets.api import reports
from fleettickets.api.contract.dashboard import Dashboard
from fleettickets.api.contract.map import TicketMap
from fleettickets.api.guards import Reading
from fleettickets.api.parameters import DashboardQuery, DatasetName, MapQuery

router = APIRouter(prefix="/webhook")


@router.get("/inc-dashboard", response_model=Dashboard)
async def inc_dashboard(visit: Reading, options: Annotated[DashboardQuery, Query()]) -> Response:
    """The same as `/api/v1/inc/dashboard`."""
    return await reports.dashboard(visit, DatasetName("inc"), options)


@router.get("/crq-dashboard", response_model=Dashboard)
async def crq_dashboard(visit: Reading, options: Annotated[DashboardQuery, Query()]) -> Response:
    """The same as `/api/v1/crq/dashboard`."""
    return await reports.dashboard(visit, DatasetName("crq"), options)


@router.get("/tickets", response_model=TicketMap)
async def tickets(visit: Reading, options: Annotated[MapQuery, Query()]) -> Response:
    """The same as `/api/v1/tickets/map`."""
    return await reports.ticket_map(visit, options)
