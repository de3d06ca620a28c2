"""The application: its routes, each guarded, and what surrounds them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import parse_qsl

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from fleettickets.api import files, health, reports, streams
from fleettickets.api.answers import VERSION
from fleettickets.api.document import document_of
from fleettickets.api.edge import Edge
from fleettickets.api.guards import taking, viewer, watching
from fleettickets.api.refusals import add_refusals
from fleettickets.api.service import Service
from fleettickets.errors import BadRequestError

ROUTERS = (reports.router, files.router, streams.router, health.router)
_GUARDS = ((watching, "admin"), (taking, "dispatcher"), (viewer, "viewer"))
"""What admits the callers of a route, and the least role that it admits."""


def make_app(service: Service) -> FastAPI:
    """Return the application; every route but the public ones asks who is there."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with service.running():
            yield

    app = FastAPI(
        title="fleettickets",
        version=VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.service = service
    add_refusals(app)
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(viewer), Depends(_refuse_slips)])
    app.include_router(health.watch_router, dependencies=[Depends(_refuse_slips)])
    app.include_router(health.public_router, dependencies=[Depends(_refuse_slips)])
    app.openapi = partial(_openapi, app)  # type: ignore[method-assign] # the documented way
    app.state.query_names = _query_names(app)
    return app


def wrap(app: FastAPI, service: Service) -> ASGIApp:
    """Return the application with the edge around it, as it is served."""
    return Edge(app, service.metrics, service.settings.map_style_origins)


def _openapi(app: FastAPI) -> dict[str, object]:
    if app.openapi_schema is None:
        app.openapi_schema = document_of(app, _roles())
    return app.openapi_schema


def _roles() -> dict[str, str]:
    """Return the role that each path needs, as its own guards have it; none for a public one."""
    roles = {}
    for router, least in [*((router, "viewer") for router in ROUTERS), (health.watch_router, "")]:
        for route in router.routes:
            if isinstance(route, APIRoute):
                calls = set(_calls(route.dependant))
                found = [role for guard, role in _GUARDS if guard in calls]
                roles[route.path_format] = found[0] if found else least
    return roles


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)


def _query_names(app: FastAPI) -> dict[str, frozenset[str]]:
    paths = app.openapi()["paths"]
    return {
        path: frozenset(
            parameter["name"]
            for parameter in operations["get"].get("parameters", ())
            if parameter["in"] == "query"
        )
        for path, operations in paths.items()
    }


async def _refuse_slips(request: Request) -> None:
    """Refuse a parameter that is not known, or given twice: its answer would look right."""
    text = request.scope["query_string"]
    if not text:
        return
    route: APIRoute = request.scope["route"]
    known = request.app.state.query_names.get(route.path_format)
    if known is None:  # the page keeps its state in its address
        return
    seen = set()
    for name, _ in parse_qsl(text.decode("latin-1"), keep_blank_values=True):
        if name not in known:
            expected = ", ".join(sorted(known)) or "none"
            raise BadRequestError(f"There is no parameter {name[:40]!r}; known: {expected}.")
        if name in seen:
            raise BadRequestError(f"{name} is given twice.")
        seen.add(name)
