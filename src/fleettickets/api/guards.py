"""What a route's parameters can ask for: the service, and a caller who may."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from fleettickets.api.access import Caller
from fleettickets.api.answers import ReportQuery
from fleettickets.api.edge import CALLER
from fleettickets.api.service import Service
from fleettickets.errors import ForbiddenError


async def service_of(request: Request) -> Service:
    """Return what the routes share. Without an ``async``, it would wait for a thread."""
    service: Service = request.app.state.service
    return service


def address_of(request: Request) -> str:
    """Return the address that the request came from."""
    return request.client.host if request.client else ""


async def viewer(request: Request) -> Caller:
    """Admit whoever may read."""
    service = await service_of(request)
    caller = await service.gate.admit(request.headers, address_of(request))
    request.scope[CALLER] = caller
    return caller


Shared = Annotated[Service, Depends(service_of)]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, who asks, and what the routes share."""

    request: Request
    service: Service
    caller: Caller

    async def answer(self, question: ReportQuery) -> Response:
        """Return the answer, or 304 where the caller has it already."""
        return await self.service.answers.give(self.request, self.caller, question)


async def reading(
    request: Request, service: Shared, caller: Annotated[Caller, Depends(viewer)]
) -> Visit:
    """Admit whoever may read."""
    return Visit(request, service, caller)


async def taking(visit: Annotated[Visit, Depends(reading)]) -> Visit:
    """Admit whoever may take files."""
    if not visit.caller.may_export:
        raise ForbiddenError("dispatcher")
    return visit


async def watching(request: Request, service: Shared) -> Visit:
    """Admit whoever may watch, also while the database is away: then there is most to see."""
    caller = await service.gate.admit(request.headers, address_of(request), is_watching=True)
    request.scope[CALLER] = caller
    if not caller.may_watch:
        raise ForbiddenError("admin")
    return Visit(request, service, caller)


Reading = Annotated[Visit, Depends(reading)]
Taking = Annotated[Visit, Depends(taking)]
Watching = Annotated[Visit, Depends(watching)]
