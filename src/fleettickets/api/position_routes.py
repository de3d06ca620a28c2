"""The route that trackers call. Their token is in the path, because they send no headers."""

from functools import partial
from typing import Annotated
from urllib.parse import parse_qsl

import orjson
from fastapi import APIRouter, Path, Request, Response

from fleettickets.api.access import Caller
from fleettickets.api.edge import CALLER
from fleettickets.api.guards import Shared, address_of
from fleettickets.api.service import Service
from fleettickets.domain.fix import Fix
from fleettickets.domain.position_reports import UnreadableFixError, read_document, read_fields
from fleettickets.errors import BadRequestError, ForbiddenError
from fleettickets.planner_errors import TooManyFixesError
from fleettickets.store import dispatch_desk
from fleettickets.store.connect import Connection
from fleettickets.store.tokens import hash_of

router = APIRouter()

_MAX_BYTES = 64 << 10

Token = Annotated[str, Path(max_length=100)]
_BODY = {
    "requestBody": {
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "application/x-www-form-urlencoded": {"schema": {"type": "object"}},
        }
    }
}


@router.get("/api/positions/{token}/", include_in_schema=False)
@router.get("/api/positions/{token}")
async def position_in_query(request: Request, service: Shared, token: Token) -> Response:
    """Where a device is, in the query: OsmAnd and the old Traccar Client. Answers `[]`."""
    return await _take(request, service, token)


@router.post("/api/positions/{token}/", include_in_schema=False)
@router.post("/api/positions/{token}", openapi_extra=_BODY)
async def position_in_body(request: Request, service: Shared, token: Token) -> Response:
    """Where a device is: a form, or the JSON of Traccar Client, Traccar server or OwnTracks.

    Answers `[]`, also for a fix that is not kept: no sender would do better a second time.
    """
    return await _take(request, service, token)


async def _take(request: Request, service: Service, token: str) -> Response:
    if not service.fix_limit.admits(hash_of(token)):
        raise TooManyFixesError("positions", "too many from this token")
    headers = {"authorization": f"Bearer {token}"}
    caller = await service.gate.admit(headers, address_of(request))
    request.scope[CALLER] = caller
    if caller.role not in ("tracker", "crew"):
        raise ForbiddenError("this needs the token of a tracker or a crew")
    try:
        fix = await _read(request)
    except UnreadableFixError as error:
        raise BadRequestError(f"{error}.") from None
    if fix is not None:
        await service.desk.run(partial(_keep, fix=fix, caller=caller), caller.name or "")
        service.desk.tidy(dispatch_desk.forget_positions)
    headers = {"cache-control": "no-store"}
    return Response(b"[]", media_type="application/json", headers=headers)


def _keep(conn: Connection, *, fix: Fix, caller: Caller) -> str:
    crew_id = caller.holder.crew_id if caller.holder else None
    return dispatch_desk.take_fix(conn, fix, crew_id)


async def _read(request: Request) -> Fix | None:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MAX_BYTES:
            raise BadRequestError("the body is too long.")
    text = body.strip()
    if text[:1] in (b"{", b"["):
        try:
            return read_document(orjson.loads(text))
        except orjson.JSONDecodeError:
            raise UnreadableFixError("the body is not JSON") from None
    fields = dict(request.query_params)
    fields |= parse_qsl(text.decode("utf-8", "replace"), keep_blank_values=True)
    # OwnTracks sends an empty body when a friend is deleted.
    return read_fields(fields) if fields else None
