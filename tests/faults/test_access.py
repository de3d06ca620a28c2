"""Guesses of tokens are limited, whatever address a client claims, and timing reveals nothing."""

import hashlib
import hmac
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from fleettickets.api import access
from fleettickets.api.access import Holder
from fleettickets.api.service import Scene, Service
from fleettickets.errors import UnauthenticatedError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store import reader
from fleettickets.store.reader import ReaderConnection, fetch_row
from fleettickets.store.tokens import hash_of
from tests.support.databases import fresh_database
from tests.support.figures import Fault, Note
from tests.support.reporting import migrated_template
from tests.support.serving import client_of, execute, make_token, run_apart, serving, wait_until

BURST, A_MINUTE = 10, 10


@pytest.fixture(scope="module")
def url(postgres_server: PostgresServer) -> Iterator[str]:
    with (
        migrated_template(postgres_server.dsn) as name,
        fresh_database(postgres_server.dsn, template=name) as own,
    ):
        make_token(own, "somebody", "viewer")
        yield own


def guess() -> str:
    return f"ft_{secrets.token_urlsafe(32)}"


def statuses(base: str, headers: list[dict[str, str]]) -> Counter[int]:
    """Send a request with each of the headers, from many clients; return the counts by status."""

    def send(some: list[dict[str, str]]) -> list[int]:
        with client_of(base) as client:
            return [client.get("/api/v1/session", headers=each).status_code for each in some]

    with ThreadPoolExecutor(8) as pool:
        parts = pool.map(send, [headers[first::8] for first in range(8)])
        return Counter(status for part in parts for status in part)


def lookups(url: str) -> int:
    """Return how often the database was asked for the holder of a token."""
    [(calls,)] = execute(
        url,
        "SELECT coalesce(sum(calls), 0)::integer FROM pg_stat_user_functions"
        " WHERE funcname = 'fn_api_token'",
    )
    return int(calls)


@pytest.mark.parametrize("claim", ["plain", "spoofed", "behind a proxy"])
def test_of_a_flood_of_guesses_ten_and_ten_a_minute_are_checked(
    claim: str, url: str, request: pytest.FixtureRequest, note: Note
) -> None:
    right = make_token(url, f"right {claim}", "admin")
    count = 5_000 if request.getfixturevalue("is_soak") else 240
    headers = [{"authorization": f"Bearer {guess()}"} for _ in range(count)]
    headers[count // 2]["authorization"] = f"Bearer {right}"
    for number, header in enumerate(headers):
        if claim == "spoofed":  # no proxy is configured, so the header is not trusted
            header["x-forwarded-for"] = f"198.51.{number % 256}.{number // 256}"
        elif claim == "behind a proxy":  # the proxy appends the address that it sees
            header["x-forwarded-for"] = f"198.51.{number % 256}.{number // 256}, 203.0.113.9"
    proxies = ("127.0.0.1",) if claim == "behind a proxy" else ()

    with serving(url, is_loopback=False, proxies=proxies) as base:
        began = time.monotonic()
        counts = statuses(base, headers)
        passed_s = time.monotonic() - began
        transport = httpx.HTTPTransport(local_address="127.0.0.1" if proxies else "127.0.0.77")
        elsewhere = {"x-forwarded-for": "203.0.113.10"} if proxies else {}
        with client_of(base, right, transport=transport) as neighbour:
            assert neighbour.get("/api/v1/session", headers=elsewhere).status_code == 200

    more = int(passed_s * A_MINUTE / 60)
    assert BURST <= counts[401] + counts[200] <= BURST + 1 + more
    assert counts[200] <= more  # the right token was in the flood, and limited like the others
    assert counts.total() == count
    note(Fault(f"guesses of a token, {claim}", count))


def test_a_refused_guess_does_not_reach_the_database(url: str) -> None:
    execute(
        url,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %%I SET track_functions = %%L',"
        " current_database(), 'all'); END $$",
    )
    before = lookups(url)
    with serving(url, is_loopback=False) as base:
        counts = statuses(base, [{"authorization": f"Bearer {guess()}"} for _ in range(80)])
    assert counts[429] > 0
    assert counts[401] + counts[429] == 80
    wait_until(lambda: sessions(url) == 0)  # a session reports its statistics when it ends
    assert lookups(url) - before == counts[401]


def sessions(url: str) -> int:
    """Return the number of other sessions in the database."""
    [(count,)] = execute(
        url,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
    )
    return int(count)


def test_tokens_are_looked_up_by_a_hash_of_the_whole_token(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guess that differs from a token only at its end has a completely different hash.

    The difference in time between the two would be nanoseconds, so it is not measured here.
    """
    right = make_token(url, "near", "viewer")
    near = right[:-1] + ("A" if right[-1] != "A" else "B")
    looked_up: list[dict[str, Any]] = []

    def fetch(conn: ReaderConnection, statement: bytes, params: dict[str, Any]) -> Any:
        if params:  # the data's versions are asked for without any
            looked_up.append(params)
        return fetch_row(conn, statement, params)

    async def admit_both() -> list[bytes]:
        service = Service(Scene(url))
        async with service.running():
            await service.gate.admit({"authorization": f"Bearer {right}"}, "127.0.0.1")
            with pytest.raises(UnauthenticatedError):
                await service.gate.admit({"authorization": f"Bearer {near}"}, "127.0.0.1")
            return list(service.gate._holders)

    monkeypatch.setattr(reader, "fetch_row", fetch)
    kept = run_apart(admit_both())
    hashes = [hashlib.sha256(text.encode()).digest() for text in (right, near)]
    assert looked_up == [{"token_hash": each} for each in hashes]
    assert kept == [hashes[0][:8]]


def test_a_token_found_by_the_index_is_compared_in_constant_time(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guess cannot be made to hash to the same prefix, so the test passes such a hash itself."""
    right = make_token(url, "compared", "viewer")
    known, alike = hash_of(right), hash_of(right)[:8] + bytes(24)
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return hmac.compare_digest(one, other)

    async def find_both() -> tuple[Holder | None, Holder | None]:
        service = Service(Scene(url))
        async with service.running():
            headers = {"authorization": f"Bearer {right}"}
            caller = await service.gate.admit(headers, "127.0.0.1")
            monkeypatch.setattr(access, "hmac", SimpleNamespace(compare_digest=compare))
            wrong = await service.gate._find(alike, caller.versions)
            return wrong, await service.gate._find(known, caller.versions)

    wrong, holder = run_apart(find_both())
    assert wrong is None
    assert holder is not None
    assert holder.token_hash == known
    assert compared == [(known, alike), (known, known)]  # the guess did not evict the right one
