"""Everything works by keyboard alone: no test here uses a mouse."""

import re

from playwright.sync_api import Locator, Page, expect

from fleettickets.demo.live_feed import DemoFeed
from tests.e2e.site import Site
from tests.e2e.views import change, drawn, listed, live, number, opened, query_of, rings

MOST_STOPS = 40


def tab_to(page: Page, found: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if found.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{found} is not reached by Tab")


def test_the_list_opens_a_ticket_and_keeps_the_focus(page: Page, site: Site) -> None:
    opened(page, site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="To the list")).to_be_focused()
    page.keyboard.press("Enter")
    first = page.get_by_test_id("row").nth(0)
    expect(first).to_be_focused()

    page.keyboard.press("ArrowDown")
    second = page.get_by_test_id("row").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("detail")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_test_id("detail")).to_be_hidden()
    expect(second).to_be_focused()


def test_tabs_pickers_and_figures(page: Page, site: Site) -> None:
    opened(page, site)
    tab_to(page, page.get_by_role("tab", name="INC Incidents"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="CRQ Installations")).to_be_focused()
    metrics = site.ask("/api/v1/crq/dashboard")["metrics"]
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{metrics['open']:,}")

    tab_to(page, page.get_by_test_id("sla-at_risk"))
    page.keyboard.press("Enter")
    listed(page, metrics["at_risk"])
    assert query_of(page)["sla"] == "at_risk"
    page.keyboard.press("Enter")
    listed(page, metrics["open"])

    page.reload()
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{metrics['open']:,}")
    cluster = page.get_by_label("Cluster", exact=True)
    expect(cluster.locator("option").nth(2)).to_be_attached()
    tab_to(page, cluster)
    name = cluster.locator("option").nth(2).inner_text()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    wanted = site.ask("/api/v1/crq/dashboard", cluster=name)["metrics"]["open"]
    listed(page, wanted)
    assert query_of(page)["cluster"] == name


def test_a_ring_is_reached_and_opened(page: Page, site: Site) -> None:
    opened(page, site, "?map=9.5/-1.28/36.82")
    expect(rings(page).first).to_be_visible()
    drawn(page)
    tab_to(page, page.get_by_role("button", name="To the map"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Map", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    focused = page.locator('[data-testid="ring"]:focus')
    expect(focused).to_have_count(1)
    first = focused.get_attribute("aria-label")

    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        expect(focused).to_have_count(1)
        if focused.get_attribute("aria-label") != first:
            break
    else:
        raise AssertionError("no arrow leads to another ring")
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(re.compile("map=9.5"))
    drawn(page)
    assert float(query_of(page)["map"].split("/")[0]) > 9.5


def test_the_search_opens_a_ticket_and_escape_leaves_it(page: Page, site: Site) -> None:
    opened(page, site)
    count = number(page.get_by_test_id("list-count"))
    ticket_id = site.ask("/api/v1/inc/dashboard")["open"]["features"][0]["id"]

    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search by ticket id or place")).to_be_focused()
    page.keyboard.type(ticket_id)
    expect(page.get_by_role("option", name=re.compile(ticket_id))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("detail")).to_contain_text(ticket_id)
    expect(page.get_by_test_id("timeline")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_test_id("detail")).to_be_hidden()
    assert number(page.get_by_test_id("list-count")) == count
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys and symbols")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_focus_stays_near_an_element_that_disappears(page: Page, site: Site) -> None:
    opened(page, site, "?sla=breached&actionable=yes&colour=red")
    chips = page.get_by_role("button", name=re.compile("Remove filter"))
    expect(chips).to_have_count(2)
    hide = page.get_by_role("button", name="Hide")
    hide.focus()
    page.keyboard.press("Enter")
    expect(hide).to_have_count(0)
    assert within(page, ".top")

    chips.first.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    assert within(page, ".filters")


def within(page: Page, part: str) -> bool:
    """Whether the focused element is in a part of the page."""
    found = page.locator(f"{part} :focus")
    expect(found).to_have_count(1)
    return found.is_visible()


def test_back_from_a_ticket_restores_the_focus(page: Page, site: Site) -> None:
    opened(page, site, "?sort=age")
    ticket_id = site.ask("/api/v1/inc/dashboard", window="7d")["closed"]["features"][-1]["id"]
    search = page.get_by_role("combobox", name="Search by ticket id or place")
    page.keyboard.press("/")
    page.keyboard.type(ticket_id)
    expect(page.get_by_role("option", name=re.compile(ticket_id))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=ticket_id)).to_be_focused()

    page.go_back()

    expect(page.get_by_test_id("detail")).to_be_hidden()
    expect(search).to_be_focused()


def test_a_row_that_leaves_the_list_passes_the_focus_on(
    page: Page, site: Site, feeds: dict[str, DemoFeed]
) -> None:
    live(page, site)
    rows = page.get_by_test_id("row")
    page.get_by_role("button", name="To the list").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    gone, following = [rows.nth(at).get_attribute("data-ticket") or "" for at in (1, 2)]
    ticket_id = gone.partition(":")[2]
    closed_at = "2026-01-01 00:00:00"
    change(feeds["inc"], ticket_id, normalized_status="closed", closed_at=closed_at)

    expect(page.locator(f'[data-ticket="{gone}"]')).to_have_count(0)
    expect(page.locator(f'.grid [data-ticket="{following}"]')).to_be_focused()


def test_enter_opens_the_match_of_the_current_text(page: Page, site: Site) -> None:
    opened(page, site)
    first, other = [f["id"] for f in site.ask("/api/v1/inc/dashboard")["open"]["features"][:2]]
    page.keyboard.press("/")
    page.keyboard.type(first)
    expect(page.get_by_role("option", name=re.compile(first))).to_be_visible()

    page.get_by_role("combobox", name="Search by ticket id or place").fill(other)
    page.keyboard.press("Enter")  # before the answer

    expect(page.get_by_test_id("detail")).to_contain_text(other)
    assert query_of(page)["ticket"] == f"inc:{other}"
