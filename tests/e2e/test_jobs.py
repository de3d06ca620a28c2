"""The jobs of teams and people: in the panel, week by week, on a phone, and as a file."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.site import Site
from tests.e2e.test_accessibility import faults_in_both_themes, grave_faults
from tests.e2e.views import number, opened


def jobs_of(page: Page, site: Site, query: str = "") -> Locator:
    """Open the jobs' part of the panel."""
    opened(page, site, query)
    part = page.get_by_test_id("jobs")
    expect(part.get_by_role("table")).to_have_count(0)
    part.get_by_role("button", name="Jobs of teams and people").click()
    expect(part.get_by_test_id("jobs-table").first).to_be_visible()
    return part


def test_the_jobs_are_those_of_the_api(page: Page, site: Site) -> None:
    answer = site.ask("/api/v1/inc/closures", period="window", window="30d")
    part = jobs_of(page, site)

    first = answer["lines"][0]
    lines = part.get_by_test_id("jobs-line")
    expect(lines.first.get_by_role("rowheader")).to_contain_text(first["name"])
    expect(lines.first).to_contain_text(f"{first['first_fix_unknown']} recent")
    assert number(lines.first.locator("td").first) == first["jobs"]
    expect(lines.last.get_by_role("rowheader")).to_contain_text("All")
    assert number(lines.last.locator("td").first) == answer["total"]["jobs"]


def test_a_name_opens_its_weeks(page: Page, site: Site) -> None:
    answer = site.ask("/api/v1/inc/closures", by="owner", period="week", window="84d")
    name = answer["lines"][0]["name"]
    part = jobs_of(page, site)
    part.get_by_role("button", name="People", exact=True).click()

    part.get_by_role("button", name=name, exact=True).click()

    weeks = [line for line in answer["by_period"] if line["name"] == name]
    expect(part.get_by_test_id("jobs-name")).to_have_value(name)
    expect(part.get_by_role("rowheader")).to_have_count(len(weeks))
    for line, row in zip(weeks, part.get_by_test_id("jobs-line").all(), strict=True):
        expect(row.get_by_role("rowheader")).to_contain_text(line["week"][5:])
        assert number(row.locator("td").first) == line["jobs"]

    part.get_by_test_id("jobs-name").select_option(label="All")
    expect(part.get_by_role("rowheader")).to_have_count(len(answer["periods"]))


def test_the_jobs_follow_the_filters(page: Page, site: Site) -> None:
    cluster = site.ask("/api/v1/inc/filters")["clusters"][0]
    answer = site.ask("/api/v1/inc/closures", period="window", window="30d", cluster=cluster)
    part = jobs_of(page, site, f"?cluster={cluster}")

    expect(part.get_by_test_id("jobs-line").last.locator("td").first).to_have_text(
        f"{answer['total']['jobs']:,}"
    )


def test_the_file_holds_what_the_panel_asks_for(page: Page, site: Site) -> None:
    part = jobs_of(page, site)
    part.get_by_role("button", name="Days").click()
    expect(part.get_by_test_id("jobs-name")).to_be_visible()

    with page.expect_download() as download:
        part.get_by_test_id("jobs-csv").click()

    assert download.value.suggested_filename.startswith("inc-closures_30d_team_day_as-of_")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    answer = site.ask("/api/v1/inc/closures", period="day", window="30d")
    assert sum(int(row["jobs"]) for row in rows) == answer["total"]["jobs"]


def test_nothing_serious_in_the_jobs(page: Page, site: Site) -> None:
    part = jobs_of(page, site, "?tab=both")
    expect(part.get_by_role("table")).to_have_count(2)
    assert faults_in_both_themes(page) == []
    part.get_by_role("button", name="Weeks").click()
    expect(part.get_by_test_id("jobs-name")).to_have_count(2)
    assert faults_in_both_themes(page) == []


def test_the_jobs_fit_on_a_phone(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}/?pane=figures")
    part = page.get_by_test_id("jobs")
    part.get_by_role("button", name="Jobs of teams and people").click()
    table = part.get_by_test_id("jobs-table")
    expect(table).to_be_visible()

    box = table.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave_faults(page) == []
    part.scroll_into_view_if_needed()
