"""Every error as an answer in one shape: {code, message, details, hint}."""

import logging
from collections.abc import Mapping

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from fleettickets.errors import (
    BadRequestError,
    BusyError,
    FleetTicketsError,
    ForbiddenError,
    MigrationError,
    NotFoundError,
    OutsideAreaError,
    SchemaVersionError,
    StoreError,
    TooManyTriesError,
    UnauthenticatedError,
    UnknownPlaceError,
)
from fleettickets.planner_errors import (
    ChangedError,
    DispatchRightsError,
    PreconditionError,
    TooManyFixesError,
    TravelError,
    UnconfirmedError,
    UnknownDispatchError,
)

log = logging.getLogger(__name__)

STATUS: Mapping[type[FleetTicketsError], int] = {
    BadRequestError: 400,
    OutsideAreaError: 400,
    UnknownPlaceError: 404,
    TravelError: 503,
    DispatchRightsError: 503,
    UnknownDispatchError: 404,
    UnconfirmedError: 409,
    ChangedError: 412,
    PreconditionError: 428,
    TooManyFixesError: 429,
    UnauthenticatedError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    TooManyTriesError: 429,
    BusyError: 503,
    StoreError: 503,
    SchemaVersionError: 503,
    MigrationError: 503,
}
"""The HTTP status of each error that a request can cause; any other is a bug, 500."""

_RETRY_AFTER_S = 2
_PASSING = (429, 503)


def add_refusals(app: FastAPI) -> None:
    """Answer every error in this shape."""
    app.add_exception_handler(FleetTicketsError, _refuse)
    app.add_exception_handler(RequestValidationError, _refuse_values)
    app.add_exception_handler(HTTPException, _refuse_address)
    app.add_exception_handler(Exception, _fail)


def refusal(error: FleetTicketsError, status: int | None = None) -> Response:
    """Return the error as an answer."""
    status = status or STATUS.get(type(error), 500)
    headers = {"cache-control": "no-store"}
    if isinstance(error, UnauthenticatedError):
        headers["www-authenticate"] = 'Bearer realm="fleettickets"'
    if isinstance(error, TooManyTriesError):
        headers["retry-after"] = str(error.retry_after_s)
    elif status in _PASSING:
        headers["retry-after"] = str(_RETRY_AFTER_S)
    body = {
        "code": error.code,
        "message": error.args[0],
        "details": error.details if isinstance(error, BadRequestError) else None,
        "hint": error.hint,
    }
    content = orjson.dumps(body)
    return Response(content, status_code=status, headers=headers, media_type="application/json")


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, FleetTicketsError)  # noqa: S101 - registered for it
    answer = refusal(error)
    if answer.status_code >= 500:  # noqa: PLR2004 - the server's own
        log.warning("%s", error, extra={"fields": {"cause": _cause(error)}})
    return answer


async def _refuse_values(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it
    problems = error.errors()
    lines = [f"{_name(one['loc'])}: {_problem(one['msg'])}" for one in problems]
    if any(one["loc"][0] == "path" for one in problems):
        return refusal(NotFoundError(f"Not found: {'; '.join(lines)}."))
    return refusal(BadRequestError(f"{lines[0]}.", "; ".join(lines[1:]) or None))


async def _refuse_address(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    if error.status_code == 404:  # noqa: PLR2004 - not found
        return refusal(NotFoundError("Not found."))
    answer = refusal(BadRequestError(f"{error.detail}."), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


async def _fail(_request: Request, _error: Exception) -> Response:
    # The framework raises the error again, and the edge logs it with the request's id.
    body = {
        "code": FleetTicketsError.code,
        "message": "Internal server error.",
        "details": None,
        "hint": "Search the server's log for the id in X-Request-Id.",
    }
    return Response(orjson.dumps(body), status_code=500, media_type="application/json")


def _name(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc[1:]) or str(loc[0])


def _problem(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]


def _cause(error: BaseException) -> str | None:
    cause = error.__cause__
    return " ".join(str(cause).split())[:500] if cause else None
