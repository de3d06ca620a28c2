"""What lies under the tickets: a configured style that cannot be loaded, and places far away."""

import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import Page, expect

from fleettickets.store.connect import connect
from tests.e2e.conftest import Watched
from tests.e2e.site import Site
from tests.e2e.views import click_middle, drawn, live, opened, query_of
from tests.support.quiet_http import QuietHandler, answering

RASTER = {
    "version": 8,
    "sources": {"far": {"type": "raster", "tiles": ["TILES/{z}/{x}/{y}.png"], "tileSize": 256}},
    "layers": [{"id": "far", "type": "raster", "source": "far"}],
}
FAULTS = {
    "forbidden": (403, "no"),
    "missing": (404, "no"),
    "failing": (500, "no"),
    "no JSON": (200, "<html>log in</html>"),
    "no style": (200, json.dumps({"version": 8, "layers": "none"})),
    "no tiles": (200, json.dumps(RASTER)),
    "silent": (0, ""),
    "gone": None,
}


@contextmanager
def broken_style(fault: str) -> Iterator[str]:
    """Yield the address of a style that has the fault."""
    kind = FAULTS[fault]
    if kind is None:
        yield "http://127.0.0.1:9/style.json"
        return
    status, text = kind

    class Handler(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            if not status:
                self.rfile.read()  # until the browser gives up
                return
            is_style = self.path == "/style.json"
            body = text.replace("TILES", f"http://{self.headers['Host']}").encode()
            self.send_response(status if is_style else 403)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with answering(Handler) as address:
        yield f"{address}/style.json"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_style_that_cannot_be_loaded_is_replaced(
    page: Page, site: Site, watched: Watched, fault: str
) -> None:
    watched.is_expected = True
    features = site.ask("/api/v1/inc/dashboard")["open"]["features"]
    at = next(f["geometry"]["coordinates"] for f in features if f["geometry"])
    with (
        broken_style(fault) as style,
        closing(Site(site.url, environ={"MAP_STYLE_URL": style})) as own,
    ):
        live(page, own, f"?tab=inc&map=18/{at[1]:.5f}/{at[0]:.5f}")

        expect(page.get_by_test_id("style-lost")).to_contain_text("could not be loaded")
        drawn(page)
        click_middle(page)
        expect(page.locator('[data-testid="detail"], .map-fan button').first).to_be_visible()
        page.goto("about:blank")


def test_places_beyond_east_africa_are_shown_if_the_area_allows_them(
    page: Page, own_url: str
) -> None:
    with closing(connect(own_url)) as conn:
        conn.execute(
            "UPDATE tickets.geo_settings SET west = NULL, south = NULL, east = NULL, north = NULL"
        )
        conn.execute(
            "UPDATE tickets.inc SET raw = raw || '{"
            '"latitude": "48.8566", "longitude": "2.3522"}\' WHERE ticket_id = ('
            "SELECT min(ticket_id) FROM tickets.inc WHERE is_open)"
        )
        conn.commit()
    with closing(Site(own_url)) as site:
        features = site.ask("/api/v1/inc/dashboard")["open"]["features"]
        [ticket] = [f for f in features if f["geometry"] and f["geometry"]["coordinates"][1] > 40]
        opened(page, site, f"?ticket=inc:{ticket['id']}")
        drawn(page)

        expect(page).to_have_url(re.compile("map=.*/48.*/2"))
        page.reload()
        drawn(page)
        assert query_of(page)["map"].split("/")[1].startswith("48.")
        page.goto("about:blank")


def test_many_unknown_parameters_are_one_line(page: Page, site: Site) -> None:
    opened(page, site, "?" + "&".join(f"p{number}={'x' * 99}" for number in range(120)))

    notice = page.get_by_test_id("complaints")
    expect(notice).to_contain_text("120 parameters")
    box = notice.bounding_box()
    assert box
    assert box["height"] < 60
