"""Events while the page is open: imports, and servers and databases that fail and recover."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import psycopg
from playwright.sync_api import Page, Route, expect
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from fleettickets.demo.live_feed import DemoFeed
from fleettickets.local.postgres import PostgresServer
from tests.e2e.conftest import Watched
from tests.e2e.site import Site
from tests.e2e.views import change, click_middle, drawn, ids, listed, live, number

Feeds = dict[str, DemoFeed]
DASHBOARD = "/api/v1/inc/dashboard"
PUSHED_MS = 10_000
POLLED_S = 30

# Marks last ten seconds; what had one is counted as they come.
WATCH_MARKS = """() => {
    window.marked = {row: 0, ring: 0};
    const look = () => {
        for (const kind of ['row', 'ring']) {
            window.marked[kind] +=
                document.querySelectorAll(`[data-testid="${kind}"][data-mark]`).length;
        }
    };
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true,
        attributes: true, attributeFilter: ['data-mark']});
}"""


def imported(feeds: Feeds, files: int) -> None:
    """Import the next files of the incidents."""
    later = feeds["inc"].later_files()
    for _ in range(files):
        assert feeds["inc"].follow(later)


def test_an_import_shows_without_a_reload_and_is_marked(
    page: Page, site: Site, feeds: Feeds
) -> None:
    live(page, site, "?sort=age")  # the youngest first, so that new ones are in view
    drawn(page)
    page.evaluate(WATCH_MARKS)
    before = page.get_by_test_id("freshness-inc").inner_text()
    with page.expect_response("**/api/v1/freshness"):
        # The page now asks once, then not for half a minute: an earlier change was pushed.
        page.evaluate("dispatchEvent(new Event('online'))")
    asked_at = monotonic()

    imported(feeds, files=2)

    expect(page.get_by_test_id("freshness-inc")).not_to_have_text(before, timeout=PUSHED_MS)
    wanted = site.ask(DASHBOARD)["metrics"]["open"]
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{wanted:,}", timeout=PUSHED_MS)
    assert monotonic() - asked_at < POLLED_S
    expect(page.get_by_test_id("announcement")).to_contain_text("Incidents: ")
    marked = page.evaluate("window.marked")  # it would be undefined after a reload
    assert marked["row"] > 0
    assert marked["ring"] > 0


def test_a_lost_server_leaves_the_data_greyed_until_it_is_back(
    page: Page, site: Site, watched: Watched, feeds: Feeds
) -> None:
    watched.is_expected = True
    live(page, site, "?sort=age")
    before = number(page.get_by_test_id("open-count"))

    site.stop()

    expect(page.get_by_test_id("away")).to_contain_text("since")
    expect(page.locator("#board")).to_have_attribute("data-old", "true")
    assert number(page.get_by_test_id("open-count")) == before
    # Tickets imported meanwhile are there, and marked, when the server is back.
    page.evaluate(WATCH_MARKS)
    imported(feeds, files=2)
    site.start()
    expect(page.get_by_test_id("away")).to_be_hidden()
    expect(page.get_by_test_id("link")).to_have_text("live")
    wanted = site.ask(DASHBOARD)["metrics"]["open"]
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{wanted:,}")
    assert page.evaluate("window.marked")["row"] > 0


@contextmanager
def refused(page: Page, path: str, code: str) -> Iterator[None]:
    """Answer requests of the page in place of the server, as if it were too busy."""
    body = {"code": code, "message": "Not now.", "details": None, "hint": None}
    pattern = f"**{path}*"
    page.route(
        pattern,
        lambda route: route.fulfill(status=503, headers={"Retry-After": "1"}, json=body),
    )
    try:
        yield
    finally:
        page.unroute(pattern)


def test_the_page_waits_for_its_configuration(page: Page, site: Site, watched: Watched) -> None:
    watched.is_expected = True
    with refused(page, "/config.json", "FT606"):
        page.goto(f"{site.address}/?tab=crq")
        expect(page.get_by_role("status")).to_contain_text("The page keeps trying")
    expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))
    expect(page.get_by_role("tab", name="CRQ Installations")).to_have_attribute(
        "aria-selected", "true"
    )


def test_a_backlog_that_fails_alone_is_reported_and_recovers(
    page: Page, site: Site, watched: Watched, feeds: Feeds
) -> None:
    watched.is_expected = True
    live(page, site)
    chart = page.get_by_test_id("backlog")
    failed = page.get_by_test_id("backlog-failed")
    expect(chart.get_by_role("button").first).to_be_visible()
    with refused(page, "/backlog", "FT606"):
        imported(feeds, files=1)
        expect(failed).to_contain_text("last known days")
        expect(chart.get_by_role("button").first).to_be_visible()
        cluster = site.ask(DASHBOARD)["by_cluster"][0]["cluster"]
        live(page, site, f"?cluster={cluster}")
        expect(failed).to_contain_text("could not be loaded")
        expect(chart.get_by_role("button")).to_have_count(0)
    imported(feeds, files=1)
    expect(failed).to_be_hidden()
    expect(chart.get_by_role("button").first).to_be_visible()


@contextmanager
def held(page: Page, path: str) -> Iterator[list[Route]]:
    """Hold back the answers to requests of the page until the end."""
    questions: list[Route] = []

    def hold(route: Route) -> None:
        questions.append(route)

    page.route(f"**{path}*", hold)
    yield questions
    for question in questions:
        question.continue_()
    page.unroute(f"**{path}*")


def test_a_backlog_is_never_shown_for_another_dataset(page: Page, site: Site) -> None:
    live(page, site)
    days = page.get_by_test_id("backlog").get_by_role("button")
    expect(days.first).to_be_visible()
    with held(page, "/api/v1/crq/backlog"):
        page.get_by_role("tab", name="CRQ Installations").click()

        opens = site.ask("/api/v1/crq/dashboard")["metrics"]["open"]
        expect(page.get_by_test_id("open-count")).to_contain_text(f"{opens:,}")
        expect(days).to_have_count(0)
        expect(page.get_by_test_id("backlog")).to_contain_text("Loading")
    expect(days.first).to_be_visible()


def test_looking_around_sends_no_request_again(page: Page, site: Site) -> None:
    with held(page, DASHBOARD) as questions:
        page.goto(site.address)
        expect(page.get_by_test_id("freshness-crq")).to_contain_text("EAT")
        page.get_by_role("button", name="Zoom in").click()
        expect(page).to_have_url(re.compile("map="))
        page.get_by_role("button", name="Sort by place").click()
        expect(page).to_have_url(re.compile("sort=place"))
        assert len(questions) == 1
    expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))


def test_a_hidden_tab_holds_no_stream(page: Page, site: Site, feeds: Feeds) -> None:
    live(page, site)
    look = "shown => { Object.defineProperty(document, 'visibilityState',"
    look += " {value: shown, configurable: true});"
    look += " document.dispatchEvent(new Event('visibilitychange', {bubbles: true})); }"
    with page.expect_event("requestfailed", lambda r: r.url.endswith("/api/v1/events")):
        page.evaluate(look, "hidden")
    expect(page.get_by_test_id("link")).not_to_have_text("live")
    imported(feeds, files=1)

    page.evaluate(look, "visible")

    expect(page.get_by_test_id("link")).to_have_text("live")
    wanted = site.ask(DASHBOARD)["metrics"]["open"]
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{wanted:,}", timeout=PUSHED_MS)


def test_the_right_to_export_is_requested_again_after_a_failure(
    page: Page, site: Site, watched: Watched
) -> None:
    watched.is_expected = True
    with refused(page, "/api/v1/session", "FT301"):
        live(page, site)
        expect(page.get_by_test_id("csv")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_test_id("csv")).to_be_visible()


def test_a_ticket_that_fails_alone_is_marked_as_old(
    page: Page, site: Site, watched: Watched, feeds: Feeds
) -> None:
    watched.is_expected = True
    ticket = site.ask(DASHBOARD)["open"]["features"][0]["id"]
    live(page, site, f"?ticket=inc:{ticket}")
    detail = page.get_by_test_id("detail")
    old = page.get_by_test_id("detail-old")
    expect(detail).to_contain_text("Opened")
    expect(old).to_be_hidden()
    with refused(page, f"/api/v1/inc/tickets/{ticket}", "FT606"):
        imported(feeds, files=1)
        expect(old).to_contain_text("Could not refresh")
        expect(detail).to_have_css("filter", "grayscale(1)")
        expect(detail).to_contain_text("Opened")
    imported(feeds, files=1)
    expect(old).to_be_hidden()
    expect(detail).to_have_css("filter", "none")
    with refused(page, DASHBOARD, "FT606"):
        imported(feeds, files=1)
        expect(page.locator("#board")).to_have_attribute("data-old", "true")
        expect(detail).to_have_css("filter", "grayscale(1)")
        expect(old).to_be_hidden()


WATCH_GREY = """() => {
    window.ungreyed = 0;
    const board = document.getElementById('board');
    new MutationObserver(() => { window.ungreyed += board.dataset.old === 'false' ? 1 : 0; })
        .observe(board, {attributes: true, attributeFilter: ['data-old']});
}"""


def test_figures_keep_their_own_age_while_only_freshness_is_answered(
    page: Page, site: Site, watched: Watched, feeds: Feeds
) -> None:
    watched.is_expected = True
    live(page, site)
    age = page.get_by_test_id("freshness-inc")
    as_of = age.inner_text().partition(",")[0]
    away = page.get_by_test_id("away")

    with refused(page, DASHBOARD, "FT606"):
        imported(feeds, files=3)  # one may be of the same minute
        expect(away).to_contain_text("too busy since")
        notice = away.inner_text()
        page.evaluate(WATCH_GREY)
        for _ in range(2):
            with page.expect_response("**/api/v1/freshness") as answer:
                pass
            assert answer.value.status in (200, 304)
        expect(page.locator("#board")).to_have_attribute("data-old", "true")
        assert page.evaluate("window.ungreyed") == 0
        assert away.inner_text() == notice
        assert age.inner_text().partition(",")[0] == as_of

    expect(away).to_be_hidden()
    expect(age).not_to_contain_text(as_of)
    expect(page.locator("#board")).to_have_attribute("data-old", "false")


def test_both_shows_no_total_until_both_have_answered(
    page: Page, site: Site, watched: Watched
) -> None:
    watched.is_expected = True
    live(page, site)

    with refused(page, "/api/v1/crq/dashboard", "FT606"):
        page.get_by_role("tab", name="Both").click()
        expect(page.get_by_test_id("away")).to_contain_text("Installations")
        expect(page.locator("#board")).to_have_attribute("data-old", "true")
        for figure in ("open-count", "created", "list-count"):
            expect(page.get_by_test_id(figure)).to_contain_text("\N{EN DASH}")
        assert page.get_by_test_id("row").count() == 0

    metrics = [site.ask(f"/api/v1/{name}/dashboard")["metrics"] for name in ("inc", "crq")]
    listed(page, sum(each["open"] for each in metrics))
    board = page.locator("#board")
    expect(board).to_have_attribute("data-old", "false")
    created = page.get_by_test_id("created").inner_text()

    with refused(page, "/api/v1/crq/dashboard", "FT606"):
        with page.expect_response("**/api/v1/inc/dashboard?window=7d"):
            page.get_by_role("button", name="7 d", exact=True).click()
        expect(page.get_by_test_id("away")).to_contain_text("your earlier filters")
        expect(board).to_have_attribute("data-old", "true")
        assert page.get_by_test_id("created").inner_text() == created
    expect(board).to_have_attribute("data-old", "false")
    weeks = [site.ask(f"/api/v1/{name}/dashboard", window="7d") for name in ("inc", "crq")]
    total = sum(each["metrics"]["created"] for each in weeks)
    expect(page.get_by_test_id("created")).to_contain_text(f"{total:,}")


@contextmanager
def locked_out(server: PostgresServer, url: str) -> Iterator[None]:
    """Refuse connections to the database until the end."""
    name = str(conninfo_to_dict(url)["dbname"])
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(server.dsn, autocommit=True) as conn:
        conn.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        try:
            conn.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            yield
        finally:
            conn.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


def test_a_lost_database_is_reported_and_the_page_recovers(
    page: Page, site: Site, watched: Watched, feeds: Feeds, postgres_server: PostgresServer
) -> None:
    watched.is_expected = True
    live(page, site)
    before = number(page.get_by_test_id("open-count"))

    with locked_out(postgres_server, feeds["inc"].url):
        page.get_by_role("button", name="7 d", exact=True).click()
        away = page.get_by_test_id("away")
        expect(away).to_contain_text("Database unreachable since")
        expect(away).to_contain_text("your earlier filters")
        expect(page.get_by_test_id("link")).to_have_text("server unavailable")
        expect(page.get_by_test_id("freshness-inc")).to_contain_text("EAT")
        expect(page.locator("#board")).to_have_attribute("data-old", "true")
        assert number(page.get_by_test_id("open-count")) == before
        assert page.get_by_test_id("row").count() > 0

    expect(away).to_be_hidden()
    expect(page.get_by_test_id("link")).to_have_text("live")
    expect(page.locator("#board")).to_have_attribute("data-old", "false")
    closed = site.ask(DASHBOARD, window="7d")["metrics"]["closed"]
    expect(page.get_by_test_id("closed-count")).to_contain_text(f"{closed:,}")


def test_a_fan_stays_open_until_its_own_tickets_change(
    page: Page, site: Site, feeds: Feeds
) -> None:
    latitude, longitude = "-1.4321", "36.6543"
    opens = site.ask(DASHBOARD)["open"]["features"]
    stack = opens[:3]
    for feature in stack:
        change(feeds["inc"], feature["id"], latitude=latitude, longitude=longitude)
    other = next(iter(ids(opens) - ids(stack)))
    live(page, site, f"?map=17/{latitude}/{longitude}")
    drawn(page)
    click_middle(page)
    fan = page.get_by_test_id("fan-ticket")
    expect(fan).to_have_count(len(stack))
    words = [ticket.get_attribute("aria-label") or "" for ticket in fan.all()]
    assert {word.partition(",")[0] for word in words} == ids(stack)

    change(feeds["inc"], other, owner="Somebody Else")
    with_owner = site.ask(DASHBOARD, owner="Somebody Else")["open"]["features"]
    assert ids(with_owner) == {other}
    page.get_by_label("Owner", exact=True).get_by_text("Somebody Else").wait_for(state="attached")
    expect(page.locator("#board")).to_have_attribute("aria-busy", "false")
    expect(fan).to_have_count(len(stack))

    closed_at = "2026-01-01 00:00:00"
    change(feeds["inc"], stack[0]["id"], normalized_status="closed", closed_at=closed_at)
    assert stack[0]["id"] not in ids(site.ask(DASHBOARD)["open"]["features"])
    expect(fan).to_have_count(0)
