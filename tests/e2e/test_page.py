"""A dispatcher's day: looking, opening and searching, on a desktop and on a phone."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import closing, redirect_stdout
from datetime import datetime, timedelta, timezone

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect

from fleettickets.commands import token
from tests.e2e.conftest import PATIENCE_MS, Watched
from tests.e2e.site import Site
from tests.e2e.views import drawn, number, opened, query_of, rings


def test_it_opens_with_what_the_database_counts(page: Page, site: Site) -> None:
    opened(page, site)
    metrics = site.ask("/api/v1/inc/dashboard", window="24h")["metrics"]

    assert number(page.get_by_test_id("open-count")) == metrics["open"]
    assert number(page.get_by_test_id("list-count")) == metrics["open"]
    for state in ("breached", "at_risk", "on_track"):
        assert number(page.get_by_test_id(f"sla-{state}")) == metrics[state]
    expect(page.get_by_test_id("map")).to_have_attribute("data-state", "ready")
    names = ("created", "closings", "reopened")
    flows = {name: number(page.get_by_test_id(name)) for name in names}
    assert flows == {name: metrics[name] for name in flows}
    net = flows["created"] + flows["reopened"] - flows["closings"]
    words = f"{net:+,}" if net else "0"
    expect(page.get_by_test_id("net-flow")).to_contain_text(words.replace("-", "\N{MINUS SIGN}"))
    assert number(page.get_by_test_id("closed-count")) == metrics["closed"]
    expect(page.get_by_test_id("freshness-inc")).to_contain_text("EAT")
    expect(rings(page).first).to_be_visible()
    expect(page.get_by_test_id("link")).to_have_text("live")


def test_both_shows_the_sum_and_crq_its_schedule(page: Page, site: Site) -> None:
    opened(page, site, "?tab=both")
    counts = {name: site.ask(f"/api/v1/{name}/dashboard")["metrics"] for name in ("inc", "crq")}

    total = sum(each["open"] for each in counts.values())
    expect(page.get_by_test_id("list-count")).to_contain_text(f"{total:,} ")
    page.get_by_role("tab", name=re.compile("CRQ")).click()
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{counts['crq']['open']:,}")
    schedule = counts["crq"]["schedule"]
    expect(page.get_by_test_id("due-unscheduled")).to_contain_text(str(schedule["unscheduled"]))
    assert number(page.get_by_test_id("due-overdue")) == schedule["overdue"]


def test_a_ring_opens_into_smaller_ones(page: Page, site: Site) -> None:
    opened(page, site, "?map=9.5/-1.28/36.82")
    expect(rings(page).first).to_be_visible()
    drawn(page)

    rings(page).last.click()

    expect(page).not_to_have_url(re.compile("map=9.5"))
    drawn(page)
    assert float(query_of(page)["map"].split("/")[0]) > 9.5


def test_a_ticket_opens_with_its_timeline_and_back_closes_it(page: Page, site: Site) -> None:
    opened(page, site)
    row = page.get_by_test_id("row").first
    key = row.get_attribute("data-ticket") or ""

    row.click()

    detail = page.get_by_test_id("detail")
    dataset, ticket_id = key.split(":")
    expect(detail).to_contain_text(ticket_id)
    events = site.ask(f"/api/v1/{dataset}/tickets/{ticket_id}")["events"]
    expect(page.get_by_test_id("timeline").locator("li")).not_to_have_count(0)
    assert 0 < page.get_by_test_id("timeline").locator("li").count() <= len(events)
    page.go_back()
    expect(detail).to_be_hidden()


def test_back_shows_the_map_as_it_opened(page: Page, site: Site) -> None:
    opened(page, site)
    drawn(page)
    shown = labels(page)
    page.get_by_role("tab", name="CRQ Installations").click()
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("map="))
    drawn(page)

    page.go_back()

    expect(page).not_to_have_url(re.compile("map="))
    expect(rings(page)).to_have_count(len(shown))
    drawn(page)
    assert labels(page) == shown


def labels(page: Page) -> list[str]:
    """Return the rings' accessible names, sorted."""
    return sorted(ring.get_attribute("aria-label") or "" for ring in rings(page).all())


def test_a_feed_without_imports_shows_no_zeros(page: Page, own_url: str) -> None:
    with closing(Site(own_url)) as site:
        page.goto(f"{site.address}/?tab=crq")
        expect(page.get_by_test_id("blank-crq")).to_contain_text("nothing has been imported yet")
        expect(page.get_by_test_id("freshness-crq")).to_contain_text("no data yet")
        for figure in ("open-count", "sla-breached", "created", "due-today", "list-count"):
            expect(page.get_by_test_id(figure)).to_contain_text("\N{EN DASH}")
        expect(page.get_by_test_id("list")).to_contain_text("Nothing has been imported yet.")
        expect(page.get_by_test_id("backlog").get_by_role("button")).to_have_count(0)

        page.get_by_role("tab", name="Both").click()

        opens = site.ask("/api/v1/inc/dashboard")["metrics"]["open"]
        expect(page.get_by_test_id("open-count")).to_contain_text(f"{opens:,}")
        expect(page.get_by_test_id("blank-crq")).to_contain_text("The figures exclude them.")
        expect(page.get_by_test_id("backlog").get_by_role("button").first).to_be_visible()


def test_relative_times_name_their_instant(page: Page, site: Site) -> None:
    """The content ends two days ago: "today" and "the last 24 hours" would be wrong."""
    opened(page, site, "?tab=crq")
    as_of = site.ask("/api/v1/crq/dashboard")["filters"]["as_of"]
    eat = timezone(timedelta(hours=3))
    end = datetime.fromisoformat(as_of).astimezone(eat)
    year = "" if end.year == datetime.now(eat).year else f" {end.year}"
    as_of_words = f"{end:%a} {end.day} {end:%b}{year}, {end:%H:%M} EAT"

    expect(page.get_by_test_id("list-measured")).to_have_text(
        f"Ages and due times as of {as_of_words}"
    )
    for heading in (f"Due as of {as_of_words}", f"24 hours to {as_of_words}"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    today = page.get_by_test_id("due-today")
    expect(today).to_contain_text(f"{end.day} {end:%b}")
    today.click()
    page.get_by_role("button", name=f"Remove filter: Due on {end.day} {end:%b}").click()
    page.get_by_test_id("row").first.click()
    expect(page.get_by_test_id("detail")).to_contain_text(
        f"as of {as_of_words.removesuffix(' EAT')}"
    )


def test_the_search_finds_a_ticket_by_its_id(page: Page, site: Site) -> None:
    opened(page, site)
    ticket_id = site.ask("/api/v1/inc/dashboard")["open"]["features"][-1]["id"]

    page.keyboard.press("/")
    page.keyboard.type(ticket_id)
    page.get_by_role("option", name=re.compile(ticket_id)).click()

    expect(page.get_by_test_id("detail")).to_contain_text(ticket_id)


def test_the_search_finds_a_ticket_of_the_other_tab(page: Page, site: Site) -> None:
    opened(page, site)
    ticket_id = site.ask("/api/v1/crq/dashboard")["open"]["features"][-1]["id"]

    page.keyboard.press("/")
    page.keyboard.type(ticket_id)
    page.get_by_role("option", name=re.compile(ticket_id)).click()

    expect(page.get_by_test_id("detail")).to_contain_text(ticket_id)
    expect(page.get_by_role("tab", name="CRQ Installations")).to_have_attribute(
        "aria-selected", "true"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_chooses_the_theme_and_the_switch_overrides_it(
    page: Page, site: Site, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    opened(page, site)
    colour = "getComputedStyle(document.body).backgroundColor"
    by_system = page.evaluate(colour)

    page.get_by_test_id("theme").click()
    switched = page.evaluate(colour)
    if switched == by_system:  # the first step may be the system's own choice
        page.get_by_test_id("theme").click()
        switched = page.evaluate(colour)

    assert switched != by_system
    dark = by_system if scheme == "dark" else switched
    assert sum(map(int, re.findall(r"\d+", dark)[:3])) < 3 * 100


def test_a_phone_shows_one_part_at_a_time(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened_on_phone = f"{site.address}/?pane=list"
    page.goto(opened_on_phone)
    row = page.get_by_test_id("row").first
    expect(row).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    panes = page.get_by_role("navigation", name="Parts of the page")
    panes.get_by_role("button", name="Figures").click()
    expect(page.get_by_test_id("open-count")).to_be_visible()
    panes.get_by_role("button", name="Map").click()
    expect(page.get_by_test_id("map")).to_be_visible()
    expect(row).to_be_hidden()
    small = [b.bounding_box() for b in panes.get_by_role("button").all()]
    assert all(box and box["height"] >= 44 for box in small)


@pytest.fixture
def blind_page(browser: Browser, watched: Watched) -> Iterator[Page]:
    """A tab without WebGL."""
    with closing(browser.new_context()) as context:
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(
            "const give = HTMLCanvasElement.prototype.getContext;"
            "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
            "  return kind.startsWith('webgl') ? null : give.call(this, kind, ...rest); };"
        )
        made = context.new_page()
        watched.watch(made)
        yield made


def test_the_list_works_without_webgl(blind_page: Page, site: Site) -> None:
    opened(blind_page, site)

    expect(blind_page.get_by_test_id("map")).to_contain_text("no WebGL")
    blind_page.get_by_test_id("row").first.click()
    expect(blind_page.get_by_test_id("detail")).to_be_visible()


def test_a_guarded_server_asks_for_a_token_that_stays_out_of_the_address(
    page: Page, own_url: str, watched: Watched
) -> None:
    watched.is_expected = True  # the browser logs the refused requests
    secret = add_token(own_url)
    with closing(Site(own_url, is_loopback=False)) as guarded:
        page.goto(guarded.address)
        field = page.get_by_role("textbox", name="Token")
        field.fill("ft_wrong")
        page.get_by_role("button", name="Open the map").click()
        expect(page.get_by_text("That token was refused")).to_be_visible()
        field.fill(secret)
        page.get_by_role("button", name="Open the map").click()
        expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))
        assert secret not in page.url
        page.reload()
        expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))


def test_a_token_that_ends_leaves_its_figures_greyed(
    page: Page, own_url: str, watched: Watched
) -> None:
    watched.is_expected = True
    secret = add_token(own_url)
    with closing(Site(own_url, is_loopback=False)) as guarded:
        page.goto(guarded.address)
        page.get_by_role("textbox", name="Token").fill(secret)
        page.get_by_role("button", name="Open the map").click()
        expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))
        before = page.get_by_test_id("open-count").inner_text()
        expect(page.locator("#board")).to_have_attribute("data-old", "false")
        with psycopg.connect(own_url) as conn:
            conn.execute("UPDATE tickets.api_tokens SET revoked_at = now()")
        page.evaluate("dispatchEvent(new Event('online'))")

        dialog = page.get_by_role("dialog", name="Access token")
        expect(dialog).to_be_visible()
        for _ in range(3):  # a browser closes a dialog at the second, whatever the page does
            page.keyboard.press("Escape")
        expect(dialog).to_be_visible()
        expect(page.locator("#board")).to_have_attribute("data-old", "true")
        assert page.get_by_test_id("open-count").inner_text() == before

        page.get_by_role("textbox", name="Token").fill(add_token(own_url))
        page.get_by_role("button", name="Open the map").click()
        expect(page.locator("#board")).to_have_attribute("data-old", "false")
        expect(dialog).to_have_count(0)


def add_token(url: str) -> str:
    """Return a new viewer's token."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.setenv("DATABASE_URL", url)
        assert token.main(["add", f"e2e-{os.getpid()}", "--role", "viewer"]) == 0
    found = re.search(r"ft_\S+", out.getvalue())
    assert found
    return found[0]
