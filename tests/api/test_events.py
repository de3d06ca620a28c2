"""The event stream, as a page reads it."""

import json
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from fleettickets.api import hub, streams
from fleettickets.store.connect import connect
from tests.support.reporting import import_versions
from tests.support.serving import client_of, execute, make_token, serving, wait_until

Event = tuple[str, Any]
BUMP = "UPDATE tickets.sla_policy SET target_minutes = target_minutes + 1"


class Listener:
    """Reads a stream in a thread; ``events`` ends with None when the stream has ended."""

    def __init__(self, base: str, token: str | None = None) -> None:
        self.events: queue.Queue[Event | None] = queue.Queue()
        self.pings = 0
        self._base, self._token = base, token
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def next(self, timeout_s: float = 60) -> Event | None:
        return self.events.get(timeout=timeout_s)

    def _read(self) -> None:
        name = ""
        try:
            with (
                client_of(self._base, self._token) as client,
                client.stream("GET", "/api/v1/events") as answer,
            ):
                for line in answer.iter_lines():
                    key, _, value = line.partition(": ")
                    if key == "event":
                        name = value
                    elif key == "data":
                        self.events.put((name, json.loads(value)))
                    elif line == ": ping":
                        self.pings += 1
        except httpx.TransportError:
            pass
        self.events.put(None)


@contextmanager
def quickly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have streams rest for a shorter time, so that a test need not wait."""
    monkeypatch.setattr(hub, "_MIN_INTERVAL_S", 0.4)
    monkeypatch.setattr(hub, "_SETTLE_S", 0.1)
    monkeypatch.setattr(streams, "_HEARTBEAT_S", 0.5)
    yield


def test_a_stream_tells_of_a_real_import(url: str, tmp_path: Path) -> None:
    version = {
        "ticket_id": "INC9",
        "file_at": datetime(2026, 6, 25, 13, 0),  # noqa: DTZ001 - East Africa Time
        "source_updated_at": "2026-06-25 12:59:00",
    }
    with serving(url) as base:
        listener = Listener(base)
        name, hello = listener.next() or ("", {})
        with closing(connect(url)) as conn:
            import_versions(conn, [version], tmp_path)
        event = listener.next()

    assert name == "hello"
    before = hello["datasets"]["inc"]
    assert before["content_as_of"] == "2026-06-25T09:00:00+00:00"
    assert event is not None
    assert event[0] == "change"
    assert event[1]["dataset"] == "inc"
    assert event[1]["version"] > before["version"]
    assert event[1]["content_as_of"] == "2026-06-25T09:59:00+00:00"
    # The event of the snapshot after the commit follows, unless it took long; then the stream ends.
    rest = list(iter(listener.next, None))
    assert {event[1]["dataset"] for event in rest} <= {"inc"}


def test_every_open_stream_is_told_and_told_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with quickly(monkeypatch), serving(url) as base:
        listeners = [Listener(base) for _ in range(5)]
        for listener in listeners:
            assert listener.next() is not None
        with closing(connect(url)) as conn:
            for _ in range(3):
                conn.execute(BUMP.encode())
        received = [[listener.next(), listener.next()] for listener in listeners]
        time.sleep(1.2)
        rest = [listener.events.qsize() for listener in listeners]

    for events in received:
        assert sorted(event[1]["dataset"] for event in events if event) == ["crq", "inc"]
    ((version,),) = execute(url, "SELECT reporting.fn_data_versions() #> '{datasets,inc,version}'")
    last = {event[1]["version"] for events in received for event in events if event}
    # Changes that came close together may be one event or two.
    assert max(last) <= version
    assert all(count <= 2 for count in rest)


def test_what_happens_while_nobody_can_listen_is_told_afterwards(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quickly(monkeypatch), serving(url) as base:
        listener = Listener(base)
        assert listener.next() is not None
        with closing(connect(url)) as conn:
            conn.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            conn.execute(BUMP.encode())
        received = [listener.next(), listener.next()]
        with client_of(base) as client:
            assert client.get("/readyz").status_code == 200

    assert sorted(event[1]["dataset"] for event in received if event) == ["crq", "inc"]


def test_a_quiet_stream_is_kept_alive(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with quickly(monkeypatch), serving(url) as base:
        listener = Listener(base)
        wait_until(lambda: listener.pings >= 2)


def test_a_stream_ends_with_its_token(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = make_token(url, "mine", "viewer")
    with quickly(monkeypatch), serving(url) as base:
        listener = Listener(base, mine)
        assert listener.next() is not None
        execute(url, "UPDATE tickets.api_tokens SET revoked_at = now()")
        assert listener.next() is None


def test_the_end_of_the_server_ends_streams_at_once(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(url) as base:
        listener = Listener(base)
        assert listener.next() is not None
    assert listener.next() is None
    assert "graceful shutdown exceeded" not in caplog.text


def test_connections_made_as_the_server_stops_do_not_hold_it_up(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with ExitStack() as connections:
        with serving(url) as base:
            address = ("127.0.0.1", int(base.rpartition(":")[2]))
            connector = threading.Thread(target=keep_connecting, args=(address, connections))
            connector.start()
            time.sleep(0.05)
        connector.join()
    assert "graceful shutdown exceeded" not in caplog.text


def keep_connecting(address: tuple[str, int], connections: ExitStack) -> None:
    """Connect until it is refused, and ask nothing."""
    with suppress(OSError):
        while True:
            connections.enter_context(socket.create_connection(address))
            time.sleep(0.002)


def test_there_is_a_limit_to_streams(url: str) -> None:
    with serving(url, max_streams=4) as base, client_of(base) as client:
        listeners = [Listener(base) for _ in range(2)]
        for listener in listeners:
            assert listener.next() is not None
        refused = client.get("/api/v1/events")
        count = [
            line for line in client.get("/metrics").text.splitlines()
            if line.startswith("fleettickets_event_streams ")
        ]  # fmt: skip

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
    assert refused.json()["code"] == "FT606"
    assert count == ["fleettickets_event_streams 2.0"]


def test_who_leaves_makes_room(url: str) -> None:
    with serving(url, max_streams=2) as base, client_of(base) as client:
        for _ in range(3):
            wait_until(lambda: _can_listen(client))


def _can_listen(client: httpx.Client) -> bool:
    with client.stream("GET", "/api/v1/events") as answer:
        return answer.status_code == 200


def test_a_stream_that_is_refused_says_why(url: str) -> None:
    make_token(url, "mine", "viewer")
    with serving(url) as base, client_of(base) as client:
        assert client.get("/api/v1/events").json()["code"] == "FT602"


def test_rolled_back_changes_are_not_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with quickly(monkeypatch), serving(url) as base:
        listener = Listener(base)
        assert listener.next() is not None
        with closing(connect(url)) as conn, conn.transaction(force_rollback=True):
            conn.execute(BUMP.encode())
        with pytest.raises(queue.Empty):
            listener.next(timeout_s=1)
