"""The application: its routes with their guards, and what all of them share."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import parse_qsl

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from fleettickets.api import (
    decision_routes,
    files,
    health,
    place_routes,
    plan_routes,
    position_routes,
    reports,
    streams,
    webhook,
)
from fleettickets.api.answers import VERSION
from fleettickets.api.document import document_of
from fleettickets.api.edge import Edge
from fleettickets.api.guards import crewing, deciding, taking, viewer, watching
from fleettickets.api.refusals import add_refusals
from fleettickets.api.service import Service
from fleettickets.api.subpath import UnderPath
from fleettickets.errors import BadRequestError

# The routes of dispatch and of places come first: a ticket type in a path matches any word.
ROUTERS = (
    plan_routes.router,
    decision_routes.router,
    place_routes.router,
    reports.router,
    webhook.router,
    files.router,
    streams.router,
    health.router,
)
SELF_ROUTERS = (decision_routes.crew_router, health.watch_router)
"""Routes that identify their caller themselves."""
_GUARDS = (
    (watching, "admin"),
    (taking, "dispatcher"),
    (deciding, "dispatcher"),
    (crewing, "crew"),
    (viewer, "viewer"),
)
"""Each guard of routes, with the least role that it admits."""


def make_app(service: Service) -> FastAPI:
    """Return the application; every route except the public ones identifies its caller."""

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
    check = Depends(_refuse_unknown_parameters)
    for router in SELF_ROUTERS:
        app.include_router(router, dependencies=[check])
    for router in ROUTERS:
        app.include_router(router, dependencies=[Depends(viewer), check])
    # Senders add parameters of their own.
    app.include_router(position_routes.router)
    app.include_router(health.public_router, dependencies=[check])
    app.openapi = partial(_openapi, app)  # type: ignore[method-assign] # the documented way
    app.state.query_names = query_names()
    _prepare(app)
    return app


def wrap(app: FastAPI, service: Service) -> ASGIApp:
    """Return the application inside the edge, ready to be served.

    Pages of other origins may read the answers only if the settings name their origin. They send
    their token themselves, so no cookies or other credentials of the browser are allowed.
    """
    origins = service.settings.cors_origins
    inner: ASGIApp = app
    if origins:
        inner = CORSMiddleware(
            app,
            allow_origins=origins,
            allow_methods=("GET",),
            allow_headers=("Authorization", "If-None-Match"),
            expose_headers=("ETag", "Retry-After", "X-Request-Id"),
        )
    return Edge(
        UnderPath(inner, service.settings.path), service.metrics, service.settings.map_style_origins
    )


def _openapi(app: FastAPI) -> dict[str, object]:
    if app.openapi_schema is None:
        app.openapi_schema = document_of(app, _roles())
    return app.openapi_schema


def _roles() -> dict[tuple[str, str], str]:
    """Return the role that each operation needs, from its guards; public ones have none."""
    roles = {}
    guarded = [(router, "viewer") for router in ROUTERS]
    for router, least in [*guarded, *((router, "") for router in SELF_ROUTERS)]:
        for route in router.routes:
            if isinstance(route, APIRoute):
                calls = {dependant.call for dependant in _dependants(route.dependant)}
                guards = [role for guard, role in _GUARDS if guard in calls]
                for method in route.methods or ():
                    role = guards[0] if guards else least
                    roles[route.path_format, method.lower()] = role
    return roles


def _dependants(dependant: Dependant) -> Iterator[Dependant]:
    """Yield a route's function and all that it depends on."""
    yield dependant
    for inner in dependant.dependencies:
        yield from _dependants(inner)


def _prepare(app: FastAPI) -> None:
    """Make what FastAPI makes of a route when it first looks for it: no request waits for it."""
    nowhere = {"type": "http", "method": "GET", "path": "", "root_path": "", "headers": []}
    for route in app.routes:
        route.matches(nowhere)


def query_names() -> dict[str, frozenset[str]]:
    """Return the query parameters of each path, without making the document: that takes long."""
    found: dict[str, set[str]] = defaultdict(set)
    for router in (*SELF_ROUTERS, *ROUTERS, position_routes.router, health.public_router):
        for route in router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for dependant in _dependants(route.dependant):
                    found[route.path_format].update(_parameters(dependant))
    return {path: frozenset(names) for path, names in found.items()}


def _parameters(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        model = field.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            yield from (inner.alias or name for name, inner in model.model_fields.items())
        else:
            yield field.alias


async def _refuse_unknown_parameters(request: Request) -> None:
    """Refuse a parameter that is unknown or given twice: without this, the answer looks right.

    Other systems add keys of their own, so their routes ignore those.
    """
    text = request.scope["query_string"]
    if not text:
        return
    route: APIRoute = request.scope["route"]
    known = request.app.state.query_names.get(route.path_format)
    if known is None:  # the page keeps its state in its URL
        return
    seen = set()
    for name, _ in parse_qsl(text.decode("latin-1"), keep_blank_values=True):
        if name not in known:
            if route.path_format.startswith(webhook.PREFIX):
                continue
            expected = ", ".join(sorted(known)) or "none"
            raise BadRequestError(f"no parameter {name[:40]!r}; known: {expected}.")
        if name in seen:
            raise BadRequestError(f"{name} is given twice.")
        seen.add(name)
