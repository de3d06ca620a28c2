"""The page with chosen colours, on paper, on its side, with large text and at 400 %."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.test_accessibility import grave_faults
from tests.e2e.views import opened

LANDSCAPE = {"width": 844, "height": 390}
ZOOMED = {"width": 320, "height": 256}
"""1280 by 1024 at 400 %."""
SMALL = {"landscape": LANDSCAPE, "long landscape": {"width": 932, "height": 430}, "400 %": ZOOMED}
A4 = {"width": 718, "height": 1047}
"""210 by 297 mm at 96 px an inch, without margins of 10 mm."""
# Whose text does not fit into it, and whatever makes the page scroll sideways.
CUT = """() => {
    const seen = (e) => e.checkVisibility({visibilityProperty: true}) && e.clientWidth > 1;
    const cut = [...document.querySelectorAll('button, h1, h2, label, [role=tab], .notice, th, td')]
        .filter((e) => seen(e) && e.scrollWidth > e.clientWidth + 1)
        .map((e) => `${e.className}: ${e.textContent.trim()}`);
    const body = document.body;
    if (body.scrollWidth > innerWidth) cut.push(`the page is ${body.scrollWidth} wide`);
    return cut;
}"""


def panes_work(page: Page) -> None:
    """Check that each part of the page has room, and that a ticket opens."""
    panes = page.get_by_role("navigation", name="Parts of the page")
    for name, part in (("Map", "#map"), ("Figures", "#side"), ("List", "#list")):
        panes.get_by_role("button", name=name).click()
        box = page.locator(part).bounding_box()
        assert box
        assert box["height"] >= 180, name
        assert page.evaluate(CUT) == [], name
        assert grave_faults(page) == [], name
    page.get_by_test_id("row").first.click()
    detail = page.get_by_test_id("detail")
    expect(detail).to_be_in_viewport()
    assert page.evaluate(CUT) == []
    page.keyboard.press("Escape")
    expect(detail).to_be_hidden()


@pytest.mark.parametrize("size", SMALL)
def test_a_small_window_is_readable_and_usable(page: Page, site: Site, size: str) -> None:
    page.set_viewport_size(SMALL[size])  # type: ignore[arg-type]
    opened(page, site, "?tab=inc&pane=figures")
    panes_work(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_text_of_200_percent_is_readable_and_usable(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, site, "?tab=inc&pane=list")
    row = page.get_by_test_id("row").first
    expect(row).to_have_css("font-size", "14px")

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    expect(row).to_have_css("font-size", "28px")
    panes_work(page)


def test_chosen_colours_show_what_is_chosen(page: Page, site: Site) -> None:
    page.emulate_media(forced_colors="active")
    opened(page, site, "?tab=inc")
    assert grave_faults(page) == []
    for chosen in ('.segments [aria-pressed="true"]', '[role="tab"][aria-selected="true"]'):
        found = page.locator(chosen).first
        expect(found).to_have_css("outline-style", "solid")
    fills = page.evaluate(
        "[...document.querySelectorAll('.bar-bad, .bar-rest, .dot')]"
        ".map(e => getComputedStyle(e).forcedColorAdjust)"
    )
    assert fills
    assert set(fills) == {"none"}


def test_paper_has_every_row_by_team_and_a_sheet_for_one(page: Page, site: Site) -> None:
    features = site.ask("/api/v1/inc/dashboard")["open"]["features"]
    teams = {feature["properties"]["assigned_team"] for feature in features}
    opened(page, site, "?tab=inc")

    page.emulate_media(media="print")

    sheets = page.get_by_test_id("sheets")
    expect(sheets.locator("tbody tr")).to_have_count(len(features))
    expect(sheets.locator("section")).to_have_count(len(teams))
    expect(page.get_by_role("banner")).to_be_hidden()
    assert grave_faults(page) == []
    page.set_viewport_size(A4)  # type: ignore[arg-type]
    assert page.evaluate(CUT) == []
    [team, *_] = sorted(filter(None, teams))
    page.emulate_media(media="null")
    expect(sheets).to_have_count(0)

    opened(page, site, f"?{urlencode({'tab': 'inc', 'team': team})}")
    expect(page.get_by_test_id("list-count")).to_contain_text("ticket")
    one = pages_of(page)
    opened(page, site, "?tab=inc&show=all")
    assert pages_of(page) > one == 1


def pages_of(page: Page) -> int:
    """Print the page and return the number of sheets of paper."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf()))
