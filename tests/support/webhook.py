"""A webhook on loopback that keeps what it receives, and fails as a test demands."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.support.quiet_http import QuietHandler, answering

TOKEN = "hook-7hV3uJ2qk9"  # noqa: S105 - of this server alone
PATH = f"/services/{TOKEN}"


@dataclass
class Webhook:
    """Its answers, and what it received."""

    url: str = field(default="", repr=False)
    status: int = 204
    fault: str | None = None
    """hang, drop (read everything, answer nothing), or garbage."""
    max_bytes: int | None = None
    """Longer bodies are refused with 413."""
    refuses: Callable[[dict[str, Any]], bool] = lambda _: False
    """A body with such a change is refused with 400."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    """The bodies that it accepted, even if it then answered nothing or too late."""
    keys: list[str] = field(default_factory=list)
    """The idempotency key of each body."""
    asked: int = 0

    @property
    def changes(self) -> list[tuple[str, str, str | None]]:
        """State, kind and dataset of every change that it received, in order."""
        return [
            (change["state"], change["kind"], change["dataset"])
            for body in self.bodies
            for change in body["changes"]
        ]

    @property
    def ids(self) -> list[int]:
        """The ids of every change that it received, in order."""
        return [change["id"] for body in self.bodies for change in body["changes"]]

    def take(self, body: dict[str, Any], key: str) -> None:
        """Keep a body and its key."""
        self.bodies.append(body)
        self.keys.append(key)

    def answer_to(self, content: bytes, body: dict[str, Any]) -> int:
        """Return the status of its answer."""
        if self.max_bytes is not None and len(content) > self.max_bytes:
            return 413
        return 400 if any(map(self.refuses, body["changes"])) else self.status


@contextmanager
def webhook() -> Iterator[Webhook]:
    """Run one on a free port."""
    hook = Webhook()

    class Handler(QuietHandler):
        def do_POST(self) -> None:  # noqa: N802 - http.server's name
            assert self.path == PATH
            assert self.headers["Content-Type"] == "application/json"
            content = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(content)
            hook.asked += 1
            if hook.fault is None:
                status = hook.answer_to(content, body)
                if status < 300:
                    hook.take(body, self.headers["Idempotency-Key"])
                self.send_response(status)
                self.send_header("Location", f"{hook.url}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif hook.fault == "garbage":
                self.wfile.write(b"no HTTP at all\r\n\r\n")
            elif hook.fault == "drop":
                hook.take(body, self.headers["Idempotency-Key"])
            elif hook.fault == "hang":
                hook.take(body, self.headers["Idempotency-Key"])
                with suppress(OSError):  # slowly, so that no single wait is long
                    for byte in b"HTTP/1.1 204 No Content\r\nX: " + 100 * b"x":
                        self.wfile.write(bytes([byte]))
                        time.sleep(0.05)

    with answering(Handler) as base:
        hook.url = f"{base}{PATH}"
        yield hook
