"""Each route answers callers with the role that it needs, and live tokens only."""

import secrets
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from fleettickets.api.app import make_app
from fleettickets.api.service import Scene, Service
from fleettickets.store.tokens import ROLES
from tests.support.addresses import Document, addresses
from tests.support.serving import client_of, execute, make_token, serving, wait_until

PUBLIC = {"/healthz", "/readyz", "/config.json"}
"""Routes that need no token; adding one here is a decision."""
BESIDE = {"/", "/{name}", "/openapi.json"}
"""Routes that the document leaves out: the page, and the document itself."""
CALLERS = [*ROLES, "revoked", "expired", "unknown", None]


@pytest.fixture(scope="session")
def tokens(shared_tokens_url: str) -> dict[str, str]:
    """A live token of each role, and some that are not live."""
    url = shared_tokens_url
    found: dict[str, str] = {
        role: make_token(url, f"the {role}", role, crew_id=1 if role == "crew" else None)
        for role in ROLES
    }
    found["revoked"] = make_token(url, "was revoked", "admin")
    execute(url, "UPDATE tickets.api_tokens SET revoked_at = now() WHERE name = 'was revoked'")
    found["unknown"] = f"ft_{secrets.token_urlsafe(32)}"
    found["expired"] = make_token(url, "is over", "admin", 1)
    execute(url, "UPDATE tickets.api_tokens SET expires_at = now() WHERE name = 'is over'")
    return found


@pytest.fixture(scope="module")
def open_base(shared_tokens_url: str, tokens: dict[str, str]) -> Iterator[str]:
    """A server that listens on more than loopback."""
    assert tokens
    with serving(shared_tokens_url, is_loopback=False) as base:
        yield base


@pytest.fixture(scope="module")
def document(open_base: str, tokens: dict[str, str]) -> Document:
    with client_of(open_base, tokens["viewer"]) as client:
        found: Document = client.get("/openapi.json").json()
    found["paths"] = {path: one for path, one in found["paths"].items() if not is_apart(path)}
    return found


def is_apart(path: str) -> bool:
    """Return whether test_dispatch_access.py or test_places.py calls a path."""
    return path.startswith(("/api/v1/dispatch/", "/api/positions/", "/api/v1/places/"))


def status_of(client: httpx.Client, address: str) -> int:
    with client.stream("GET", address) as answer:  # event streams do not end
        return answer.status_code


def expected(operation: Document, caller: str | None) -> int:
    """Return the status that the document promises a caller of an operation."""
    if "security" not in operation:
        return 200
    [requirement] = operation["security"]
    [role] = requirement["token"]
    if caller not in ROLES:
        return 401
    return 200 if ROLES.index(caller) >= ROLES.index(role) else 403


@pytest.mark.parametrize("caller", CALLERS)
def test_every_route_answers_the_roles_that_the_document_lists_and_no_other(
    caller: str | None, open_base: str, tokens: dict[str, str], document: Document
) -> None:
    paths, asked = document["paths"], addresses(document)
    # An address of its own for each: wrong tokens use up its tries.
    found = {}
    for number, (path, address) in enumerate(asked.items(), start=10 * len(paths)):
        transport = httpx.HTTPTransport(local_address=f"127.1.{CALLERS.index(caller)}.{number}")
        token = tokens[caller] if caller else None
        with client_of(open_base, token, transport=transport) as client:
            found[path] = status_of(client, address)

    assert found == {path: expected(paths[path]["get"], caller) for path in paths}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"])
def test_every_method_except_get_is_refused(
    method: str, open_base: str, tokens: dict[str, str], document: Document
) -> None:
    with client_of(open_base, tokens["admin"]) as client:
        for path, address in addresses(document).items():
            assert client.request(method, address).status_code == 405, path


def test_the_document_lists_every_route_and_the_role_it_needs(
    shared_tokens_url: str, document: Document
) -> None:
    app = make_app(Service(Scene(shared_tokens_url)))
    found = [context.original_route for context in iter_route_contexts(app.routes)]
    routes = {
        route.path_format
        for route in found
        if isinstance(route, APIRoute) and not is_apart(route.path_format)
    }

    assert all(isinstance(route, APIRoute) for route in found)  # no mount, no websocket
    assert set(document["paths"]) == routes - BESIDE
    needs = {
        path: operation["get"]["security"][0]["token"][0]
        for path, operation in document["paths"].items()
        if "security" in operation["get"]
    }
    assert set(document["paths"]) - set(needs) == PUBLIC
    assert {path for path in needs if needs[path] == "admin"} == {"/metrics"}
    assert {path for path in needs if needs[path] == "dispatcher"} == {
        "/api/v1/{dataset}/closures.csv",
        "/api/v1/{dataset}/tickets.csv",
    }
    for operation in document["paths"].values():
        assert list(operation) == ["get"]
        assert ("401" in operation["get"]["responses"]) is ("security" in operation["get"])


def test_a_route_without_a_guard_is_noticed(shared_tokens_url: str) -> None:
    app = make_app(Service(Scene(shared_tokens_url)))

    @app.get("/api/v1/forgotten")
    async def forgotten() -> None:
        pass

    app.openapi_schema = None
    document = app.openapi()["paths"]
    paths = {path: one for path, one in document.items() if not is_apart(path)}
    assert {path for path in paths if "security" not in paths[path]["get"]} == {
        *PUBLIC,
        "/api/v1/forgotten",
    }


def test_on_loopback_every_route_answers_until_the_first_token(
    base: str, url: str, document: Document
) -> None:
    with client_of(base) as client:
        asked = addresses(document)
        before = {path: status_of(client, address) for path, address in asked.items()}
        make_token(url, "mine", "viewer")
        after = {path: status_of(client, address) for path, address in asked.items()}

    assert before == dict.fromkeys(asked, 200)
    assert after == {path: 200 if path in PUBLIC else 401 for path in asked}


def test_callers_without_a_token_learn_only_that_they_need_one(open_base: str) -> None:
    with client_of(open_base) as client:
        refused = client.get("/api/v1/inc/dashboard")
        assert client.get("/openapi.json").status_code == 401
        assert client.get("/config.json").json()["is_token_needed"] is True

    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert refused.json()["code"] == "FT602"


@pytest.mark.parametrize(
    ("number", "header"),
    list(
        enumerate(
            [
                "Bearer {revoked}",
                "Bearer {expired}",
                "Bearer",
                "Bearer ft_short",
                "Basic {admin}",
                "{admin}",
                "Bearer {admin}x",
                "Bearer {admin} {admin}",
                "Bearer ' OR TRUE --",
                "Bearer " + 3000 * "a",
            ],
            start=101,
        )
    ),
)
def test_a_token_that_is_not_live_is_refused(
    number: int, header: str, open_base: str, tokens: dict[str, str]
) -> None:
    # Each from an address of its own, so that none is slowed for another.
    transport = httpx.HTTPTransport(local_address=f"127.0.0.{number}")
    with client_of(open_base, transport=transport) as client:
        sent = {"authorization": header.format(**tokens)}
        answer = client.get("/api/v1/session", headers=sent)

    assert answer.status_code == 401
    assert answer.json()["code"] == "FT602"


def test_the_scheme_is_read_in_any_case(open_base: str, tokens: dict[str, str]) -> None:
    with client_of(open_base) as client:
        answer = client.get(
            "/api/v1/session", headers={"authorization": f"bEaReR {tokens['viewer']}"}
        )

    assert answer.json() == {
        "role": "viewer",
        "is_anonymous": False,
        "name": "the viewer",
        "may_export": False,
    }


def test_each_role_gets_an_etag_of_its_own(open_base: str, tokens: dict[str, str]) -> None:
    etags = set()
    readers = ROLES[ROLES.index("viewer") :]
    for role in readers:
        with client_of(open_base, tokens[role]) as client:
            etags.add(client.get("/api/v1/inc/dashboard").headers["etag"])

    assert len(etags) == len(readers)


def test_a_revoked_token_is_refused_at_once_and_its_use_was_recorded(base: str, url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    with client_of(base, mine) as client:
        assert client.get("/api/v1/session").status_code == 200
        used = execute(
            url, "SELECT last_used_on = (now() AT TIME ZONE 'UTC')::date FROM tickets.api_tokens"
        )
        execute(url, "UPDATE tickets.api_tokens SET revoked_at = now()")

        assert used == [(True,)]
        assert client.get("/api/v1/session").status_code == 401


def test_a_token_is_refused_after_it_expires(base: str, url: str) -> None:
    mine = make_token(url, "mine", "viewer", 1)
    lasting = "UPDATE tickets.api_tokens SET expires_at = now() + %s * interval '1 second'"
    with client_of(base, mine) as client:
        for seconds in (1, 10):  # the longer one for a machine that takes a second to ask
            execute(url, lasting, seconds)
            first = client.get("/api/v1/session").status_code
            if first == 200:
                break
        assert first == 200
        wait_until(lambda: client.get("/api/v1/session").status_code == 401)
