"""The outermost layer: request ids, common headers, the access log and the request metrics."""

import logging
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fleettickets.api.access import Caller
from fleettickets.api.metrics import ServerMetrics

log = logging.getLogger("fleettickets.access")

CALLER = "fleettickets.caller"
"""The key of the caller in a request's scope."""

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_STREAMS = frozenset({"/api/v1/events"})
"""Routes whose duration is how long a client listened, not how long an answer took."""
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


def security_headers(style_origins: Iterable[str]) -> list[tuple[bytes, bytes]]:
    """Return the headers that restrict what browsers do with an answer.

    The map's style may load from other origins if the settings name them; nothing else may.
    """
    origins = "".join(f" {origin}" for origin in style_origins)
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "worker-src": "'self'",
        "connect-src": f"'self'{origins}",
        "img-src": f"'self' data: blob:{origins}",
        "font-src": f"'self'{origins}",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    headers = {
        "content-security-policy": "; ".join(" ".join(part) for part in policy.items()),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


class _EnoughError(Exception):
    """Ends an answer that is sent in pieces: HEAD wants only its headers."""


class Edge:
    """Wraps the application. An error before the answer is complete ends the connection."""

    def __init__(self, app: ASGIApp, metrics: ServerMetrics, style_origins: Iterable[str]) -> None:
        self._app = app
        self._metrics = metrics
        self._headers = security_headers(style_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        is_head = scope["method"] == "HEAD"  # answered as GET, without the body
        inner = {**scope, "method": "GET"} if is_head else scope
        began = time.perf_counter()
        sent: dict[str, Any] = {"status": 0, "bytes": 0, "is_complete": False}

        async def send_on(message: Message) -> None:
            if sent["is_complete"]:
                return
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                own = [*self._headers, (b"x-request-id", request_id)]
                message["headers"] = [*message.get("headers", ()), *own]
            elif message["type"] == "http.response.body":
                sent["bytes"] += len(message.get("body", b""))
                is_last = not message.get("more_body", False)
                sent["is_complete"] = is_head or is_last
                if is_head:
                    await send({"type": "http.response.body", "body": b""})
                    if not is_last:
                        raise _EnoughError
                    return
            await send(message)

        try:
            with suppress(_EnoughError):
                await self._app(inner, receive, send_on)
        except Exception:
            sent["status"] = sent["status"] or 500
            log.exception("failed", extra={"fields": {"request_id": request_id.decode()}})
            if not sent["is_complete"]:
                raise
        finally:
            self._record(inner, request_id, sent, time.perf_counter() - began)

    def _record(
        self, scope: Scope, request_id: bytes, sent: Mapping[str, Any], seconds: float
    ) -> None:
        route = scope.get("route")
        template = getattr(route, "path_format", None) or getattr(route, "path", None) or "other"
        # Each new label takes memory for good, so callers must not be able to make some up.
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.requests.labels(method, template, sent["status"]).inc()
        if template not in _STREAMS:
            self._metrics.seconds.labels(template).observe(seconds)
        caller: Caller | None = scope.get(CALLER)
        client = scope.get("client")
        fields = {
            "request_id": request_id.decode(),
            "method": scope["method"],
            # Never the query: it may contain a token.
            "path": scope["path"][:200],
            "route": template,
            "status": sent["status"],
            "bytes": sent["bytes"],
            "ms": round(1000 * seconds, 1),
            "client": client[0] if client else None,
            "caller": (caller.name or "anonymous") if caller else None,
            "role": caller.role if caller else None,
        }
        log.info("request", extra={"fields": fields})


def _request_id(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return bytes(value)
    return secrets.token_hex(8).encode()
