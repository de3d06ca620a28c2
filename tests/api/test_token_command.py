"""The command that makes tokens, and the server that does not start without one."""

import os
import re
import subprocess
import sys

import pytest

from fleettickets.commands import serve, token
from fleettickets.store.tokens import hash_of
from tests.support.serving import client_of, execute, make_token, serving


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
def test_an_ambiguous_token_name_is_refused(
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


@pytest.mark.parametrize(
    ("arguments", "environ"),
    [
        (["--require-token"], {}),
        ([], {"FLEETTICKETS_REQUIRE_TOKEN": "true"}),
        ([], {"FLEETTICKETS_PROXIES": "10.0.0.1"}),
    ],
)
def test_a_server_that_needs_tokens_does_not_start_without_a_live_one(
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
