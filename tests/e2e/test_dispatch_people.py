"""Several people at the crews' day: conflicts, live changes, viewers, keys, phones and paper."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from fleettickets.local.postgres import PostgresServer
from tests.e2e.conftest import PATIENCE_MS, Watched
from tests.e2e.desk import Desk, copied, desk_of, drag, first_stop, lane, opened, stop
from tests.e2e.site import Site
from tests.e2e.test_accessibility import faults_in_both_themes, grave_faults
from tests.e2e.test_keyboard import tab_to
from tests.support.crews_day import CrewsDay, crews_day
from tests.support.serving import execute, make_token

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def template(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CrewsDay]:
    with crews_day(postgres_server, tmp_path_factory.mktemp("crews")) as found:
        yield found


@pytest.fixture
def desk(postgres_server: PostgresServer, template: CrewsDay) -> Iterator[Desk]:
    with copied(postgres_server, template) as url, desk_of(url, template.day) as found:
        yield found


def test_another_dispatcher_is_not_overwritten(page: Page, desk: Desk, watched: Watched) -> None:
    watched.is_expected = True  # the browser logs the 412, and the stream that the test cuts off
    page.route("**/api/v1/events", lambda route: route.abort())
    opened(page, desk)
    key = first_stop(page, "Alpha")
    drag(page, stop(page, key), lane(page, "Bravo"), drops=False)
    desk.pin(key, "Charlie")
    expect(page.get_by_test_id("moving-cost")).to_contain_text("min")
    page.mouse.up()
    refusal = page.get_by_test_id("refusal")
    expect(refusal).to_contain_text("Another dispatcher was faster; nothing was overwritten.")
    expect(refusal).to_contain_text("pinned it to Charlie")
    expect(lane(page, "Charlie").locator(f'[data-stop="{key}"]')).to_be_visible()
    assert desk.pins() == {key: "Charlie"}


def test_undo_does_not_overwrite_either(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    drag(page, stop(page, key), lane(page, "Bravo"))
    expect(page.get_by_test_id("pending")).to_be_visible()
    desk.pin(key, "Delta")
    expect(lane(page, "Delta").locator(f'[data-stop="{key}"]')).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("refusal")).to_contain_text("stays as it is")
    assert desk.pins() == {key: "Delta"}


def test_decisions_and_reports_of_others_appear_without_a_reload(page: Page, desk: Desk) -> None:
    opened(page, desk)
    expect(page.get_by_test_id("link")).to_have_text("live")
    first, second = first_stop(page, "Alpha"), first_stop(page, "Bravo")
    desk.pin(first, "Bravo")
    expect(lane(page, "Bravo").locator(f'[data-stop="{first}"]')).to_be_visible()
    dataset, _, ticket = second.partition(":")
    execute(
        desk.url,
        "INSERT INTO dispatch.crew_reports (plan_on, crew_id, dataset, ticket_id, arrived_at,"
        " done_at, reported_by) SELECT %s, crew_id, %s, %s, now(), now(), name"
        " FROM dispatch.crews WHERE name = 'Bravo'",
        desk.day,
        dataset,
        ticket,
    )
    expect(stop(page, second)).to_have_attribute("data-progress", "done")


def test_a_viewer_sees_everything_and_decides_nothing(
    browser: Browser, postgres_server: PostgresServer, template: CrewsDay
) -> None:
    with copied(postgres_server, template) as url:
        token = make_token(url, "wall", "viewer")
        with closing(Site(url, is_loopback=False)) as site:
            page = browser.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.add_init_script(f"sessionStorage.setItem('fleettickets.token', '{token}')")
            page.goto(f"{site.address}/?tab=dispatch&day={template.day}")
            expect(page.get_by_test_id("lane")).to_have_count(4)
            expect(page.locator(".stop[data-sla=on_track]").first).to_be_attached()
            page.get_by_test_id("stop").first.click()
            expect(page.get_by_test_id("candidates").locator("li").first).to_be_visible()
            for name in ("Undo", "Redo", "Replan", "Publish", "Hold…", "Give"):
                expect(page.get_by_role("button", name=name)).to_have_count(0)
            page.keyboard.press("m")
            expect(page.get_by_test_id("moving")).to_have_count(0)
            page.close()


def test_everything_by_keys(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    tab_to(page, lane(page, "Alpha").get_by_test_id("crew"))
    page.keyboard.press("ArrowRight")
    expect(stop(page, key)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("card")).to_be_visible()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    note = page.get_by_test_id("moving")
    expect(note).to_contain_text("Bravo, best time")
    expect(page.get_by_test_id("announcement")).to_contain_text("Bravo, best time")
    expect(page.get_by_test_id("moving-cost")).to_contain_text("min")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)

    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("moving-cost")).to_contain_text("min")
    page.keyboard.press("Enter")
    moved = lane(page, "Bravo").locator(f'[data-stop="{key}"]')
    expect(moved).to_be_focused()
    assert desk.pins() == {key: "Bravo"}
    page.keyboard.press("Control+z")
    expect(lane(page, "Alpha").locator(f'[data-stop="{key}"]')).to_be_visible()
    page.keyboard.press("Control+y")
    expect(moved).to_be_visible()

    moved.focus()
    page.keyboard.press("h")
    expect(page.get_by_role("dialog").get_by_label("Reason")).to_be_focused()
    page.keyboard.type("no access")
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-job="{key}"]')).to_contain_text("no access")
    tab_to(page, page.get_by_test_id("replan"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("changes")).to_be_visible()
    tab_to(page, page.get_by_test_id("publish"))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("plan-words")).to_contain_text("Published 2")


def test_a_job_is_placed_by_keys(page: Page, desk: Desk) -> None:
    opened(page, desk)
    job = page.get_by_test_id("job").first
    key = job.get_attribute("data-job") or ""
    page.get_by_role("button", name="Skip to the jobs").focus()
    page.keyboard.press("Enter")
    tab_to(page, job)
    page.keyboard.press("m")
    expect(page.get_by_test_id("moving")).to_contain_text("Alpha, best time")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_test_id("moving")).not_to_contain_text("best time")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_test_id("moving-cost")).to_contain_text("min")
    page.keyboard.press("Enter")
    expect(lane(page, "Bravo").locator(f'[data-stop="{key}"]')).to_be_focused()
    assert desk.pins() == {key: "Bravo"}


def test_nothing_serious_on_a_desk(page: Page, desk: Desk) -> None:
    opened(page, desk)
    desk.pin(first_stop(page, "Alpha"), "Bravo")
    expect(page.get_by_test_id("pending")).to_be_visible()
    page.get_by_test_id("stop").first.click()
    expect(page.get_by_test_id("candidates").locator("li").first).to_be_visible()
    assert faults_in_both_themes(page) == []
    page.get_by_test_id("replan").click()
    expect(page.get_by_test_id("changes")).to_be_visible()
    assert faults_in_both_themes(page) == []


def test_nothing_serious_and_nothing_cut_off_on_a_phone(page: Page, desk: Desk) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{desk.address}/?tab=dispatch&day={desk.day}&pane=list")
    expect(page.get_by_test_id("stop").first).to_be_visible()
    panes = page.get_by_role("navigation", name="Parts of the page")
    for pane in ("Map", "Jobs", "Crews"):
        panes.get_by_role("button", name=pane).click()
        assert grave_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_test_id("stop").first.click()
    expect(page.get_by_test_id("card")).to_be_visible()


def test_paper_has_each_crew_and_what_is_left_out(page: Page, desk: Desk) -> None:
    opened(page, desk)
    page.emulate_media(media="print")
    paper = page.get_by_test_id("paper")
    expect(paper).to_contain_text("Alpha:")
    expect(paper).to_contain_text("Not planned:")
    expect(page.get_by_test_id("lanes")).to_be_hidden()


def test_a_hundred_crews_are_drawn_as_far_as_they_are_in_view(
    page: Page, postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("hundred")
    with (
        crews_day(postgres_server, folder, tickets=220, crews=100, iterations=1) as day,
        desk_of(day.url, day.day) as desk,
    ):
        opened(page, desk)
        lanes = page.get_by_test_id("lanes")
        expect(lanes).to_have_attribute("aria-rowcount", "101")
        assert page.get_by_test_id("lane").count() < 40
        lanes.evaluate("box => (box.scrollTop = box.scrollHeight)")
        expect(lane(page, "Crew 100")).to_be_visible()
        assert page.get_by_test_id("lane").count() < 40
