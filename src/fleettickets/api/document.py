"""The OpenAPI document: what FastAPI finds, and what all routes have in common."""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from fleettickets.api.answers import TILE
from fleettickets.api.parts import Error

_REFUSALS = {
    "400": "a parameter cannot be used",
    "401": "no token, or none that is live",
    "403": "the caller's role does not reach that far",
    "404": "there is no such thing",
    "429": "too many wrong tokens from this address",
    "503": "the database is away, or busy; Retry-After says when to ask again",
}
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


def document_of(app: FastAPI, public_paths: Iterable[str]) -> dict[str, Any]:
    """Return the document of an application."""
    found = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes)
    public = set(public_paths)
    components = found["components"]
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    components["schemas"] |= {"Error": Error.model_json_schema()}
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    for path, operations in found["paths"].items():
        for operation in operations.values():
            _complete(operation, is_public=path in public)
    return found


def _complete(operation: dict[str, Any], *, is_public: bool) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    codes = _PUBLIC_REFUSALS if is_public else tuple(_REFUSALS)
    for code in codes:
        responses[code] = _refusal(_REFUSALS[code])
    if not is_public:
        operation["security"] = [{"token": []}]
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
