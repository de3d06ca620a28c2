"""The dependencies of routes: the service, and a caller with a sufficient role."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from fleettickets.api.access import Caller
from fleettickets.api.answers import ReportQuery
from fleettickets.api.edge import CALLER
from fleettickets.api.service import Service
from fleettickets.errors import ForbiddenError


async def service_of(request: Request) -> Service:
    """Return what the routes share. It is ``async`` so that it needs no thread."""
    service: Service = request.app.state.service
    return service


def address_of(request: Request) -> str:
    """Return the client's address."""
    return request.client.host if request.client else ""


async def viewer(request: Request) -> Caller:
    """Admit callers who may read."""
    service = await service_of(request)
    caller = await service.gate.admit(request.headers, address_of(request))
    request.scope[CALLER] = caller
    if not caller.may_read:
        raise ForbiddenError("this needs the role viewer")
    return caller


Shared = Annotated[Service, Depends(service_of)]


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, its caller, and what the routes share."""

    request: Request
    service: Service
    caller: Caller

    async def answer(self, report: ReportQuery) -> Response:
        """Return the report, or 304 if the caller already has it."""
        return await self.service.answers.give(self.request, self.caller, report)


async def reading(
    request: Request, service: Shared, caller: Annotated[Caller, Depends(viewer)]
) -> Visit:
    """Admit callers who may read."""
    return Visit(request, service, caller)


async def taking(visit: Annotated[Visit, Depends(reading)]) -> Visit:
    """Admit callers who may download files."""
    if not visit.caller.may_export:
        raise ForbiddenError("this needs the role dispatcher")
    return visit


async def deciding(visit: Annotated[Visit, Depends(reading)]) -> Visit:
    """Admit callers who may decide about the crews' days.

    On loopback nobody needs a token, so a page of another origin could decide in a person's name:
    browsers name the origin.
    """
    if not visit.caller.may_decide:
        raise ForbiddenError("this needs the role dispatcher")
    headers = visit.request.headers
    origin = headers.get("origin")
    is_foreign = origin is not None and origin.partition("://")[2] != headers.get("host")
    if visit.caller.holder is None and is_foreign:
        raise ForbiddenError("a page of another origin needs a token of a dispatcher")
    return visit


async def crewing(request: Request, service: Shared) -> Visit:
    """Admit the token of a crew, for its own day."""
    caller = await service.gate.admit(request.headers, address_of(request))
    request.scope[CALLER] = caller
    if caller.role != "crew":
        raise ForbiddenError("this needs the token of a crew")
    return Visit(request, service, caller)


async def watching(request: Request, service: Shared) -> Visit:
    """Admit callers who may read the metrics, also while the database is unavailable."""
    caller = await service.gate.admit(request.headers, address_of(request), is_watching=True)
    request.scope[CALLER] = caller
    if not caller.may_watch:
        raise ForbiddenError("this needs the role admin")
    return Visit(request, service, caller)


Reading = Annotated[Visit, Depends(reading)]
Taking = Annotated[Visit, Depends(taking)]
Deciding = Annotated[Visit, Depends(deciding)]
Crewing = Annotated[Visit, Depends(crewing)]
Watching = Annotated[Visit, Depends(watching)]
