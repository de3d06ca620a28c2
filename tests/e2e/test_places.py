"""The page under a path of another site, and in many windows at once."""

import re
import time
from contextlib import closing

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from fleettickets.demo.live_feed import DemoFeed
from tests.e2e.conftest import Watched
from tests.e2e.site import Site
from tests.e2e.views import change, drawn, live, number
from tests.support.subpath import under

WINDOWS = 6
"""As many connections as a browser opens to a server over HTTP/1.1."""


def test_six_windows_are_live_at_once(
    context: BrowserContext, site: Site, watched: Watched, feeds: dict[str, DemoFeed]
) -> None:
    pages = [context.new_page() for _ in range(WINDOWS)]
    for page in pages:
        watched.watch(page)
        live(page, site, "?tab=inc")
    _expect_one_stream(site)

    first, *others = pages
    first.close()  # the window that holds the stream
    for page in others:
        expect(page.get_by_test_id("link")).to_have_text("live")
    _expect_one_stream(site)
    closed = site.ask("/api/v1/inc/dashboard")["open"]["features"][0]["id"]
    before = number(others[0].get_by_test_id("open-count"))
    change(feeds["inc"], closed, is_actionable="false", closed_at="2026-06-25 10:00:00")

    for page in others:
        expect(page.get_by_test_id("open-count")).to_contain_text(f"{before - 1:,}", timeout=15_000)
        assert page.get_by_test_id("away").count() == 0


def _expect_one_stream(site: Site) -> None:
    """Wait until the windows have agreed on one of them, and the server has noticed."""
    # A stream that a proxy of another test held ends when the server next writes to it.
    ends_at = time.monotonic() + 60
    while "fleettickets_event_streams 1.0" not in _metrics(site):
        assert time.monotonic() < ends_at, re.findall("event_streams.*", _metrics(site))
        time.sleep(0.2)


def _metrics(site: Site) -> str:
    answer = site._http.request("GET", f"{site.address}/metrics")
    return answer.data.decode()


@pytest.mark.parametrize("prefix", ["/tickets", "/ops/field/tickets"])
def test_the_page_works_under_a_path(page: Page, site: Site, prefix: str) -> None:
    metrics = site.ask("/api/v1/inc/dashboard")["metrics"]
    with under(site.address, prefix) as address:
        page.goto(address)  # the proxy adds the slash
        expect(page.get_by_test_id("open-count")).to_contain_text(f"{metrics['open']:,}")
        expect(page.get_by_test_id("link")).to_have_text("live")
        drawn(page)

        page.get_by_test_id("row").first.click()

        expect(page.get_by_test_id("timeline")).to_be_visible()
        assert page.url.startswith(f"{address}/?")
        page.reload()
        expect(page.get_by_test_id("timeline")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_test_id("csv").click()
        assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_proxy_may_pass_the_path_on(page: Page, feeds: dict[str, DemoFeed], ending: str) -> None:
    environ = {"FLEETTICKETS_PATH": "/tickets"}
    with (
        closing(Site(feeds["inc"].url, environ=environ)) as site,
        under(site.address, "/tickets", strips=False) as address,
    ):
        page.goto(address + ending)
        expect(page.get_by_test_id("link")).to_have_text("live")
        assert page.url == f"{address}/"
