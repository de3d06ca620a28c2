"""axe-core finds nothing serious, in either colours, on a phone, and with a ticket open."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.test_page import opened

AXE = Path(__file__).parents[2] / "src/fleettickets/web/node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}


def grave_faults(page: Page) -> list[Any]:
    page.evaluate(AXE.read_text())
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (fault["id"], fault["impact"], [node["target"] for node in fault["nodes"]][:3])
        for fault in result["violations"]
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?tab=crq", "?tab=both&window=7d"])
def test_nothing_serious_on_a_desk(page: Page, site: Site, scheme: str, query: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    opened(page, site, query)

    assert grave_faults(page) == []


@pytest.mark.parametrize("pane", ["map", "list", "figures"])
def test_nothing_serious_on_a_phone(page: Page, site: Site, pane: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}/?pane={pane}")
    expect(page.get_by_test_id("list-count")).to_contain_text("ticket", use_inner_text=False)

    assert grave_faults(page) == []


def test_nothing_serious_with_a_ticket_open(page: Page, site: Site) -> None:
    opened(page, site)
    page.get_by_test_id("row").first.click()
    expect(page.get_by_test_id("timeline")).to_be_visible()

    assert grave_faults(page) == []
