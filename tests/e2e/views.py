"""Steps that the tests share, named as a dispatcher would."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from fleettickets.demo.live_feed import DemoFeed
from fleettickets.store.connect import connect
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.site import Site

expect.set_options(timeout=PATIENCE_MS)

Feature = dict[str, Any]


def opened(page: Page, site: Site, query: str = "") -> Page:
    """Open the page and wait for its figures."""
    page.goto(f"{site.address}/{query}")
    expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))
    return page


def live(page: Page, site: Site, query: str = "") -> Page:
    """Open the page and wait until the server pushes changes to it."""
    opened(page, site, query)
    expect(page.get_by_test_id("link")).to_have_text("live")
    return page


def drawn(page: Page) -> None:
    """Wait until the map has finished drawing."""
    expect(page.get_by_test_id("map")).to_have_attribute("data-idle", "true")


def number(found: Locator) -> int:
    """Wait for a number in the text; return the first."""
    expect(found).to_have_text(re.compile(r"\d"))
    match = re.search(r"[\d,]+", found.inner_text())
    assert match, found.inner_text()
    return int(match[0].replace(",", ""))


def query_of(page: Page) -> dict[str, str]:
    """Return the parameters of the page's address."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def rings(page: Page) -> Locator:
    """Return the rings on the map."""
    return page.get_by_role("group", name="Groups of tickets on the map").get_by_role("button")


def click_middle(page: Page) -> None:
    """Click the middle of the map."""
    box = page.get_by_test_id("map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def listed(page: Page, count: int) -> None:
    """Wait until the list holds this many tickets."""
    words = f"{count:,} ticket" if count == 1 else f"{count:,} tickets"
    expect(page.get_by_test_id("list-count")).to_have_text(words)


def ids(features: Iterable[Feature]) -> set[str]:
    """Return the tickets' ids."""
    return {feature["id"] for feature in features}


def change(feed: DemoFeed, ticket_id: str, **values: Any) -> None:
    """Change an incident by hand: a trigger derives the other columns and notifies the page."""
    with connect(feed.url) as conn:
        for name, value in values.items():
            conn.execute(
                "UPDATE tickets.inc SET raw = jsonb_set(raw, ARRAY[%s], to_jsonb(%s::text))"
                " WHERE ticket_id = %s",
                [name, value, ticket_id],
            )
