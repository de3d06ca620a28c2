"""From a request to its answer. An unchanged answer costs one short query, for its version."""

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
    """A query, and what its answer depends on besides its parameters."""

    name: str
    statement: ReaderQuery
    params: Mapping[str, Any]
    datasets: tuple[str, ...] | None
    """The datasets that the answer is about; None: all of them."""
    has_clock: bool = True
    """Whether the answer contains its own age, and so changes each minute."""
    media_type: str = JSON

    def etag(self, versions: DataVersions, role: str) -> str:
        """Return the ETag, which stays the same as long as the answer does."""
        digest = blake2b(_CODE, digest_size=16)
        digest.update(versions.fingerprint(self.datasets, has_clock=self.has_clock))
        digest.update(
            orjson.dumps([self.name, role, dict(self.params)], option=orjson.OPT_SORT_KEYS)
        )
        return f'W/"{digest.hexdigest()}"'


class Answers:
    """Answers report queries from memory, else from the database."""

    def __init__(self, pool: ReaderPool, cache: BodyCache, metrics: ServerMetrics) -> None:
        self._pool = pool
        self._cache = cache
        self._flights = SingleFlight()
        self._outcomes = metrics.outcomes
        self._queries = metrics.queries

    async def give(self, request: Request, caller: Caller, report: ReportQuery) -> Response:
        """Return the answer, or 304 if the caller already has it.

        Raises: as ReaderPool.run.
        """
        etag = report.etag(caller.versions, caller.role)
        if_none_match = request.headers.get("if-none-match", "")
        if is_among(etag, if_none_match):
            self._outcomes.labels("unchanged").inc()
            return _unchanged(etag)
        body = self._cache.get(etag)
        self._outcomes.labels("kept" if body else "missed").inc()
        if body is None:
            work = partial(self._query, report, caller.role)
            body = await self._flights.run(etag, work)
        # `*` matches any answer, as soon as there is one.
        return _unchanged(body.etag) if if_none_match == "*" else await respond(request, body)

    async def _query(self, report: ReportQuery, role: str) -> Body:
        self._queries.labels(report.name).inc()
        versions, content = await report.statement.fetch(self._pool, report.params)
        # Read with the answer, from one snapshot: the data may have changed since the request came.
        etag = report.etag(DataVersions.from_json(versions), role)
        body = await compressed(etag, content, report.media_type)
        self._cache.put(body)
        return body


def _unchanged(etag: str) -> Response:
    return Response(status_code=304, headers=_headers(etag))


async def respond(request: Request, body: Body) -> Response:
    """Return the body in an encoding that the client accepts."""
    headers = _headers(body.etag)
    if not body.content:
        return Response(status_code=204, headers=headers)
    if body.is_gzip and accepts_gzip(request.headers.get("accept-encoding", "")):
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


def accepts_gzip(accept_encoding: str) -> bool:
    """Return whether the header allows gzip (RFC 9110, 12.5.3)."""
    allowed = {}
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        allowed[name.strip()] = not _NEVER.fullmatch(weight.strip())
    return allowed.get("gzip", allowed.get("*", False))


def _headers(etag: str) -> dict[str, str]:
    return {"etag": etag, "cache-control": _CACHING, "vary": _VARY}
