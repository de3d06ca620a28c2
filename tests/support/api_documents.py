"""The tables of docs/api.md that are generated from the application: routes and metrics."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi.routing import APIRoute
from prometheus_client.metrics import MetricWrapperBase

from fleettickets.api import health
from fleettickets.api.app import ROUTERS, SELF_ROUTERS, make_app
from fleettickets.api.contract.base import ReportAnswer
from fleettickets.api.database_metrics import database_metrics
from fleettickets.api.service import Scene, Service
from fleettickets.config import ServeSettings
from tests.support.generated_docs import table

_CONTRACT = "dashboard-api-contract.md"
_HEALTH: dict[str, Any] = {
    "measured_at": "2026-06-25T09:00:00+00:00",
    "datasets": [],
    "geocoding": [],
    "troubles": [],
}


def api_table(name: str) -> str:
    """Return the table of docs/api.md with this name."""
    return {"routes": _route_table, "metrics": _metric_table}[name]()


def documented_parameters() -> dict[str, frozenset[str]]:
    """Return the query parameters of each path."""
    return {
        path: frozenset(name for operation in operations.values() for name in _names(operation))
        for path, operations in _document()["paths"].items()
    }


def _document() -> dict[str, Any]:
    return make_app(Service(Scene("", settings=ServeSettings()))).openapi()


def _route_table() -> str:
    document = _document()
    functions = dict(_functions())
    rows = [
        (
            f"`{path}`" if method == "get" else f"{method.upper()} `{path}`",
            " ".join(filter(None, [_sentence(operation), functions.get((path, method))])),
            ", ".join(f"`{name}`" for name in _names(operation)),
            _role(operation),
        )
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    return table(("route", "answer", "parameters", "role"), rows)


def _functions() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield a link to the function that each GET answers."""
    for router in (*ROUTERS, *SELF_ROUTERS, health.public_router):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            model = route.response_model
            if isinstance(model, type) and issubclass(model, ReportAnswer):
                anchor = f"reporting{model.FUNCTION}"
                yield (route.path_format, "get"), f"[`{model.FUNCTION}`]({_CONTRACT}#{anchor})"


def _sentence(operation: dict[str, Any]) -> str:
    paragraph: str = operation["description"].split("\n\n")[0]
    return " ".join(paragraph.split())


def _names(operation: dict[str, Any]) -> list[str]:
    parameters = operation.get("parameters", ())
    return [parameter["name"] for parameter in parameters if parameter["in"] == "query"]


def _role(operation: dict[str, Any]) -> str:
    if "security" not in operation:
        return "public"
    [requirement] = operation["security"]
    [role] = requirement["token"]
    return str(role)


def _metric_table() -> str:
    service = Service(Scene("", settings=ServeSettings()))
    service.metrics.watch_looks(lambda: 0)
    read = [
        (_signature(one.name, one.type, getattr(one, "_labelnames", ())), one.documentation)
        for one in database_metrics(_HEALTH, {})
    ]
    own = [
        (_signature(one._name, one._type, one._labelnames), one._documentation)
        for one in service.metrics._registry._collector_to_names
        if isinstance(one, MetricWrapperBase)
    ]
    return table(("metric", "meaning"), (*read, *own))


def _signature(name: str, kind: str | None, labels: Iterable[str]) -> str:
    suffix = "_total" if kind == "counter" else ""
    listed = ",".join(labels)
    return f"`{name}{suffix}{f'{{{listed}}}' if listed else ''}`"
