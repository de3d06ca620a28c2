"""The way from a question to its answer: an unchanged one costs no query but for its version."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from typing import Any

import orjson
from fastapi import Request, Response

from fleettickets.api.access import Caller
from fleettickets.api.caching import Body, BodyCache, SingleFlight, compressed
from fleettickets.api.metrics import ServerMetrics
from fleettickets.api.versions import DataVersions
from fleettickets.store.reader import ReaderPool, ReaderQuery

JSON = "application/json"
TILE = "application/vnd.mapbox-vector-tile"
VERSION = version("fleettickets")

_NEVER = re.compile(r"q\s*=\s*0(\.0*)?")
_CODE = VERSION.encode()
_VARY = "Accept-Encoding, Authorization"
_CACHING = "private, no-cache"


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """A query, and what its answer depends on beside its parameters."""

    name: str
    statement: ReaderQuery
    params: Mapping[str, Any]
    datasets: tuple[str, ...] | None
    """None: all of them."""
    has_clock: bool = True
    """Whether the answer tells how old it is, and so changes with the minutes."""
    media_type: str = JSON

    def etag(self, versions: DataVersions, role: str) -> str:
        """Return the name that this answer has as long as it stays the same."""
        told = blake2b(_CODE, digest_size=16)
        told.update(versions.fingerprint(self.datasets, has_clock=self.has_clock))
        told.update(orjson.dumps([self.name, role, dict(self.params)], option=orjson.OPT_SORT_KEYS))
        return f'W/"{told.hexdigest()}"'


class Answers:
    """Answers questions from what is kept, else from the database."""

    def __init__(self, pool: ReaderPool, cache: BodyCache, metrics: ServerMetrics) -> None:
        self._pool = pool
        self._cache = cache
        self._flights = SingleFlight()
        self._outcomes = metrics.outcomes
        self._queries = metrics.queries

    async def give(self, request: Request, caller: Caller, question: ReportQuery) -> Response:
        """Return the answer, or 304 where the caller has it already.

        Raises: as ReaderPool.run.
        """
        etag = question.etag(caller.versions, caller.role)
        if_none_match = request.headers.get("if-none-match", "")
        if is_among(etag, if_none_match):
            self._outcomes.labels("unchanged").inc()
            return _unchanged(etag)
        body = self._cache.get(etag)
        self._outcomes.labels("kept" if body else "missed").inc()
        if body is None:
            work = partial(self._ask, question, caller.role)
            body = await self._flights.run(etag, work)
        # Any answer will do, once it is known that there is one.
        return _unchanged(body.etag) if if_none_match == "*" else await respond(request, body)

    async def _ask(self, question: ReportQuery, role: str) -> Body:
        self._queries.labels(question.name).inc()
        versions, content = await question.statement.fetch(self._pool, question.params)
        # Read with the answer, from one snapshot: the data may have changed since the request.
        etag = question.etag(DataVersions.from_json(versions), role)
        body = await compressed(etag, content, question.media_type)
        self._cache.put(body)
        return body


def _unchanged(etag: str) -> Response:
    return Response(status_code=304, headers=_headers(etag))


async def respond(request: Request, body: Body) -> Response:
    """Return the body in the encoding that the client takes."""
    headers = _headers(body.etag)
    if not body.content:
        return Response(status_code=204, headers=headers)
    if body.is_gzip and takes_gzip(request.headers.get("accept-encoding", "")):
        headers["content-encoding"] = "gzip"
        return Response(body.content, media_type=body.media_type, headers=headers)
    return Response(await body.identity(), media_type=body.media_type, headers=headers)


def is_among(etag: str, if_none_match: str) -> bool:
    """Return whether the header names the ETag, strong or weak (RFC 9110, 13.1.2)."""
    if not if_none_match:
        return False
    bare = etag.removeprefix("W/")
    names = [name.strip().removeprefix("W/") for name in if_none_match.split(",")]
    return bare in names


def takes_gzip(accept_encoding: str) -> bool:
    """Return whether the header allows gzip (RFC 9110, 12.5.3)."""
    allowed = {}
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        allowed[name.strip()] = not _NEVER.fullmatch(weight.strip())
    return allowed.get("gzip", allowed.get("*", False))


def _headers(etag: str) -> dict[str, str]:
    return {"etag": etag, "cache-control": _CACHING, "vary": _VARY}
