"""Pictures of the page in each way of looking at it: nothing cut off, covered or unreadable."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.boxes import faults_of, take
from tests.e2e.conftest import PATIENCE_MS, Watched
from tests.e2e.site import Site
from tests.e2e.test_accessibility import grave_faults
from tests.e2e.views import opened

WAYS: dict[str, dict[str, Any]] = {
    "a phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "a phone on its side": {"viewport": {"width": 844, "height": 390}, "has_touch": True},
    "400 percent": {"viewport": {"width": 320, "height": 256}},
    "large text": {"viewport": {"width": 1440, "height": 900}, "text": 200},
    "large text on a phone": {"viewport": {"width": 390, "height": 844}, "text": 200},
    "larger text on a small desk": {"viewport": {"width": 1200, "height": 800}, "text": 130},
    "a small desk": {"viewport": {"width": 1000, "height": 700}},
    "chosen light colours": {"forced_colors": "active"},
    "chosen dark colours": {"forced_colors": "active", "color_scheme": "dark"},
}
LEAST_BYTES = 6_000
"""A picture of one colour has fewer."""


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """Return the name of a way of looking at the page."""
    name: str = request.param
    return name


@pytest.fixture
def context(browser: Browser, way: str) -> Iterator[BrowserContext]:
    options = {name: value for name, value in WAYS[way].items() if name != "text"}
    with closing(browser.new_context(**options)) as made:
        made.set_default_timeout(PATIENCE_MS)
        yield made


@pytest.fixture
def page(context: BrowserContext, watched: Watched, way: str) -> Page:
    made = context.new_page()
    watched.watch(made)
    if size := WAYS[way].get("text"):
        style = f"document.documentElement.style.fontSize = '{size}%'"
        made.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {style} }})")
    return made


def check(page: Page, name: str) -> None:
    page.wait_for_timeout(400)  # until what slides has arrived
    assert len(take(page, name.replace(" ", "-"))) > LEAST_BYTES
    assert faults_of(page) == [], name
    assert grave_faults(page) == [], name


def test_every_part_is_whole(page: Page, site: Site, way: str) -> None:
    opened(page, site, "?tab=both&show=all&pane=map")
    panes = page.get_by_role("navigation", name="Parts of the page")
    check(page, f"{way} map")
    if panes.is_visible():
        for part in ("Figures", "List"):
            panes.get_by_role("button", name=part).click()
            check(page, f"{way} {part}")

    page.get_by_test_id("row").first.click()

    expect(page.get_by_test_id("detail")).to_be_in_viewport()
    check(page, f"{way} ticket")


def test_filters_and_dates_are_whole(page: Page, site: Site, way: str) -> None:
    opened(page, site, "?tab=inc&pane=list")
    filters = page.get_by_role("button", name="Filters")
    if filters.is_visible():
        filters.click()
    page.get_by_role("button", name="Dates").click()
    expect(page.get_by_label("From")).to_be_visible()

    check(page, f"{way} dates")


@pytest.mark.parametrize("way", ["400 percent"], indirect=True)
def test_a_part_that_is_chosen_is_in_view(page: Page, site: Site) -> None:
    """It is below what the window shows first."""
    opened(page, site, "?tab=inc&pane=map")
    panes = page.get_by_role("navigation", name="Parts of the page")

    panes.get_by_role("button", name="List").click()

    expect(page.get_by_test_id("csv")).to_be_in_viewport()


@pytest.mark.parametrize("way", ["chosen light colours", "chosen dark colours"], indirect=True)
def test_colours_that_mean_something_stay(page: Page, site: Site) -> None:
    opened(page, site, "?tab=both")
    for bar in (".sla-bar span", ".bar-track *"):
        colours = page.locator(bar).evaluate_all(
            "all => [...new Set(all.map(e => getComputedStyle(e).backgroundColor))]"
        )
        assert len(colours) > 1, bar
