"""Answers of the dispatch routes: JSON with an ETag that lasts until something changes."""

from collections.abc import Awaitable, Callable
from hashlib import blake2b

import orjson
from fastapi import Response

from fleettickets.api.answers import JSON, VERSION, is_among, respond
from fleettickets.api.caching import compressed
from fleettickets.api.guards import Visit
from fleettickets.errors import NotFoundError
from fleettickets.planner_errors import PreconditionError
from fleettickets.store.dispatch_desk import ANY

LOCAL = "local"
"""Who decides if nobody needs a token."""


async def give(visit: Visit, read: Callable[[], Awaitable[object]]) -> Response:
    """Return what is read, or 304 if the caller already has it.

    Raises:
        NotFoundError: there is nothing.
    """
    etag = _etag(visit)
    if is_among(etag, visit.request.headers.get("if-none-match", "")):
        return Response(
            status_code=304, headers={"etag": etag, "cache-control": "private, no-cache"}
        )
    found = await read()
    if found is None:
        raise NotFoundError("there is no plan.")
    return await respond(visit.request, await compressed(etag, orjson.dumps(found), JSON))


def _etag(visit: Visit) -> str:
    versions, url = visit.caller.versions, visit.request.url
    digest = blake2b(VERSION.encode(), digest_size=16)
    digest.update(versions.fingerprint(None, has_clock=True))
    crew_id = visit.caller.holder.crew_id if visit.caller.holder else None
    digest.update(repr([url.path, url.query, versions.dispatch_version, crew_id]).encode())
    return f'W/"{digest.hexdigest()}"'


def fresh(found: object) -> Response:
    """Return an answer that nobody may keep."""
    headers = {"cache-control": "no-store", "vary": "Authorization"}
    return Response(orjson.dumps(found), media_type=JSON, headers=headers)


def decider(visit: Visit) -> str:
    """Return the name under which the caller's decisions are written down."""
    return visit.caller.name or LOCAL


def known_state(visit: Visit) -> str:
    """Return the state on which a decision rests, from If-Match.

    Raises:
        PreconditionError: the caller names none.
    """
    header = visit.request.headers.get("if-match", "").strip()
    known = header.removeprefix("W/").strip('"')
    if not known:
        raise PreconditionError("If-Match is missing: a decision says which state it rests on")
    return ANY if known == ANY else known[:40]
