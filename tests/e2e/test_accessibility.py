"""axe-core finds nothing serious: in both themes, on a phone, and with a ticket open."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.views import drawn, opened

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}


def grave_faults(page: Page, *rules: str) -> list[Any]:
    """Return the serious violations that axe finds, by some of its rules or all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    result = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        (fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:3])
        for fault in result["violations"]
        if fault["impact"] in GRAVE
    ]


def faults_in_both_themes(page: Page) -> list[Any]:
    """Return the violations in both themes; only the colours differ in the dark one."""
    page.emulate_media(color_scheme="light")
    in_light = grave_faults(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    return in_light + grave_faults(page, "color-contrast")


def test_nothing_serious_on_a_desk(page: Page, site: Site) -> None:
    opened(page, site)
    assert faults_in_both_themes(page) == []

    page.get_by_role("tab", name="CRQ Installations").click()
    expect(page.get_by_test_id("due-overdue")).to_contain_text("Overdue")
    assert faults_in_both_themes(page) == []

    page.get_by_role("tab", name="Both").click()
    page.get_by_role("button", name="All", exact=True).click()
    page.get_by_test_id("sla-breached").click()
    page.get_by_test_id("row").first.click()
    expect(page.get_by_test_id("timeline")).to_be_visible()
    assert faults_in_both_themes(page) == []


def test_nothing_serious_in_an_empty_list(page: Page, site: Site) -> None:
    opened(page, site, "?slower=9999999&show=closed")
    expect(page.get_by_test_id("list")).to_contain_text("match the filters")
    assert grave_faults(page) == []


def test_nothing_serious_on_a_phone(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}/?pane=map")
    expect(page.get_by_test_id("list-count")).to_contain_text("ticket", use_inner_text=False)
    panes = page.get_by_role("navigation", name="Parts of the page")
    for pane in ("Map", "List", "Figures"):
        panes.get_by_role("button", name=pane).click()
        assert grave_faults(page) == []


def test_screen_readers_hear_how_many_tickets_are_shown(page: Page, site: Site) -> None:
    metrics = site.ask("/api/v1/inc/dashboard")["metrics"]
    opened(page, site)
    status = page.get_by_test_id("count-status")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_text(f"{metrics['open']:,} tickets shown")

    page.get_by_test_id("sla-breached").click()

    expect(status).to_have_text(f"{metrics['breached']:,} tickets shown")


def test_reduced_motion_disables_animations(page: Page, site: Site) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, site, "?map=11/-1.28/36.82")
    drawn(page)

    zoomed = page.get_by_role("button", name="Zoom in").evaluate(
        "button => { button.click(); return location.search; }"
    )
    assert "map=12.00" in zoomed  # at once: an animation ends later
    marked = page.get_by_test_id("row").first.evaluate(
        "row => { row.dataset.mark = 'new'; return getComputedStyle(row).animationDuration; }"
    )
    assert marked == "0.001s"


def test_nothing_serious_in_a_dialog(page: Page, site: Site) -> None:
    opened(page, site)
    page.get_by_role("button", name="Keys and symbols").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults_in_both_themes(page) == []
