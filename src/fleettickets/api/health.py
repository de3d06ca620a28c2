"""The routes about the service itself: health, metrics, session, configuration, the page."""

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from fleettickets.api import models
from fleettickets.api.answers import JSON, VERSION, respond
from fleettickets.api.caching import compressed
from fleettickets.api.document import binary
from fleettickets.api.guards import Reading, Shared, Visit, Watching, address_of
from fleettickets.api.metrics import CONTENT_TYPE
from fleettickets.errors import FleetTicketsError
from fleettickets.imports.datasets import DATASETS
from fleettickets.store.reader import ReaderQuery

_READ_IMPORT_HEALTH = ReaderQuery("read_import_health")

_TICKET_TYPES = [
    {key: getattr(dataset, key) for key in models.TicketType.model_fields}
    for dataset in DATASETS.values()
]

_PAGES = {"": "index.html", "crew": "crew.html", "sheets": "sheets.html"}
"""The files of the addresses that people see."""

router = APIRouter()
watch_router = APIRouter()
"""Routes that identify their caller themselves."""
public_router = APIRouter()
"""Routes that need no token; all others do."""


@router.get("/api/v1/session", response_model=models.Session)
async def session(visit: Reading) -> Response:
    """Who the caller is, and what they may do."""
    caller = visit.caller
    return _answer(
        {
            "role": caller.role,
            "is_anonymous": caller.holder is None,
            "name": caller.name,
            "may_export": caller.may_export,
        }
    )


@watch_router.get("/metrics", responses=binary("text/plain"))
async def metrics(visit: Watching) -> Response:
    """Metrics in the text format of Prometheus."""
    service = visit.service
    try:
        (content,) = await _READ_IMPORT_HEALTH.fetch(service.control)
        health = orjson.loads(content)
    except FleetTicketsError:
        health = None
    text = service.metrics.render(health, service.budgets)
    return await _compressed(visit, text, CONTENT_TYPE)


@router.get("/openapi.json", include_in_schema=False)
async def openapi(visit: Reading) -> Response:
    """This document."""
    return await _compressed(visit, orjson.dumps(visit.request.app.openapi()), JSON)


@public_router.get("/healthz", response_model=models.Health)
async def healthz() -> Response:
    """The process answers."""
    return _answer({"status": "ok"})


@public_router.get("/readyz", response_model=models.Health)
async def readyz(service: Shared) -> Response:
    """The database answers, and its schema is the one that this version needs."""
    await service.readiness.check()
    return _answer({"status": "ready"})


@public_router.get("/config.json", response_model=models.PageConfig)
async def config(request: Request, service: Shared) -> Response:
    """What the page needs to know before it asks for a token."""
    try:
        caller = await service.gate.admit(request.headers, address_of(request))
    except FleetTicketsError:
        caller = None
    return _answer(
        {
            "map_style_url": service.settings.map_style_url,
            "version": VERSION,
            "may_export": caller is not None and caller.may_export,
            "is_token_needed": caller is None,
            "datasets": _TICKET_TYPES,
        }
    )


@public_router.get("/", include_in_schema=False)
@public_router.get("/{name:path}", include_in_schema=False)
async def page(request: Request, service: Shared, name: str = "") -> Response:
    """The map's page, the crews' page, the day sheets, and their files."""
    return await service.pages.give(request, _PAGES.get(name, name))


async def _compressed(visit: Visit, content: bytes, media_type: str) -> Response:
    """Return an answer that is not kept, compressed if the client accepts that."""
    answer = await respond(visit.request, await compressed("", content, media_type))
    del answer.headers["etag"]
    answer.headers["cache-control"] = "no-store"
    return answer


def _answer(body: dict[str, Any]) -> Response:
    headers = {"cache-control": "no-store", "vary": "Authorization"}
    return Response(orjson.dumps(body), media_type="application/json", headers=headers)
