"""Who gets in, where, and what a wrong token gets."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from fleettickets.api.app import make_app
from fleettickets.api.service import Scene, Service
from fleettickets.commands import serve, token
from fleettickets.store.tokens import ROLES, hash_of
from tests.support.serving import client_of, execute, make_token, serving, wait_until

Document = dict[str, Any]
PUBLIC = {"/healthz", "/readyz", "/config.json"}
"""What anybody is answered; another route here is a decision, not an oversight."""
BESIDE = {"/", "/{name}", "/openapi.json"}
"""The page, and the document itself."""
CALLERS = [*ROLES, "revoked", "expired", "unknown", None]
EXAMPLES = {"dataset": "inc", "ticket_id": "INC1", "z": "0", "x": "0", "y": "0", "q": "INC"}


@pytest.fixture(scope="session")
def tokens(shared_tokens_url: str) -> dict[str, str]:
    """A token of each role, and some that are worth nothing."""
    url = shared_tokens_url
    found: dict[str, str] = {role: make_token(url, f"the {role}", role) for role in ROLES}
    found["revoked"] = make_token(url, "was revoked", "admin")
    execute(url, "UPDATE tickets.api_tokens SET revoked_at = now() WHERE name = 'was revoked'")
    found["unknown"] = f"ft_{secrets.token_urlsafe(32)}"
    found["expired"] = make_token(url, "is over", "admin", 1)
    execute(url, "UPDATE tickets.api_tokens SET expires_at = now() WHERE name = 'is over'")
    return found


@pytest.fixture(scope="module")
def open_base(shared_tokens_url: str, tokens: dict[str, str]) -> Iterator[str]:
    """A server that is told that it can be reached from elsewhere."""
    assert tokens
    with serving(shared_tokens_url, is_loopback=False) as base:
        yield base


def addresses(document: Document) -> dict[str, str]:
    """Return an address that can be answered for each path of the document."""
    found = {}
    for path, operations in document["paths"].items():
        address = path.format(**EXAMPLES)
        required = [
            f"{parameter['name']}={EXAMPLES[parameter['name']]}"
            for parameter in operations["get"].get("parameters", ())
            if parameter["in"] == "query" and parameter["required"]
        ]
        found[path] = "?".join([address, *required])
    return found


@pytest.fixture(scope="module")
def document(open_base: str, tokens: dict[str, str]) -> Document:
    with client_of(open_base, tokens["viewer"]) as client:
        found: Document = client.get("/openapi.json").json()
    return found


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
def test_every_route_answers_whom_the_document_says_and_nobody_else(
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
def test_nothing_can_be_done_but_read(
    method: str, open_base: str, tokens: dict[str, str], document: Document
) -> None:
    with client_of(open_base, tokens["admin"]) as client:
        for path, address in addresses(document).items():
            assert client.request(method, address).status_code == 405, path


def test_the_document_has_every_route_and_what_each_needs(
    shared_tokens_url: str, document: Document
) -> None:
    app = make_app(Service(Scene(shared_tokens_url)))
    found = [context.original_route for context in iter_route_contexts(app.routes)]
    routes = {route.path_format for route in found if isinstance(route, APIRoute)}

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
        "/api/v1/{dataset}/tickets.csv"
    }
    for operation in document["paths"].values():
        assert list(operation) == ["get"]
        assert ("401" in operation["get"]["responses"]) is ("security" in operation["get"])


def test_a_route_without_a_guard_is_seen(shared_tokens_url: str) -> None:
    app = make_app(Service(Scene(shared_tokens_url)))

    @app.get("/api/v1/forgotten")
    async def forgotten() -> None:
        pass

    app.openapi_schema = None
    paths = app.openapi()["paths"]
    assert {path for path in paths if "security" not in paths[path]["get"]} == {
        *PUBLIC,
        "/api/v1/forgotten",
    }


def test_on_ones_own_machine_every_route_answers_until_there_is_a_token(
    base: str, url: str, document: Document
) -> None:
    with client_of(base) as client:
        asked = addresses(document)
        before = {path: status_of(client, address) for path, address in asked.items()}
        make_token(url, "mine", "viewer")
        after = {path: status_of(client, address) for path, address in asked.items()}

    assert before == dict.fromkeys(asked, 200)
    assert after == {path: 200 if path in PUBLIC else 401 for path in asked}


def test_who_has_no_token_learns_what_is_needed_and_not_more(open_base: str) -> None:
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


def test_what_a_role_is_told_holds_for_that_role_only(
    open_base: str, tokens: dict[str, str]
) -> None:
    etags = set()
    for role in ROLES:
        with client_of(open_base, tokens[role]) as client:
            etags.add(client.get("/api/v1/inc/dashboard").headers["etag"])

    assert len(etags) == len(ROLES)


def test_a_revoked_token_is_refused_at_once_and_its_use_was_noted(base: str, url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    with client_of(base, mine) as client:
        assert client.get("/api/v1/session").status_code == 200
        used = execute(
            url, "SELECT last_used_on = (now() AT TIME ZONE 'UTC')::date FROM tickets.api_tokens"
        )
        execute(url, "UPDATE tickets.api_tokens SET revoked_at = now()")

        assert used == [(True,)]
        assert client.get("/api/v1/session").status_code == 401


def test_a_token_ends_when_its_time_is_over(base: str, url: str) -> None:
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


def test_one_who_guesses_is_slowed_and_neighbours_are_not(url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    late = make_token(url, "late", "viewer")
    with (
        serving(url, token_tries_a_minute=1) as base,  # one more comes through in a minute
        client_of(base, mine) as neighbour,
        client_of(base) as guesser,
    ):
        assert neighbour.get("/api/v1/session").status_code == 200
        answers = [
            guesser.get(
                "/api/v1/session",
                headers={"authorization": f"Bearer ft_{secrets.token_urlsafe(32)}"},
            )
            for _ in range(12)
        ]
        # Not even the right token is looked at, unless it was seen to be right before.
        lucky = guesser.get("/api/v1/session", headers={"authorization": f"Bearer {late}"})

        assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2
        assert lucky.status_code == 429
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert answers[-1].json()["code"] == "FT605"
        assert neighbour.get("/api/v1/session").status_code == 200


def test_how_much_one_may_guess_is_a_setting(url: str) -> None:
    with serving(url, token_tries=2, token_tries_a_minute=1) as base, client_of(base, "x") as api:
        answers = [api.get("/api/v1/session") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert 6 < int(answers[-1].headers["retry-after"]) <= 60


def test_a_page_that_asks_for_much_at_once_uses_up_no_tries(url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    with serving(url, token_tries=2, token_tries_a_minute=1) as base:
        with client_of(base, mine) as page, ThreadPoolExecutor(12) as threads:
            answers = list(threads.map(page.get, ["/api/v1/session"] * 60))
        with client_of(base, "x") as guesser:
            guesses = [guesser.get("/api/v1/session") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.status_code for answer in guesses] == [401, 401, 429]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "attacker.example"},
        {"host": "localhost.attacker.example"},
        {"host": "127.0.0.1.attacker.example:8080"},
        {"host": "10.0.0.1"},
        {"host": ""},
        {"x-forwarded-for": "203.0.113.9"},
        {"forwarded": "for=203.0.113.9"},
        {"x-real-ip": "203.0.113.9"},
        {"via": "1.1 proxy"},
        {"X-Forwarded-Proto": "https"},
        {"x-forwarded-server": "map.example"},
        {"x-client-ip": "203.0.113.9"},
        {"cf-connecting-ip": "203.0.113.9"},
    ],
)
def test_anonymous_is_only_who_is_on_this_machine(
    headers: dict[str, str], api: httpx.Client
) -> None:
    assert api.get("/api/v1/session", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:80", "127.0.0.1:1", "127.9.9.9", "[::1]:80"]
)
def test_every_loopback_name_will_do(host: str, api: httpx.Client) -> None:
    assert api.get("/api/v1/session", headers={"host": host}).status_code == 200


def test_a_database_that_ever_had_a_token_lets_no_anonymous_in(base: str, url: str) -> None:
    with client_of(base) as client:
        assert client.get("/api/v1/session").status_code == 200
        make_token(url, "mine", "viewer")
        assert client.get("/api/v1/session").status_code == 401
        execute(url, "UPDATE tickets.api_tokens SET revoked_at = now()")
        assert client.get("/api/v1/session").status_code == 401


def test_every_answer_tells_the_browser_what_not_to_do(api: httpx.Client) -> None:
    for address in ("/", "/api/v1/session", "/api/v1/nothing", "/healthz", "/tiles/inc/9/1/1.mvt"):
        headers = api.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; script-src 'self'"
        )
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-request-id"]
        assert "server" not in headers
        assert not [name for name in headers if name.startswith("access-control")]


def test_no_other_origin_is_allowed(api: httpx.Client) -> None:
    headers = {"origin": "https://attacker.example", "access-control-request-method": "GET"}
    answers = [
        api.options("/api/v1/inc/dashboard", headers=headers),
        api.get("/api/v1/inc/dashboard", headers=headers),
    ]

    assert answers[0].status_code == 405
    for answer in answers:
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_style_from_elsewhere_is_allowed_where_it_is_set(url: str) -> None:
    settings: dict[str, Any] = {
        "map_style_url": "https://tiles.example/style.json",
        "map_style_origins": ("https://tiles.example",),
    }
    with serving(url, **settings) as base, client_of(base) as client:
        policy = client.get("/healthz").headers["content-security-policy"]
        assert client.get("/config.json").json()["map_style_url"] == settings["map_style_url"]

    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    for name in ("connect-src", "img-src", "font-src"):
        assert parts[name].endswith(" https://tiles.example")
    assert parts["script-src"] == "'self'"


def test_a_request_id_is_taken_over_if_it_is_harmless(api: httpx.Client) -> None:
    mine = api.get("/healthz", headers={"x-request-id": "job-7"}).headers["x-request-id"]
    other = api.get("/healthz", headers={"x-request-id": 'x" onload="'}).headers["x-request-id"]

    assert mine == "job-7"
    assert re.fullmatch("[0-9a-f]{16}", other)


INJECTIONS = [
    "' OR 1=1 --",
    "'; DROP TABLE tickets.inc; --",
    "\\'; SELECT pg_sleep(99); --",  # would be given up, which is a 503
    "$$ || (SELECT string_agg(token_hash::text, '') FROM tickets.api_tokens) || $$",
    "%s %(dataset)s %% {x} {0}",
    "\x00\x01\x1f",
    "\N{FIRE}\N{COMBINING ACUTE ACCENT}\N{RIGHT-TO-LEFT OVERRIDE}",
    "<script>alert(1)</script>",
    "../../../../etc/passwd",
    "9" * 199,
]


def test_sql_in_any_parameter_is_only_text(shared_base: str, shared_url: str) -> None:
    before = execute(shared_url, "SELECT count(*) FROM tickets.inc")
    with client_of(shared_base) as client:
        document = client.get("/openapi.json").json()
        for path, operations in document["paths"].items():
            for parameter in operations["get"].get("parameters", ()):
                for text in INJECTIONS:
                    answer = ask_with(client, path, parameter, text)
                    assert answer.status_code in {200, 204, 400, 404}, (path, parameter, text)

    assert execute(shared_url, "SELECT count(*) FROM tickets.inc") == before


def ask_with(
    client: httpx.Client, path: str, parameter: dict[str, Any], text: str
) -> httpx.Response:
    """Ask with the text as this parameter, the others as they should be."""
    quoted = httpx.QueryParams({"x": text})
    values = dict(EXAMPLES)
    if parameter["in"] == "path":
        values[parameter["name"]] = str(quoted)[2:].replace("+", "%20")
        return client.get(path.format(**values), params={"q": "INC"} if path.endswith("s") else {})
    asked = {"q": "INC"} if path.endswith("/tickets") else {}
    return client.get(path.format(**values), params=asked | {parameter["name"]: text})


def test_a_token_is_kept_as_a_hash(url: str) -> None:
    mine = make_token(url, "mine", "viewer")

    rows = execute(url, "SELECT t::text, t.token_hash FROM tickets.api_tokens AS t")
    assert mine not in rows[0][0]
    assert rows[0][1] == hash_of(mine)
    assert re.fullmatch(r"ft_[A-Za-z0-9_-]{43}", mine)


def test_the_command_adds_lists_and_revokes(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    assert token.main(["add", "wall screen", "--role", "viewer", "--days", "30"]) == 0
    mine = capsys.readouterr().out.strip()
    assert token.main(["add", "wall screen", "--role", "viewer"]) == 2
    assert "already exists" in capsys.readouterr().err
    assert token.main(["list"]) == 0
    listed = capsys.readouterr().out
    assert re.search(r"wall screen +viewer +until .* EAT; never used", listed)
    assert mine not in listed
    assert hash_of(mine).hex() not in listed
    with serving(url, is_loopback=False) as base, client_of(base, mine) as client:
        assert client.get("/api/v1/session").json()["name"] == "wall screen"
    assert token.main(["revoke", "wall screen"]) == 0
    assert token.main(["revoke", "wall screen"]) == 2
    assert token.main(["add", "wall screen", "--role", "admin"]) == 0
    capsys.readouterr()
    token.main(["list"])
    lines = capsys.readouterr().out.splitlines()
    assert re.match(r"wall screen +admin +never expires; never used", lines[0])
    assert re.match(r"wall screen +viewer +revoked .*; last used \d", lines[1])


@pytest.mark.parametrize("name", ["", "-x", "a" * 65, "a\nb", "=1", "x;y"])
def test_a_name_that_could_be_mistaken_is_refused(
    name: str,
    shared_tokens_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", shared_tokens_url)

    assert token.main(["add", "--role", "viewer", "--", name]) == 2
    assert "[FT608]" in capsys.readouterr().err


def test_an_open_address_without_a_token_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    assert serve.main(["--host", "0.0.0.0", "--port", "0"]) == 2  # noqa: S104 - it is refused
    assert "[FT607] 0.0.0.0 is not a loopback address" in capsys.readouterr().err
    make_token(url, "over", "viewer", 1)
    execute(url, "UPDATE tickets.api_tokens SET expires_at = now()")
    assert serve.main(["--host", "0.0.0.0", "--port", "0"]) == 2  # noqa: S104 - it is refused


def test_where_a_token_is_required_nobody_is_let_in_without_one(url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    execute(url, "TRUNCATE tickets.api_tokens")
    for settings in ({"is_token_required": True}, {"proxies": ("127.0.0.1",)}):
        with serving(url, **settings) as base, client_of(base) as client:
            assert client.get("/api/v1/session").status_code == 401
            assert client.get("/metrics").status_code == 401
    assert re.fullmatch("ft_.*", mine)


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [
        (["--require-token"], {}),
        ([], {"FLEETTICKETS_REQUIRE_TOKEN": "true"}),
        ([], {"FLEETTICKETS_PROXIES": "10.0.0.1"}),
    ],
)
def test_a_server_that_nobody_could_enter_does_not_start(
    arguments: list[str],
    environ: dict[str, str],
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in (environ | {"DATABASE_URL": url}).items():
        monkeypatch.setenv(name, value)

    assert serve.main(["--port", "0", *arguments]) == 2
    assert "[FT607] a token is required" in capsys.readouterr().err


def test_an_open_address_with_a_token_is_served(url: str) -> None:
    make_token(url, "mine", "viewer")
    script = "import sys; from fleettickets.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "serve", "--host", "0.0.0.0", "--port", "0"]  # noqa: S104
    environ = os.environ | {"DATABASE_URL": url}
    with subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            assert process.stdout is not None
            base = process.stdout.readline().decode().strip().replace("0.0.0.0", "127.0.0.1")  # noqa: S104
            with client_of(base) as client:
                assert client.get("/api/v1/session").status_code == 401
        finally:
            process.terminate()
    assert process.returncode == 0
