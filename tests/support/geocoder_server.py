"""A local HTTP server that behaves as LocationIQ's documentation describes.

https://docs.locationiq.com/docs/search-forward-geocoding, /docs/errors and /docs/balance-api.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.quiet_http import QuietHandler, answering

KEY = "pk.seKret0123456789"

Reply = tuple[int, bytes] | str
"""A status and a body; or ``slow``, ``drip`` or ``cut``; or ``slow head`` or ``odd head``."""


def place(**changes: Any) -> dict[str, Any]:
    """Return a place of a search answer, by default a neighbourhood of Nairobi."""
    return {
        "place_id": "322674242",
        "licence": "https://locationiq.com/attribution",
        "osm_type": "node",
        "osm_id": "3025420",
        "boundingbox": ["-1.2360000", "-1.2300000", "36.7670000", "36.7730000"],
        "lat": "-1.2330000",
        "lon": "36.7700000",
        "display_name": "Kitisuru, Westlands, Nairobi, Nairobi County, 00621, Kenya",
        "class": "place",
        "type": "suburb",
        "importance": 0.45,
        "address": {"suburb": "Kitisuru", "city": "Nairobi", "country_code": "ke"},
        "matchquality": {
            "matchcode": "exact",
            "matchtype": "centroid",
            "matchlevel": "neighbourhood",
        },
    } | changes


def found(*places: Mapping[str, Any]) -> Reply:
    return 200, json.dumps(places).encode()


def refused(status: int, message: str) -> Reply:
    return status, json.dumps({"error": message}).encode()


NO_MATCH = refused(404, "Unable to geocode")
INVALID_KEY = refused(401, "Invalid key")
INACTIVE_KEY = refused(401, "Key not active - Please write to hello@locationiq.com")
NOT_ENABLED = refused(403, "Service not enabled")
RESTRICTED = refused(403, "Access restricted")
SECOND = refused(429, "Rate Limited Second")
MINUTE = refused(429, "Rate Limited Minute")
DAY = refused(429, "Rate Limited Day")
UNKNOWN = refused(500, "Unknown error - Please try again after some time")


@dataclass
class GeocoderServer:
    """The server's answers, and the requests that it received."""

    url: str = ""
    search_path: str = "/v1/search"
    """Any other path is not found."""
    replies: list[Reply] = field(default_factory=list)
    """Answers to the next searches, one each; after them, ``answer`` is called."""
    answer: Callable[[str], Reply] = lambda _: NO_MATCH
    balance: Reply = (200, b'{"status": "ok", "balance": {"day": 4996, "bonus": 0}}')
    searches: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    balances: int = 0
    balanced_at: list[float] = field(default_factory=list)
    """When each balance was requested, by ``time.monotonic`` like ``times``."""
    whole_heads: int = 0
    """How many slow heads were sent completely."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def questions(self) -> list[str]:
        return [search["q"] for search in self.searches]

    def reply(self, path: str) -> Reply:
        parts = urlsplit(path)
        fields = dict(parse_qsl(parts.query))
        if parts.path == "/v1/balance":
            self.balances += 1
            self.balanced_at.append(time.monotonic())
            return self.balance if fields.get("key") == KEY else INVALID_KEY
        if parts.path != self.search_path:
            return 404, b"<html>not found</html>"
        with self.lock:
            self.searches.append(fields)
            self.times.append(time.monotonic())
            return self.replies.pop(0) if self.replies else self.answer(fields["q"])


@contextmanager
def geocoder_server() -> Iterator[GeocoderServer]:
    """Run a server on a free port of this machine."""
    server = GeocoderServer()

    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            server.agents.add(self.headers.get("User-Agent", ""))
            reply = server.reply(self.path)
            _write(self, reply)
            server.whole_heads += reply == "slow head"

    with answering(Handler) as base:
        server.url = f"{base}/v1"
        yield server


def _write(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if isinstance(reply, tuple):
        status, body = reply
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return
    handler.close_connection = True
    if reply == "slow":
        time.sleep(3)
        return
    if reply.endswith("head"):
        _write_head(handler, reply)
        return
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'[{"lat": ')
    if reply == "drip":
        for _ in range(30):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)


def _write_head(handler: BaseHTTPRequestHandler, reply: str) -> None:
    """Send a head that takes nine seconds, or one with a line without a colon."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    if reply == "slow head":
        for number in range(30):
            handler.wfile.write(b"X-Wait: %d\r\n" % number)
            time.sleep(0.3)
    body = json.dumps([place()]).encode()
    handler.wfile.write(b"Content-Length: %d\r\nno header\r\n\r\n" % len(body) + body)
