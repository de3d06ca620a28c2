"""An HTTP proxy on loopback in front of the real S3 server, which injects a test's faults."""

import socket
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from fleettickets.config import BucketSettings
from tests.support.quiet_http import QuietHandler, QuietServer


@dataclass(frozen=True, slots=True)
class Request:
    """A client's request."""

    operation: str
    """``list``, ``get``, ``head``, ``copy``, ``delete`` or ``put``."""
    key: str
    query: dict[str, str]


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Exchange:
    """One request, and ways to answer it."""

    def __init__(self, handler: "_Handler", request: Request) -> None:
        self.request = request
        self._handler = handler

    def forward(self) -> Answer:
        """Ask the real server."""
        handler = self._handler
        upstream = HTTPConnection(handler.proxy.upstream, timeout=30)
        try:
            upstream.putrequest(handler.command, handler.path, True, True)  # noqa: FBT003
            for name, value in handler.headers.items():
                upstream.putheader(name, value)
            upstream.endheaders(handler.body)
            answer = upstream.getresponse()
            body = answer.read()
            headers = {name: value for name, value in answer.getheaders() if name != "Connection"}
            return Answer(answer.status, headers, body)
        finally:
            upstream.close()

    def send(self, answer: Answer) -> None:
        """Send the whole answer."""
        is_head = self.request.operation == "head"
        headers = {k: v for k, v in answer.headers.items() if k.lower() != "transfer-encoding"}
        if not is_head and "Content-Length" not in headers and answer.status != 204:
            headers["Content-Length"] = str(len(answer.body))
        self.send_head(replace(answer, headers=headers))
        if not is_head:
            self.write(answer.body)

    def send_head(self, answer: Answer) -> None:
        self._handler.send_response_only(answer.status)
        for name, value in answer.headers.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()

    def write(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def drip(self, data: bytes, pause_s: float) -> None:
        """Send a byte at a time until the client gives up."""
        for index in range(len(data)):
            if self._handler.proxy.is_over:
                return
            self.write(data[index : index + 1])
            time.sleep(pause_s)

    def close(self) -> None:
        """Close the connection like a server that shuts down."""
        self._handler.close_connection = True

    def reset(self) -> None:
        """Reset the connection like a crash."""
        linger = struct.pack("ii", 1, 0)
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._handler.connection.close()
        self.close()


Fault = Callable[[Exchange], None]


@dataclass
class Rule:
    """A fault for an operation: after some requests, for a number of them or for all."""

    operation: str
    fault: Fault
    times: int | None = None
    after: int = 0
    key_end: str = ""
    injected: int = 0
    met: int = 0

    def takes(self, request: Request) -> bool:
        if self.operation != request.operation or not request.key.endswith(self.key_end):
            return False
        self.met += 1
        if self.met <= self.after or (self.times is not None and self.injected >= self.times):
            return False
        self.injected += 1
        return True


@dataclass
class Proxy:
    """A running proxy; ``settings`` contain its address."""

    settings: BucketSettings
    upstream: str
    rules: list[Rule] = field(default_factory=list)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    is_over: bool = False
    _server: QuietServer | None = None
    _lock: Lock = field(default_factory=Lock)

    def inject(self, operation: str, fault: Fault, **options: Any) -> Rule:
        """Inject a fault into requests of an operation from now on."""
        rule = Rule(operation, fault, **options)
        self.rules.append(rule)
        return rule

    def heal(self) -> None:
        """Remove every fault and count, and listen again."""
        self.rules.clear()
        self.seen.clear()
        if self._server is None:
            self.open(urlsplit(self.settings.endpoint).port or 0)

    def tries(self, operation: str) -> int:
        """Return how often the most requested object was requested."""
        return max([n for (name, _), n in self.seen.items() if name == operation], default=0)

    def choose(self, request: Request) -> Fault | None:
        with self._lock:
            self.seen[request.operation, request.key] += 1
            return next((rule.fault for rule in self.rules if rule.takes(request)), None)

    def open(self, port: int) -> int:
        """Listen; return the port."""
        handler = type("Handler", (_Handler,), {"proxy": self})
        self._server = _Server(("127.0.0.1", port), handler)
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self._server.server_port

    def shut(self) -> None:
        """Refuse new connections from now on, and close the current ones."""
        server, self._server = self._server, None
        if server is not None:
            server.socket.shutdown(socket.SHUT_RDWR)
            server.shutdown()
            server.server_close()


class _Server(QuietServer):
    block_on_close = False
    request_queue_size = 64


class _Handler(QuietHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    proxy: Proxy
    body: bytes

    def _answer(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.proxy._server is None:
            self.close_connection = True
            return
        exchange = Exchange(self, self._request())
        fault = self.proxy.choose(exchange.request)
        with suppress(ConnectionError, ValueError):
            if fault is None:
                exchange.send(exchange.forward())
            else:
                fault(exchange)

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST = _answer  # noqa: N815 - http.server's names

    def _request(self) -> Request:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        key = unquote(url.path).partition("/")[2].partition("/")[2]
        operation = self.command.lower()
        if "list-type" in query:
            operation = "list"
        elif operation == "put" and "x-amz-copy-source" in self.headers:
            operation = "copy"
        return Request(operation, query.get("prefix", "") if operation == "list" else key, query)


@contextmanager
def proxied(settings: BucketSettings) -> Iterator[Proxy]:
    """Yield a proxy in front of the settings' server."""
    proxy = Proxy(settings, urlsplit(settings.endpoint).netloc)
    port = proxy.open(0)
    proxy.settings = replace(settings, endpoint=f"http://127.0.0.1:{port}", timeout_s=1)
    try:
        yield proxy
    finally:
        proxy.is_over = True
        proxy.shut()
