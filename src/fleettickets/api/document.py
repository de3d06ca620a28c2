"""The OpenAPI document: what FastAPI finds, and what all routes have in common."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from fleettickets.api.answers import TILE
from fleettickets.api.models import Error

_REFUSALS = {
    "400": "a parameter cannot be used",
    "401": "no token, or none that is live",
    "403": "the caller's role does not reach that far",
    "404": "there is no such thing",
    "429": "too many wrong tokens from this address",
    "503": "the database is away, or busy; Retry-After says when to ask again",
}
_ROLES = "What an operation lists is the least role that it needs: viewer, dispatcher, admin."
_PUBLIC_REFUSALS = ("400", "404", "503")
_ABOUT = """Incidents and installations, as the newest files tell them. The database's own JSON
goes through: docs/dashboard-api-contract.md has the meaning of every key.

An answer's `ETag` holds until its data changes (for answers that tell how old they are, a minute
at most): send it in `If-None-Match`, and an unchanged answer is a 304 without a query."""


def binary(media_type: str) -> dict[int | str, dict[str, Any]]:
    """Return how an answer that is no JSON is documented."""
    schema = {"type": "string"} if media_type.startswith("text/") else _BYTES
    return {200: {"content": {media_type: {"schema": schema}}, "description": "as described"}}


_BYTES = {"type": "string", "contentMediaType": "application/octet-stream"}


def document_of(app: FastAPI, roles: Mapping[str, str]) -> dict[str, Any]:
    """Return the document of an application; ``roles``: the least that each guarded path needs."""
    found = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes)
    components = found["components"]
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": _ROLES}
    }
    components["schemas"] |= {"Error": Error.model_json_schema()}
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(operation, roles.get(path))
    return found


def _complete(operation: dict[str, Any], role: str | None) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    codes = tuple(_REFUSALS) if role else _PUBLIC_REFUSALS
    for code in codes:
        responses[code] = _refusal(_REFUSALS[code])
    if role:
        operation["security"] = [{"token": [role]}]
        responses["304"] = {"description": "unchanged since the ETag in If-None-Match"}
    content = responses["200"]["content"]
    if content.get("application/json") == {"schema": {}}:  # what FastAPI takes for granted
        del content["application/json"]
    if TILE in content:
        responses["204"] = {"description": "no ticket in this tile"}
    for parameter in operation.get("parameters", ()):
        _without_null(parameter)


def _refusal(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _without_null(parameter: dict[str, Any]) -> None:
    """Say what can be sent: a parameter that is left out is left out, and never null."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    for kind in kinds:
        schema |= kind
    schema.pop("title", None)
    schema.pop("description", None)
