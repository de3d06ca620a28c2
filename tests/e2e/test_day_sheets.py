"""The crews' day sheets in Chromium, on the screen and on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watched
from tests.e2e.crews import crews_url, day, located_template, site
from tests.e2e.site import Site
from tests.e2e.test_accessibility import grave_faults
from tests.support.crew_days import CrewDay
from tests.support.serving import execute

__all__ = ["crews_url", "day", "located_template", "site"]


def opened(page: Page, site: Site, day: CrewDay, query: str = "") -> None:
    page.add_init_script(f"sessionStorage.setItem('fleettickets.token', '{day.dispatcher}')")
    page.goto(f"{site.address}/sheets{query}")


def printed(page: Page, folder: Path) -> Path:
    path = folder / "sheets.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return path


def page_count(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_each_crew_has_a_page_of_its_own(
    page: Page, site: Site, day: CrewDay, tmp_path: Path
) -> None:
    opened(page, site, day)

    sheets = page.get_by_test_id("sheet")
    expect(sheets).to_have_count(2)
    expect(sheets.first.get_by_role("heading")).to_have_text("Kilimani 1")
    expect(sheets.first.get_by_role("row")).to_have_count(1 + 4 + 2)
    expect(sheets.first.get_by_role("row").nth(1)).to_contain_text("08:15")
    expect(sheets.first).to_contain_text("Lunch until 12:55")
    expect(sheets.first).to_contain_text("25 min late")
    assert grave_faults(page) == []
    assert page_count(printed(page, tmp_path)) == 2


def test_one_crew_can_be_asked_for(page: Page, site: Site, day: CrewDay, tmp_path: Path) -> None:
    opened(page, site, day, "?crew=Westlands%202")

    expect(page.get_by_test_id("sheet")).to_have_count(1)
    expect(page.get_by_role("heading", level=2)).to_have_text("Westlands 2")
    assert page_count(printed(page, tmp_path)) == 1


def test_a_long_day_goes_on_on_the_next_page(
    page: Page, site: Site, day: CrewDay, tmp_path: Path
) -> None:
    execute(
        site.url,
        "INSERT INTO dispatch.stops SELECT plan_id, crew_id, stop_number + 10 * n, latitude,"
        " longitude, travel_minutes, arrives_at, starts_at, ends_at, 0, FALSE"
        " FROM dispatch.stops, generate_series(1, 9) AS n",
    )
    execute(
        site.url,
        "INSERT INTO dispatch.stop_tickets SELECT plan_id, dataset, ticket_id || '-' || n, crew_id,"
        " stop_number + 10 * n FROM dispatch.stop_tickets, generate_series(1, 9) AS n",
    )
    opened(page, site, day, "?crew=Kilimani%201")
    expect(page.get_by_role("row")).to_have_count(1 + 40 + 2)

    pdf = printed(page, tmp_path)

    assert page_count(pdf) > 1


def test_without_a_token_the_page_asks_for_one(
    page: Page, site: Site, day: CrewDay, watched: Watched
) -> None:
    watched.is_expected = True
    page.goto(f"{site.address}/sheets")
    expect(page.get_by_role("status")).to_have_text("This page needs your access token.")

    page.get_by_label("Access token").fill(day.dispatcher)
    page.get_by_role("button", name="Show the sheets").click()

    expect(page.get_by_test_id("sheet")).to_have_count(2)


@pytest.mark.parametrize("query", ["?date=2026-01-01", "?crew=Nobody"])
def test_a_day_without_a_plan_says_so(
    page: Page, site: Site, day: CrewDay, watched: Watched, query: str
) -> None:
    watched.is_expected = True
    opened(page, site, day, query)

    expect(page.get_by_role("status")).to_contain_text(re.compile("no plan|No crew"))
