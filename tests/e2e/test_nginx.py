"""The page under a path behind a real nginx, with the documented configuration."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched
from tests.e2e.site import Site
from tests.e2e.views import number
from tests.support.nginx import nginx_before
from tests.support.serving import early_in_the_minute, execute, make_token

CLOSE = """
UPDATE tickets.inc SET raw = raw || '{"is_actionable": "false", "bucket": "closed",
    "normalized_status": "CLOSED COMPLETE", "closed_at": "2026-06-25 10:00:00"}'
WHERE ticket_id = (SELECT min(ticket_id) FROM tickets.inc WHERE is_open)
"""


@pytest.fixture
def token(own_url: str) -> str:
    return make_token(own_url, "behind nginx", "admin")


@pytest.fixture
def proxied(own_url: str, token: str, tmp_path: Path) -> Iterator[str]:
    assert token
    environ = {"FLEETTICKETS_PROXIES": "127.0.0.1"}
    with (
        closing(Site(own_url, environ=environ)) as site,
        nginx_before(site.address, tmp_path) as address,
    ):
        yield address


def test_the_page_is_live_under_the_path(
    page: Page, watched: Watched, proxied: str, token: str, own_url: str
) -> None:
    watched.is_expected = True  # the requests before the token
    page.goto(f"{proxied}/tickets?tab=inc")
    page.get_by_role("textbox", name="Token").fill(token)
    page.get_by_role("button", name="Open the map").click()
    expect(page.get_by_test_id("link")).to_have_text("live")
    assert page.url.startswith(f"{proxied}/tickets/?")
    before = number(page.get_by_test_id("open-count"))

    execute(own_url, CLOSE)

    expect(page.get_by_test_id("open-count")).to_contain_text(f"{before - 1}", timeout=15_000)
    page.get_by_test_id("row").first.click()
    expect(page.get_by_test_id("timeline")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_test_id("csv").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_events_files_and_conditions_pass_through(proxied: str, token: str, own_url: str) -> None:
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{proxied}/tickets", headers=headers, timeout=30) as client:
        with client.stream("GET", "/api/v1/events") as stream:
            lines = stream.iter_lines()
            began = monotonic()
            assert any(line.startswith("event: hello") for line in lines)
            execute(own_url, CLOSE)
            assert any(line.startswith("event: change") for line in lines)
            assert monotonic() - began < 10

        early_in_the_minute()
        first = client.get("/api/v1/inc/dashboard")
        known = {"if-none-match": first.headers["etag"]}
        again = client.get("/api/v1/inc/dashboard", headers=known)
        assert (first.status_code, again.status_code) == (200, 304)
        file = client.get("/api/v1/inc/tickets.csv?state=all")
        assert file.text.startswith("\ufeffticket_id,")
        assert client.head("/api/v1/inc/tickets.csv").status_code == 200
    assert httpx.get(f"{proxied}/tickets/api/v1/inc/dashboard").status_code == 401
    assert httpx.get(f"{proxied}/tickets").headers["location"] == "/tickets/"
