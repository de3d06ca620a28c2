"""Each operation of dispatch answers callers with the role that it needs."""

from collections.abc import Iterator
from itertools import count

import httpx
import pytest

from fleettickets.api.app import make_app
from fleettickets.api.service import Scene, Service
from fleettickets.store.tokens import ROLES
from tests.support.serving import client_of, make_token, serving

VALUES = {
    "plan_id": "1",
    "dataset": "inc",
    "ticket_id": "INC1",
    "ticket_id:path": "INC1",
    "crew": "Alpha",
    "token": "ft_none",
}
READS = {
    *("plans", "plan", "plans/{plan_id}", "plans/{plan_id}/changes", "day", "positions", "tracks"),
    "report",
    *(f"plans/{{plan_id}}/{name}/{{dataset}}/{{ticket_id}}" for name in ("why", "move")),
    *("plans/{plan_id}/candidates/{dataset}/{ticket_id}", "crews/{crew}/day"),
}
DECISIONS = {
    *(("post", "plans"), ("post", "plans/{plan_id}/publish")),
    *((method, "pins/{dataset}/{ticket_id}") for method in ("put", "delete")),
    *((method, "holds/{dataset}/{ticket_id}") for method in ("put", "delete")),
}
NUMBERS = count(1)


def operations() -> dict[tuple[str, str], str]:
    """Return the least role of each operation, by method and path."""
    paths = make_app(Service(Scene(""))).openapi()["paths"]
    return {
        (method, path): one["security"][0]["token"][0]
        for path, methods in paths.items()
        if path.startswith("/api/v1/dispatch/")
        for method, one in methods.items()
    }


def test_the_document_lists_the_role_of_each_operation() -> None:
    found = {
        (method, path.removeprefix("/api/v1/dispatch/")): role
        for (method, path), role in operations().items()
    }
    assert {key for key, role in found.items() if role == "viewer"} == {
        ("get", path) for path in READS
    }
    assert {key for key, role in found.items() if role == "dispatcher"} == DECISIONS
    assert {key for key, role in found.items() if role == "crew"} == {
        ("get", "my-day"),
        ("post", "my-day/reports"),
    }


@pytest.fixture(scope="module")
def tokens(shared_tokens_url: str) -> dict[str, str]:
    return {
        role: make_token(
            shared_tokens_url, f"a {role}", role, crew_id=1 if role == "crew" else None
        )
        for role in ROLES
    }


@pytest.fixture(scope="module")
def open_base(shared_tokens_url: str, tokens: dict[str, str]) -> Iterator[str]:
    assert tokens
    with serving(shared_tokens_url, is_loopback=False) as base:
        yield base


@pytest.mark.parametrize("caller", [*ROLES, None])
def test_an_operation_answers_those_who_may_and_no_others(
    caller: str | None, open_base: str, tokens: dict[str, str]
) -> None:
    for (method, path), role in operations().items():
        # An address of its own for each: wrong tokens use up its tries.
        transport = httpx.HTTPTransport(local_address=f"127.2.0.{next(NUMBERS) % 250 + 1}")
        with client_of(open_base, tokens.get(caller or ""), transport=transport) as client:
            answer = client.request(method, path.format(**VALUES))
        if caller is None:
            assert answer.status_code == 401, path
        elif caller == role or (role != "crew" and ROLES.index(caller) > ROLES.index(role)):
            assert answer.status_code not in {401, 403, 405, 500}, (path, answer.text)
        else:
            assert answer.status_code == 403, (method, path)


def test_on_loopback_a_page_of_another_origin_decides_nothing(base: str) -> None:
    path = "/api/v1/dispatch/pins/inc/INC1"
    pin, known = {"order": 1}, {"if-match": "none"}
    with client_of(base) as client:
        foreign = {**known, "origin": "https://evil.example"}
        assert client.put(path, json=pin, headers=foreign).status_code == 403
        own = {**known, "origin": base}
        assert client.put(path, json=pin, headers=own).json()["pin"]["made_by"] == "local"
