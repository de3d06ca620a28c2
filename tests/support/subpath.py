"""A reverse proxy on loopback that serves a site under a path, as nginx or Caddy would."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.support.quiet_http import QuietHandler, answering

if TYPE_CHECKING:
    from email.message import Message

_HOP = ("connection", "transfer-encoding", "keep-alive")


def _handler(upstream: str, prefix: str, *, strips: bool) -> type[QuietHandler]:
    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            """Pass the request on, piece by piece, as event streams need it."""
            if self.path == prefix and strips:
                self.send_response(301)
                self.send_header("Location", f"{prefix}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if not self.path.startswith(f"{prefix}/") and self.path != prefix:
                self.send_error(404)
                return
            path = self.path.removeprefix(prefix) if strips else self.path
            connection = HTTPConnection(upstream, timeout=60)
            with suppress(OSError):
                connection.request("GET", path, headers=_kept(self.headers))
                self._send(connection.getresponse())
            connection.close()
            self.close_connection = True

        def _send(self, answer: HTTPResponse) -> None:
            self.send_response_only(answer.status)
            for name, value in _kept(answer.headers).items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while piece := answer.read1(65536):
                self.wfile.write(piece)
                self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)

    return Handler


def _kept(headers: "Message[str, str]") -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in _HOP}


@contextmanager
def under(address: str, prefix: str, *, strips: bool = True) -> Iterator[str]:
    """Yield the address of the site under the path.

    Most proxies strip the path from what they pass on; others pass it on as it is.
    """
    with answering(_handler(urlsplit(address).netloc, prefix, strips=strips)) as proxy:
        yield f"{proxy}{prefix}"
