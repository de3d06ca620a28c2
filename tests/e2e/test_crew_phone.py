"""The crews' page on a phone in Chromium, with and without a connection."""

import json
import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from fleettickets.store.connect import connect
from fleettickets.store.tokens import revoke_token
from tests.e2e.conftest import PATIENCE_MS, Watched
from tests.e2e.crews import crews_url, day, located_template, site
from tests.e2e.site import Site
from tests.e2e.test_accessibility import grave_faults
from tests.support.crew_days import CrewDay, publish_without_last_stop
from tests.support.serving import client_of, execute, wait_until

__all__ = ["crews_url", "day", "located_template", "site"]

PHONE = {"width": 390, "height": 844}
LEAST_TOUCH = 44
REPORTS = (
    "SELECT dataset, ticket_id, arrived_at IS NOT NULL, done_at IS NOT NULL, reported_by"
    " FROM dispatch.crew_reports ORDER BY reported_at, ticket_id"
)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    with closing(made):
        made.set_default_timeout(PATIENCE_MS)
        yield made


def opened(page: Page, site: Site, token: str) -> Page:
    page.goto(f"{site.address}/crew#{token}")
    expect(page.get_by_role("heading")).to_have_text(re.compile("Kilimani 1|Westlands 2"))
    return page


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).tap()


def kept(page: Page) -> None:
    """Wait until the phone has the page for later."""
    page.wait_for_function("navigator.serviceWorker.ready.then((worker) => !!worker.active)")
    wait_until(lambda: page.evaluate("caches.keys().then((keys) => keys.length > 0)"))


def test_a_crew_sees_its_stops_in_order_with_ways_to_them(
    page: Page, site: Site, day: CrewDay
) -> None:
    opened(page, site, day.first)

    stops = page.get_by_test_id("stop")
    expect(stops).to_have_count(4)
    sheet = page.evaluate(
        """(token) => fetch('api/v1/dispatch/my-day', {headers: {authorization: `Bearer ${token}`}})
            .then((answer) => answer.json())""",
        day.first,
    )
    wanted = [stop["places"][0] for stop in sheet["stops"]]
    shown = [text.splitlines()[2] for text in stops.all_inner_texts()]
    assert shown == [" ".join(place.split()) for place in wanted]  # as a browser shows spaces
    expect(stops.first).to_contain_text("08:15")
    first = sheet["stops"][0]
    point = f"{first['latitude']:.6f},{first['longitude']:.6f}"
    geo = page.get_by_role("link", name="Navigate").get_attribute("href")
    assert geo is not None
    assert geo.startswith(f"geo:{point}?q={point}(")
    web = page.get_by_role("link", name="Web map").get_attribute("href")
    assert web == f"https://www.google.com/maps/dir/?api=1&destination={point}"
    sizes = page.evaluate(
        "[...document.querySelectorAll('button, a')].map((one) => one.getBoundingClientRect())"
        ".map(({width, height}) => Math.min(width, height))"
    )
    assert min(sizes) >= LEAST_TOUCH
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_what_a_crew_reports_reaches_the_dispatchers(page: Page, site: Site, day: CrewDay) -> None:
    opened(page, site, day.first)
    with client_of(site.address, day.dispatcher) as ann:
        with ann.stream("GET", "/api/v1/events") as events:
            lines = events.iter_lines()
            assert any(line == "event: hello" for line in lines)

            tap(page, "Arrived")

            assert any(line == "event: dispatch" for line in lines)
        reports = ann.get("/api/v1/dispatch/day").json()["reports"]
    assert [(one["crew"], one["arrived_at"] is not None) for one in reports] == [
        ("Kilimani 1", True)
    ]
    expect(page.get_by_test_id("stop").first).to_contain_text(re.compile(r"Arrived \d\d:\d\d"))

    tap(page, "Done")

    expect(page.get_by_text("1 of 4 done")).to_be_visible()
    expect(page.get_by_role("region", name="Stop 2")).to_be_visible()
    wait_until(lambda: execute(site.url, REPORTS)[0][2:4] == (True, True))


def test_a_tap_can_be_taken_back(page: Page, site: Site, day: CrewDay) -> None:
    opened(page, site, day.first)

    tap(page, "Arrived")
    tap(page, "Undo")

    expect(page.get_by_role("button", name="Arrived", exact=True)).to_be_visible()
    page.wait_for_timeout(5_000)
    assert execute(site.url, REPORTS) == []


def test_without_a_connection_the_page_opens_and_reports_are_sent_later(
    page: Page, context: BrowserContext, site: Site, day: CrewDay, watched: Watched
) -> None:
    watched.is_expected = True
    opened(page, site, day.first)
    kept(page)
    context.set_offline(True)
    site.stop()

    page.reload()

    expect(page.get_by_test_id("stop")).to_have_count(4)
    expect(page.get_by_test_id("connection")).to_contain_text("No connection · as of")
    tap(page, "Arrived")
    tap(page, "Done")
    tap(page, "Arrived")
    expect(page.get_by_test_id("connection")).to_contain_text("3 reports wait")
    expect(page.get_by_test_id("stop").first).to_contain_text("not sent yet")
    page.reload()
    expect(page.get_by_text("1 of 4 done")).to_be_visible()

    site.start()
    context.set_offline(False)

    expect(page.get_by_test_id("connection")).to_contain_text("Connected")
    expect(page.get_by_text("not sent yet")).to_have_count(0)
    expect(page.get_by_test_id("connection")).not_to_contain_text("wait")
    assert [row[2:] for row in execute(site.url, REPORTS)] == [
        (True, True, "phone of Kilimani 1"),
        (True, False, "phone of Kilimani 1"),
    ]


def test_a_report_that_was_answered_to_nobody_counts_once(
    page: Page, site: Site, day: CrewDay, watched: Watched
) -> None:
    watched.is_expected = True
    opened(page, site, day.first)
    sent: list[str] = []

    def lose_first(route: Route) -> None:
        sent.append(route.request.post_data or "")
        if len(sent) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route("**/my-day/reports", lose_first)
    with page.expect_event("requestfailed"):
        tap(page, "Arrived")
    expect(page.get_by_test_id("connection")).to_contain_text("1 report waits")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_test_id("connection")).not_to_contain_text("waits")

    assert len(sent) > 1
    assert [json.loads(body) for body in sent] == [json.loads(sent[0])] * len(sent)
    assert len(execute(site.url, REPORTS)) == 1


@pytest.mark.parametrize("link", ["", "ft_wrong", "dispatcher"])
def test_a_wrong_link_says_so(
    page: Page, site: Site, day: CrewDay, watched: Watched, link: str
) -> None:
    watched.is_expected = True
    page.goto(f"{site.address}/crew#{day.dispatcher if link == 'dispatcher' else link}")

    said = {"": "Open the link", "ft_wrong": "has ended or is wrong", "dispatcher": "not a crew's"}
    expect(page.locator(".message")).to_contain_text(said[link])
    assert grave_faults(page) == []


def test_an_ended_link_says_so_and_shows_the_day_no_more(
    page: Page, site: Site, day: CrewDay, watched: Watched
) -> None:
    watched.is_expected = True
    opened(page, site, day.first)
    with closing(connect(site.url)) as conn:
        revoke_token(conn, "phone of Kilimani 1")

    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.locator(".message")).to_contain_text("has ended or is wrong")
    expect(page.get_by_test_id("stop")).to_have_count(0)
    page.reload()
    expect(page.locator(".message")).to_contain_text("has ended or is wrong")
    stored = page.evaluate("JSON.stringify(localStorage)")
    assert "WOT" not in stored


def test_a_new_plan_is_announced(page: Page, site: Site, day: CrewDay) -> None:
    opened(page, site, day.first)
    publish_without_last_stop(site.url)
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.get_by_test_id("stop")).to_have_count(3)
    expect(page.get_by_role("alert")).to_contain_text("Your plan changed at")
    tap(page, "Seen")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_two_crews_on_one_phone_keep_their_reports_apart(
    page: Page, site: Site, day: CrewDay
) -> None:
    opened(page, site, day.first)
    first = page.get_by_test_id("stop").first.inner_text()

    page.goto(f"{site.address}/crew#{day.second}")

    expect(page.get_by_role("heading")).to_have_text("Westlands 2")
    assert page.get_by_test_id("stop").first.inner_text() != first


def test_nothing_serious_in_both_themes(page: Page, site: Site, day: CrewDay) -> None:
    opened(page, site, day.first)
    tap(page, "Arrived")
    tap(page, "Done")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert grave_faults(page) == []
