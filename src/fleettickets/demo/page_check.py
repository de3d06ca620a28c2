"""Check the page and the routes that it uses, for ``fleettickets demo --once``."""

import re
from typing import Any

import urllib3

from fleettickets.errors import StoreError

_PATHS = (
    "/readyz",
    "/config.json",
    "/api/v1/freshness",
    "/api/v1/tickets/map",
    "/api/v1/inc/backlog",
    "/api/v1/inc/teams",
    "/api/v1/inc/closures",
    "/api/v1/inc/filters",
    "/api/v1/dispatch/day",
    "/tiles/inc/9/308/257.mvt",
)
_GOOD = frozenset({200, 204})
_ASSET = re.compile(r'(?:src|href)="([^":]+)"')


def check_page(address: str) -> str:
    """Request the page, its assets and its routes; return a summary.

    Raises:
        StoreError: one of them fails, or holds no ticket.
    """
    http = urllib3.PoolManager(retries=False, timeout=30)
    page = _get(http, address, "/").data.decode()
    assets = sorted(set(_ASSET.findall(page)))
    if not assets:
        raise StoreError("demo", "the page is not built")
    for path in (*assets, *_PATHS):
        _get(http, address, f"/{path.removeprefix('/')}")
    counts = [_open_tickets(http, address, name) for name in ("inc", "crq")]
    return f"{1 + len(assets)} files, {counts[0]} incidents and {counts[1]} installations open"


def check_crews(address: str) -> str:
    """Check that crews drive along a published plan, and that incidents wait for a decision.

    Raises:
        StoreError: there is no such plan, crew or incident.
    """
    http = urllib3.PoolManager(retries=False, timeout=30)
    for path in ("/crew", "/sheets", "/api/v1/dispatch/report"):
        _get(http, address, path)
    plan: dict[str, Any] = _get(http, address, "/api/v1/dispatch/plan").json()
    stops = [stop for crew in plan["crews"] for stop in crew["stops"]]
    known = {ticket for stop in stops for ticket in stop["tickets"]}
    known |= {line["ticket_id"] for line in plan["unassigned"]}
    answer: dict[str, Any] = _get(http, address, "/api/v1/inc/dashboard").json()
    shown = {feature["properties"]["ticket_id"] for feature in answer["open"]["features"]}
    positions = _get(http, address, "/api/v1/dispatch/positions").json()["crews"]
    crews = sum(not one["is_old"] for one in positions)
    new = len(shown - known)
    if plan["state"] != "published" or not crews or not new:
        problem = f"plan {plan['state']}, {crews} crews on the map, {new} new incidents"
        raise StoreError("demo", problem)
    return f"{crews} crews on the map, {len(stops)} stops, {new} new incidents to decide about"


def _open_tickets(http: urllib3.PoolManager, address: str, name: str) -> int:
    answer: dict[str, Any] = _get(http, address, f"/api/v1/{name}/dashboard").json()
    shown = len(answer["open"]["features"])
    if shown == 0 or shown != answer["metrics"]["open"]:
        problem = f"{name}: {shown} open tickets shown, {answer['metrics']['open']} counted"
        raise StoreError("demo", problem)
    return shown


def _get(http: urllib3.PoolManager, address: str, path: str) -> urllib3.BaseHTTPResponse:
    answer = http.request("GET", address + path)
    if answer.status not in _GOOD:
        raise StoreError("demo", f"{path} returned HTTP status {answer.status}")
    return answer
