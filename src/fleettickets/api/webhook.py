"""The routes under which other systems call the dashboards: each answers what /api/v1 answers.

They accept what those systems send (docs/api.md#for-other-systems), where /api/v1 is strict.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from fleettickets.api import reports
from fleettickets.api.contract.dashboard import Dashboard
from fleettickets.api.contract.map import TicketMap
from fleettickets.api.guards import Reading
from fleettickets.api.parameters import DashboardQuery, DatasetName, MapQuery, NairobiInstant

PREFIX = "/webhook"
router = APIRouter(prefix=PREFIX)


class WebhookDashboardQuery(DashboardQuery):
    """The options of a dashboard; a time without an offset is East Africa Time."""

    from_: NairobiInstant | None = Field(None, alias="from")
    """The start, inclusive; a day is its first instant."""
    to: NairobiInstant | None = None
    """The end, exclusive; a day is its first instant, so that day is not included."""
    as_of: NairobiInstant | None = None
    """The clock that ages are measured at; by default the content's own time."""


class WebhookMapQuery(MapQuery):
    """The options of the map; a time without an offset is East Africa Time."""

    as_of: NairobiInstant | None = None
    """The clock that ages are measured at; by default each type's content's own time."""


@router.get("/inc-dashboard", response_model=Dashboard)
async def inc_dashboard(
    visit: Reading, options: Annotated[WebhookDashboardQuery, Query()]
) -> Response:
    """The same as `/api/v1/inc/dashboard`."""
    return await reports.dashboard(visit, DatasetName("inc"), options)


@router.get("/crq-dashboard", response_model=Dashboard)
async def crq_dashboard(
    visit: Reading, options: Annotated[WebhookDashboardQuery, Query()]
) -> Response:
    """The same as `/api/v1/crq/dashboard`."""
    return await reports.dashboard(visit, DatasetName("crq"), options)


@router.get("/tickets", response_model=TicketMap)
async def tickets(visit: Reading, options: Annotated[WebhookMapQuery, Query()]) -> Response:
    """The same as `/api/v1/tickets/map`."""
    return await reports.ticket_map(visit, options)
