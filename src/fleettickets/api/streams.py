"""The route that reports changes as they happen."""

import asyncio
from contextlib import suppress
from typing import Any

import orjson
from fastapi import APIRouter, Response
from starlette.types import Receive, Scope, Send

from fleettickets.api.access import Caller, Gate
from fleettickets.api.document import binary
from fleettickets.api.guards import Reading, address_of
from fleettickets.api.hub import Change, Hub, Stream, change_of, dispatch_change_of
from fleettickets.errors import FleetTicketsError

MEDIA_TYPE = "text/event-stream"

_HEARTBEAT_S = 15
_MAX_PIECE_S = 30
_RETRY = b"retry: 3000\n"
_PING = b": ping\n\n"

router = APIRouter()


@router.get("/api/v1/events", responses=binary(MEDIA_TYPE))
async def events(visit: Reading) -> Response:
    """Server-sent events: `hello`, then a `change` after each commit that changed a dataset.

    `hello`: {"datasets": {"inc": {"version", "content_as_of"}, …}}. `change`: {"dataset",
    "version", "content_as_of"}; at most one per dataset in 5 s, always with the newest state.
    `dispatch`: {"version"}, after decisions about the crews' days.
    """
    service = visit.service
    return EventStream(service.hub, service.gate, visit.caller, address_of(visit.request))


class EventStream(Response):
    """An answer that lasts until the client leaves, its token ends, or the server stops."""

    media_type = MEDIA_TYPE

    def __init__(self, hub: Hub, gate: Gate, caller: Caller, address: str) -> None:
        super().__init__()
        del self.headers["content-length"]
        self.headers["cache-control"] = "no-store"
        self.headers["x-accel-buffering"] = "no"
        self._hub = hub
        self._gate = gate
        self._caller = caller
        self._address = address

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the end.

        Raises:
            BusyError: too many streams are open.
        """
        with self._hub.stream(self._address, self._caller.versions) as stream:
            headers = self.raw_headers
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            sending = asyncio.create_task(self._send_events(stream, send))
            leaving = asyncio.create_task(_wait_for_disconnect(receive))
            tasks = [sending, leaving]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()
                with suppress(asyncio.CancelledError, OSError):
                    await asyncio.gather(*tasks, return_exceptions=True)
            await send({"type": "http.response.body", "body": b""})

    async def _send_events(self, stream: Stream, send: Send) -> None:
        versions = self._caller.versions
        datasets = {name: change_of(name, versions) for name in versions.datasets}
        for change in datasets.values():
            del change["dataset"]
        hello = {"datasets": datasets, "dispatch": dispatch_change_of(versions)}
        await _send(send, _RETRY + _event("hello", hello))
        while not stream.is_over and await self._is_still_admitted():
            changes = await stream.wait(_HEARTBEAT_S)
            events = b"".join(map(_event_of, changes))
            if not stream.is_over:
                await _send(send, events or _PING)

    async def _is_still_admitted(self) -> bool:
        try:
            return await self._gate.is_still_admitted(self._caller)
        except FleetTicketsError:  # the database is unavailable; admitted callers stay admitted
            return True


async def _wait_for_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, piece: bytes) -> None:
    async with asyncio.timeout(_MAX_PIECE_S):
        await send({"type": "http.response.body", "body": piece, "more_body": True})


def _event_of(change: Change) -> bytes:
    return _event("change" if "dataset" in change else "dispatch", change)


def _event(name: str, data: dict[str, Any]) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"
