"""The headers of every answer."""

import re
from typing import Any

import httpx

from tests.support.serving import client_of, serving


def test_every_answer_has_the_security_headers(api: httpx.Client) -> None:
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


def test_a_map_style_from_another_origin_is_allowed_if_it_is_set(url: str) -> None:
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


def test_a_harmless_request_id_is_kept(api: httpx.Client) -> None:
    mine = api.get("/healthz", headers={"x-request-id": "job-7"}).headers["x-request-id"]
    other = api.get("/healthz", headers={"x-request-id": 'x" onload="'}).headers["x-request-id"]

    assert mine == "job-7"
    assert re.fullmatch("[0-9a-f]{16}", other)
