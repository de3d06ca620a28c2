"""A webhook on loopback that keeps what it is sent, and fails as a test wants."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "hook-7hV3uJ2qk9"  # noqa: S105 - of this server alone
PATH = f"/services/{TOKEN}"


@dataclass
class Webhook:
    """What it answers, and what it was sent."""

    url: str = field(default="", repr=False)
    status: int = 204
    fault: str | None = None
    """hang, drop (read all, answer nothing), or garbage."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    """Those that it took."""
    asked: int = 0

    @property
    def changes(self) -> list[tuple[str, str, str | None]]:
        """State, kind and dataset of every change that it was told, in order."""
        return [
            (change["state"], change["kind"], change["dataset"])
            for body in self.bodies
            for change in body["changes"]
        ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing: clients hang up on slow answers."""


@contextmanager
def webhook() -> Iterator[Webhook]:
    """Run one on a free port."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == PATH
            assert self.headers["Content-Type"] == "application/json"
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            hook.asked += 1
            if hook.fault is None:
                if hook.status < 300:
                    hook.bodies.append(body)
                self.send_response(hook.status)
                self.send_header("Location", f"{hook.url}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif hook.fault == "garbage":
                self.wfile.write(b"no HTTP at all\r\n\r\n")
            elif hook.fault == "drop":
                hook.bodies.append(body)
            elif hook.fault == "hang":
                with suppress(OSError):  # a byte now and then: no single wait is long
                    for byte in b"HTTP/1.1 204 No Content\r\nX: " + 100 * b"x":
                        self.wfile.write(bytes([byte]))
                        time.sleep(0.05)

        def log_message(self, *_: Any) -> None:
            pass

    with _Server(("127.0.0.1", 0), Handler) as http:
        hook.url = f"http://127.0.0.1:{http.server_port}{PATH}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield hook
        finally:
            http.shutdown()
            thread.join()
