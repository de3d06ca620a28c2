"""Tickets that wait: counted apart, listed, opened, found and exported."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, Route, expect

from fleettickets.demo.live_feed import DemoFeed
from fleettickets.store.connect import connect
from tests.e2e.site import Site
from tests.e2e.views import change, ids, listed, live, number, opened, query_of

DASHBOARD = "/api/v1/inc/dashboard"
LIST = "?show=waiting&pane=list"


@pytest.fixture
def waiting_id(feeds: dict[str, DemoFeed]) -> str:
    """The id of an incident that waits."""
    with connect(feeds["inc"].url) as conn:
        [ticket_id] = conn.execute(
            "SELECT min(ticket_id) FROM tickets.inc WHERE is_open"
        ).fetchone() or [""]
    change(feeds["inc"], ticket_id, is_actionable="false", normalized_status="ON HOLD")
    return str(ticket_id)


def test_waiting_tickets_are_counted_apart_and_a_click_lists_them(
    page: Page, site: Site, waiting_id: str
) -> None:
    answer = site.ask(DASHBOARD, window="24h")
    opened(page, site)
    figure = page.get_by_test_id("waiting")
    assert number(figure) == answer["metrics"]["waiting"] > 0
    assert number(page.get_by_test_id("open-count")) == answer["metrics"]["open"]
    assert waiting_id not in ids(answer["open"]["features"])

    figure.click()

    listed(page, answer["metrics"]["waiting"])
    assert query_of(page)["show"] == "waiting"
    assert number(page.get_by_test_id("open-count")) == answer["metrics"]["open"]
    figure.click()
    listed(page, answer["metrics"]["open"])


def test_both_counts_the_waiting_tickets_of_all_types(
    page: Page, site: Site, waiting_id: str
) -> None:
    answers = [site.ask(f"/api/v1/{name}/dashboard", window="24h") for name in ("inc", "crq")]
    assert waiting_id in ids(answers[0]["waiting"]["features"])
    opened(page, site, "?tab=both&show=waiting")

    total = sum(answer["metrics"]["waiting"] for answer in answers)
    listed(page, total)
    assert number(page.get_by_test_id("waiting")) == total


def test_a_waiting_ticket_opens_and_the_search_finds_it(
    page: Page, site: Site, waiting_id: str
) -> None:
    opened(page, site)

    page.keyboard.press("/")
    page.keyboard.type(waiting_id)
    option = page.get_by_role("option", name=re.compile(waiting_id))
    expect(option).to_contain_text("Waiting")
    option.click()

    detail = page.get_by_test_id("detail")
    expect(detail).to_contain_text(waiting_id)
    expect(detail).to_contain_text("Waiting")
    expect(detail).to_contain_text("Waiting: ON HOLD")


def test_the_csv_holds_the_waiting_tickets(page: Page, site: Site, waiting_id: str) -> None:
    wanted = ids(site.ask(DASHBOARD, window="24h")["waiting"]["features"])
    opened(page, site, LIST)
    listed(page, len(wanted))

    with page.expect_download() as download:
        page.get_by_test_id("csv").click()

    records = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert {row["ticket_id"] for row in records} == wanted
    assert {row["lifecycle"] for row in records} == {"waiting"}
    assert waiting_id in wanted


def test_a_ticket_that_begins_to_wait_is_marked_in_the_list(
    page: Page, site: Site, feeds: dict[str, DemoFeed]
) -> None:
    live(page, site, "?show=all&sort=ticket")
    ticket_id = site.ask(DASHBOARD)["open"]["features"][0]["id"]

    change(feeds["inc"], ticket_id, is_actionable="false")

    expect(page.get_by_test_id("announcement")).to_contain_text("1 waiting")


def test_the_timeline_shows_when_a_ticket_waited(
    page: Page, site: Site, feeds: dict[str, DemoFeed]
) -> None:
    with connect(feeds["inc"].url) as conn:
        [ticket_id] = conn.execute(
            "SELECT ticket_id FROM tickets.ticket_events WHERE dataset = 'inc'"
            " AND kind IN ('waiting', 'resumed')"
            " GROUP BY ticket_id HAVING count(DISTINCT kind) = 2 ORDER BY ticket_id LIMIT 1"
        ).fetchone() or [""]
    opened(page, site, f"?ticket=inc:{ticket_id}")

    timeline = page.get_by_test_id("timeline")
    expect(timeline.get_by_text("Waiting", exact=True).first).to_be_visible()
    expect(timeline.get_by_text("Actionable again", exact=True).first).to_be_visible()


def test_a_cut_list_says_so_and_the_figure_counts_all(
    page: Page, site: Site, waiting_id: str
) -> None:
    def cut(route: Route) -> None:
        answer = route.fetch()
        dashboard = answer.json()
        dashboard["waiting"]["truncated"] = True
        dashboard["metrics"]["waiting"] = 3_412
        route.fulfill(response=answer, json=dashboard)

    page.route(f"**{DASHBOARD}?*", cut)
    opened(page, site)
    expect(page.get_by_test_id("waiting")).to_contain_text("3,412")
    expect(page.get_by_test_id("cut-waiting-inc")).to_have_count(0)

    page.get_by_test_id("waiting").click()

    expect(page.get_by_test_id("cut-waiting-inc")).to_contain_text("of 3,412 waiting tickets")
    expect(page.locator(f'[data-ticket="inc:{waiting_id}"]')).to_have_count(1)


def test_open_tickets_that_are_left_out_are_said_to_be(page: Page, site: Site) -> None:
    def cut(route: Route) -> None:
        answer = route.fetch()
        dashboard = answer.json()
        dashboard["open"]["truncated"] = True
        dashboard["metrics"]["open"] = 60_000
        route.fulfill(response=answer, json=dashboard)

    page.route(f"**{DASHBOARD}?*", cut)
    opened(page, site)

    expect(page.get_by_test_id("cut-open-inc")).to_contain_text("of 60,000 open tickets")
