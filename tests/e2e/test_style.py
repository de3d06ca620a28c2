"""Another map under the tickets: a style at one address, its tiles at another."""

import base64
import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from math import dist
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from benchmarks.page.browser import DESKTOP
from tests.e2e.site import Site
from tests.e2e.views import click_middle, drawn, live, opened
from tests.support.quiet_http import QuietHandler, answering

GROUND = (18, 52, 86)
"""The colour of every tile; nothing else on the page has it."""
# Reads a picture in the browser; the page's policy allows data: for images.
READ_PIXELS = """async (png) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${png}`;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    return [...canvas.getImageData(0, 0, picture.width, picture.height).data];
}"""


class Elsewhere(NamedTuple):
    """Two servers, and the paths requested from them."""

    style: str
    tiles: str
    asked: list[str]


def tile() -> bytes:
    """Return a PNG of one pixel in the ground colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes([0, *GROUND]))
    parts = (
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", header),
        chunk(b"IDAT", pixels),
        chunk(b"IEND", b""),
    )
    return b"".join(parts)


def handler(content: bytes, kind: str, asked: list[str]) -> type[QuietHandler]:
    """Return a request handler that always gives one answer, to pages of any origin."""

    class Handler(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    asked: list[str] = []
    with answering(handler(tile(), "image/png", asked)) as tiles:
        source = {"type": "raster", "tiles": [f"{tiles}/{{z}}/{{x}}/{{y}}.png"], "tileSize": 256}
        layer = {"id": "ground", "type": "raster", "source": "ground"}
        style = {"version": 8, "sources": {"ground": source}, "layers": [layer]}
        content = json.dumps(style).encode()
        with answering(handler(content, "application/json", asked)) as styles:
            yield Elsewhere(f"{styles}/style.json", tiles, asked)


def lonely(features: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the located ticket that is farthest from its nearest neighbour."""
    placed = [feature for feature in features if feature["geometry"]]

    def room(feature: dict[str, Any]) -> float:
        at = feature["geometry"]["coordinates"]
        others = (one["geometry"]["coordinates"] for one in placed if one is not feature)
        return min(dist(at, other) for other in others)

    return max(placed, key=room)


def ground_share(page: Page, dx: int) -> float:
    """Return the share of ground in a square of 32 pixels, dx pixels beside the map's middle."""
    box = page.get_by_test_id("map").bounding_box()
    assert box
    clip = {
        "x": box["x"] + box["width"] / 2 + dx - 16,
        "y": box["y"] + box["height"] / 2 - 16,
        "width": 32,
        "height": 32,
    }
    picture = base64.b64encode(page.screenshot(clip=clip)).decode()  # type: ignore[arg-type]
    values = page.evaluate(READ_PIXELS, picture)
    pixels = list(zip(*(values[channel::4] for channel in range(3)), strict=True))
    return sum(dist(pixel, GROUND) < 4 for pixel in pixels) / len(pixels)


def test_another_style_is_drawn_under_the_tickets(
    page: Page, site: Site, elsewhere: Elsewhere
) -> None:
    assert page.viewport_size == DESKTOP
    ticket = lonely(site.ask("/api/v1/inc/dashboard")["open"]["features"])
    longitude, latitude = ticket["geometry"]["coordinates"]
    environ = {"MAP_STYLE_URL": elsewhere.style, "MAP_STYLE_ORIGINS": elsewhere.tiles}
    with closing(Site(site.url, environ=environ)) as own:
        live(page, own, f"?map=16/{latitude:.5f}/{longitude:.5f}")
        drawn(page)

        assert "/style.json" in elsewhere.asked
        assert any(path.startswith("/17/") for path in elsewhere.asked)  # of 256 pixels
        assert ground_share(page, dx=-150) == 1
        assert 0.2 < ground_share(page, dx=0) < 0.95
        click_middle(page)
        expect(page.get_by_test_id("detail")).to_contain_text(ticket["id"])
        page.goto("about:blank")


def test_tiles_of_an_address_that_is_not_allowed_are_not_requested(
    page: Page, site: Site, elsewhere: Elsewhere, watched: Any
) -> None:
    watched.is_expected = True  # the browser logs what its policy refused
    with closing(Site(site.url, environ={"MAP_STYLE_URL": elsewhere.style})) as own:
        with page.expect_console_message(lambda message: elsewhere.tiles in message.text):
            opened(page, own)
        expect(page.get_by_test_id("map")).to_have_attribute("data-state", "ready")

        assert set(elsewhere.asked) == {"/style.json"}
        page.goto("about:blank")
