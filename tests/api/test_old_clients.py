"""Clients that ask in old or rare ways: HTTP/1.0, HEAD, long names, and paths of proxies."""

import socket
from collections.abc import AsyncGenerator
from contextlib import aclosing, closing
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from fleettickets.api import files
from fleettickets.errors import StoreError
from fleettickets.feed.clean import MAX_NAME_BYTES
from fleettickets.store.connect import connect
from fleettickets.store.reader import ReaderPool, Row
from tests.support.addresses import addresses
from tests.support.serving import client_of, serving
from tests.support.tickets import add_ticket

CSV = "/api/v1/inc/tickets.csv"
MANY = """
INSERT INTO tickets.inc (ticket_id, raw, content_hash, change_key, change_line)
SELECT 'INC-X' || n, jsonb_build_object('is_actionable', 'true', 'cluster', repeat('x', 200)),
    md5('')::uuid, 'k', 2
FROM generate_series(1, 20000) AS n
"""


def asked(base: str, head: str) -> tuple[str, bytes]:
    """Send a request and read until the server closes; return head and body."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as conn:
        conn.sendall(f"{head}\r\nHost: {parts.netloc}\r\n\r\n".encode())
        answer = b"".join(iter(lambda: conn.recv(65536), b""))
    found, _, body = answer.partition(b"\r\n\r\n")
    return found.decode().lower(), body


def stated_length(head: str) -> int:
    """Return the length that the answer states."""
    lines = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    return int(lines["content-length"])


def test_a_file_over_http_1_0_states_its_length(base: str, url: str) -> None:
    with closing(connect(url)) as conn:
        conn.execute(MANY)
        conn.commit()

    head, body = asked(base, f"GET {CSV} HTTP/1.0")
    with client_of(base) as client:
        newer = client.get(CSV, headers={"accept-encoding": "identity"})

    assert head.startswith("http/1.1 200")
    assert len(body) == stated_length(head) > 1 << 20
    assert "content-length" not in newer.headers  # it is sent as it is read
    assert len(newer.content) == len(body)


def test_a_file_that_breaks_off_is_seen_to_be_broken(
    base: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(connect(url)) as conn:
        conn.execute(MANY)
        conn.commit()
    whole = files._read

    async def read(pool: ReaderPool, function: str, params: Any) -> AsyncGenerator[list[Row]]:
        async with aclosing(whole(pool, function, params)) as rows:
            yield await anext(rows)
        raise StoreError("the server closed the connection")

    monkeypatch.setattr(files, "_read", read)

    head, _ = asked(base, f"GET {CSV} HTTP/1.0")
    with client_of(base) as client, pytest.raises(httpx.RemoteProtocolError):
        client.get(CSV)

    assert head.startswith("http/1.1 503")


def test_head_answers_as_get_does_without_a_body(base: str) -> None:
    skipped = {"date", "x-request-id", "content-length", "transfer-encoding", "etag"}
    with client_of(base) as client:
        document = client.get("/openapi.json").json()
        for path, address in addresses(document).items():
            began = monotonic()
            head = client.head(address)
            assert monotonic() - began < 14, path  # of the event stream too
            assert head.content == b"", path
            if path.endswith("/events"):
                assert head.status_code == 200
                continue
            got = client.get(address)
            assert head.status_code == got.status_code, path
            assert {k: v for k, v in head.headers.items() if k not in skipped} == {
                k: v for k, v in got.headers.items() if k not in skipped
            }, path


@pytest.mark.parametrize("letter", ["x", "ж"])
def test_every_name_that_the_pickers_offer_is_accepted(base: str, url: str, letter: str) -> None:
    name = letter * (MAX_NAME_BYTES // len(letter.encode()))
    with closing(connect(url)) as conn:
        add_ticket(
            conn,
            name,
            cluster=name,
            assigned_team=name,
            owner=name,
            normalized_status=name,
        )
        conn.commit()
    with client_of(base) as client:
        offered = client.get("/api/v1/inc/filters").json()
        names = {"cluster": name, "team": name, "owner": name, "status": name}
        assert name in str(offered)

        for asked_for in [*({key: value} for key, value in names.items()), names]:
            answer = client.get("/api/v1/inc/dashboard", params=asked_for)
            assert answer.status_code == 200, answer.text[:300]
            found = [feature["id"] for feature in answer.json()["open"]["features"]]
            assert found == [name], asked_for.keys()
        assert client.get(f"/api/v1/inc/tickets/{name}").status_code == 200
        assert client.get(CSV, params=names).status_code == 200


def test_a_proxy_may_pass_its_path_on(url: str) -> None:
    with serving(url, path="/ops/tickets") as base, client_of(base) as client:
        moved = client.get("/ops/tickets?tab=inc")
        assert (moved.status_code, moved.headers["location"]) == (308, "/ops/tickets/?tab=inc")
        for path in ("/ops/tickets/config.json", "/config.json", "/ops/tickets/api/v1/freshness"):
            assert client.get(path).status_code == 200, path
        assert client.get("/ops/ticketsx/config.json").status_code == 404
