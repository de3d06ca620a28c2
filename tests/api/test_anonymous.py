"""Without a token, only callers on this machine are admitted, and only until the first token."""

import re

import httpx
import pytest

from tests.support.serving import client_of, execute, make_token, serving


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
def test_requests_from_elsewhere_need_a_token(headers: dict[str, str], api: httpx.Client) -> None:
    assert api.get("/api/v1/session", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:80", "127.0.0.1:1", "127.9.9.9", "[::1]:80"]
)
def test_every_loopback_name_is_accepted(host: str, api: httpx.Client) -> None:
    assert api.get("/api/v1/session", headers={"host": host}).status_code == 200


def test_after_the_first_token_every_request_needs_one(base: str, url: str) -> None:
    with client_of(base) as client:
        assert client.get("/api/v1/session").status_code == 200
        make_token(url, "mine", "viewer")
        assert client.get("/api/v1/session").status_code == 401
        execute(url, "UPDATE tickets.api_tokens SET revoked_at = now()")
        assert client.get("/api/v1/session").status_code == 401


def test_a_server_that_requires_tokens_refuses_requests_without_one(url: str) -> None:
    mine = make_token(url, "mine", "viewer")
    execute(url, "TRUNCATE tickets.api_tokens")
    for settings in ({"is_token_required": True}, {"proxies": ("127.0.0.1",)}):
        with serving(url, **settings) as base, client_of(base) as client:
            assert client.get("/api/v1/session").status_code == 401
            assert client.get("/metrics").status_code == 401
    assert re.fullmatch("ft_.*", mine)
