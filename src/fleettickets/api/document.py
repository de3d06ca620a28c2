"""The OpenAPI document: what FastAPI generates, and what all routes have in common."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from fleettickets.api.answers import TILE
from fleettickets.api.models import Error

_REFUSALS = {
    "400": "A parameter is invalid; the message names it.",
    "401": "No token, or one that is unknown, revoked or expired.",
    "403": "The caller's role is not sufficient.",
    "404": "Not found.",
    "429": "Too many wrong tokens from this address; Retry-After says when to try again.",
    "503": "The database is unavailable, not migrated or busy; Retry-After says when to try again.",
}
_DECISION_REFUSALS = {
    "409": "It needs `confirm`.",
    "412": "Somebody else has changed it since; the message says who.",
    "428": "If-Match is missing.",
}
_ROLES = """Each operation lists the least role that it needs: viewer, dispatcher or admin; or crew,
for the token of a crew, which may call nothing else."""
_PUBLIC_REFUSALS = ("400", "404", "503")
_ABOUT = """Incidents and installations, as of the newest files of the feed. The answers are the
database's own JSON; docs/dashboard-api-contract.md describes the functions that make them.

An answer's `ETag` is valid until its data changes, or for a minute at most if the answer contains
its own age. Send it in `If-None-Match`: if the answer is unchanged, the server replies 304 without
computing it."""


def binary(media_type: str) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of an answer that is not JSON."""
    schema = {"type": "string"} if media_type.startswith("text/") else _BYTES
    return {200: {"content": {media_type: {"schema": schema}}, "description": "The answer."}}


_BYTES = {"type": "string", "contentMediaType": "application/octet-stream"}


def document_of(app: FastAPI, roles: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Return the document of an application; ``roles``: the least that each operation needs."""
    document = get_openapi(
        title=app.title, version=app.version, description=_ABOUT, routes=app.routes
    )
    components = document["components"]
    components["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": _ROLES}
    }
    components["schemas"] |= {"Error": Error.model_json_schema()}
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, roles.get((path, method)), is_read=method == "get")
    return document


def _complete(operation: dict[str, Any], role: str | None, *, is_read: bool) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    codes = tuple(_REFUSALS) if role else _PUBLIC_REFUSALS
    for code in codes:
        responses[code] = _refusal(_REFUSALS[code])
    if not is_read:
        for code, description in _DECISION_REFUSALS.items():
            responses[code] = _refusal(description)
    if role:
        operation["security"] = [{"token": [role]}]
    if role and is_read:
        responses["304"] = {"description": "Unchanged since the ETag in If-None-Match."}
    content = responses["200"]["content"]
    if content.get("application/json") == {"schema": {}}:  # FastAPI's default
        del content["application/json"]
    if TILE in content:
        responses["204"] = {"description": "No ticket in this tile."}
    for parameter in operation.get("parameters", ()):
        _without_null(parameter)
        if not parameter.get("required"):
            parameter["schema"] = _or_empty(parameter["schema"])


def _refusal(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _without_null(parameter: dict[str, Any]) -> None:
    """Remove null from a parameter's schema: an optional parameter is left out, never null."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.pop("anyOf", []) if kind != {"type": "null"}]
    for kind in kinds:
        schema |= kind
    schema.pop("title", None)
    schema.pop("description", None)


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an optional parameter, which may be empty: that counts as absent."""
    if schema.get("type") == "string" and not {"format", "enum"} & schema.keys():
        return schema
    default = {"default": schema.pop("default")} if "default" in schema else {}
    return {"anyOf": [schema, {"type": "string", "const": ""}]} | default
