"""The crews' day in Chromium: plan, drag, undo, replan with a difference, publish."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fleettickets.domain.crew_day import EAT
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from tests.e2e.conftest import Watched
from tests.e2e.desk import Desk, copied, desk_of, drag, first_stop, lane, opened, replan, stop
from tests.e2e.views import drawn
from tests.support.crews_day import CrewsDay, crews_day, import_incident
from tests.support.reporting import import_versions
from tests.support.serving import execute

CREWS = ["Alpha", "Bravo", "Charlie", "Delta"]


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


def test_lanes_bars_and_reasons(page: Page, desk: Desk) -> None:
    plan = desk.ask("plan")
    opened(page, desk)
    lanes = page.get_by_test_id("lane")
    expect(lanes).to_have_count(len(CREWS))
    stops = [stop for crew in plan["crews"] for stop in crew["stops"]]
    expect(page.get_by_test_id("stop")).to_have_count(len(stops))
    late = [stop for stop in stops if stop["late_minutes"] > 0]
    assert late
    expect(page.locator('.stop[data-late="true"]')).to_have_count(len(late))
    expect(page.locator(".lunch")).to_have_count(2)
    expect(page.get_by_test_id("jobs-count")).to_have_text(
        f"Not planned: {len(plan['unassigned'])}"
    )
    page.get_by_label("Reason").select_option("no_position")
    expect(page.get_by_test_id("job")).to_have_count(1)
    expect(page.get_by_test_id("job")).to_contain_text("neither its place nor its cluster")

    page.get_by_label("Team").select_option("North")
    expect(lanes).to_have_count(2)
    page.get_by_label("Skill").select_option("install")
    expect(lanes).to_have_count(1)
    expect(lane(page, "Alpha")).to_be_visible()


def test_one_selection_in_timeline_list_and_map(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    stop(page, key).click()
    card = page.get_by_test_id("card")
    expect(card).to_contain_text(key.partition(":")[2])
    expect(stop(page, key)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("candidates").get_by_role("button").first).to_be_visible()

    job = page.get_by_test_id("job").first
    job.click()
    expect(job).to_have_attribute("aria-selected", "true")
    expect(stop(page, key)).to_have_attribute("aria-pressed", "false")
    lane(page, "Bravo").get_by_test_id("crew").click()
    expect(card).to_contain_text("08:00 to 17:00")
    expect(job).to_have_attribute("aria-selected", "false")


def test_a_drop_pins_and_can_be_undone(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    drag(page, stop(page, key), lane(page, "Bravo"), drops=False)
    expect(lane(page, "Charlie").get_by_test_id("trial")).to_contain_text("min")
    expect(page.get_by_test_id("moving")).to_contain_text("Bravo, best time")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("moving")).to_have_count(0)
    page.mouse.up()
    assert desk.pins() == {}

    drag(page, stop(page, key), lane(page, "Bravo"))
    expect(lane(page, "Bravo").locator(f'[data-stop="{key}"]')).to_have_attribute(
        "data-moved", "true"
    )
    expect(page.get_by_test_id("pending")).to_contain_text("1 moved since")
    assert desk.pins() == {key: "Bravo"}

    page.get_by_role("button", name="Undo").click()
    expect(lane(page, "Alpha").locator(f'[data-stop="{key}"]')).to_be_visible()
    assert desk.pins() == {}
    page.get_by_role("button", name="Redo").click()
    expect(lane(page, "Bravo").locator(f'[data-stop="{key}"]')).to_be_visible()
    assert desk.pins() == {key: "Bravo"}


def test_a_drop_sideways_pins_the_time_and_marks_what_it_breaks(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    drag(page, stop(page, key), lane(page, "Alpha"), sideways=600, drops=False)
    expect(page.get_by_test_id("moving")).to_contain_text(re.compile(r"Alpha, \d\d:\d\d"))
    expect(page.get_by_test_id("moving-cost")).to_contain_text("late")
    expect(page.get_by_test_id("moving")).to_have_attribute("data-bad", "true")
    page.mouse.up()
    expect(stop(page, key)).to_have_attribute("data-moved", "true")
    [decided] = desk.ask("day")["decisions"]
    assert decided["pin"]["starts_at"] is not None


def test_replan_shows_the_difference_before_it_is_published(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    drag(page, stop(page, key), lane(page, "Bravo"))
    expect(page.get_by_test_id("pending")).to_be_visible()
    replan(page)
    changes = page.get_by_test_id("changes")
    expect(changes).to_contain_text(f"{key.partition(':')[2]} Alpha → Bravo")
    expect(changes).to_contain_text(re.compile("dearer|saved"))
    expect(page.get_by_test_id("plan-words")).to_contain_text("Draft 2")
    assert desk.ask("plan")["plan_id"] == 1

    changes.get_by_role("button", name="Back to the published plan").click()
    expect(page.get_by_test_id("plan-words")).to_contain_text("Published 1")
    page.get_by_role("button", name="Compare").click()
    page.get_by_test_id("publish").click()
    expect(page.get_by_test_id("plan-words")).to_contain_text("Published 2")
    expect(changes).to_have_count(0)
    assert desk.ask("plan")["plan_id"] == 2


def test_a_stale_plan_is_published_only_with_a_yes(
    page: Page, desk: Desk, watched: Watched
) -> None:
    watched.is_expected = True  # the browser logs the 409
    made = desk.other.post("/api/v1/dispatch/plans", json={"plan_on": desk.day, "iterations": 10})
    assert made.status_code == 200, made.text
    execute(desk.url, "UPDATE dispatch.plans SET content_as_of = content_as_of - interval '1 hour'")
    opened(page, desk)
    expect(page.get_by_test_id("stale")).to_contain_text("newer than this plan")
    page.get_by_role("button", name="Compare").click()
    page.get_by_test_id("publish").click()
    dialog = page.get_by_role("dialog", name="Publish all the same?")
    expect(dialog).to_contain_text("newer ones")
    dialog.get_by_role("button", name="Cancel").click()
    assert desk.ask("plan")["plan_id"] == 1
    page.get_by_test_id("publish").click()
    dialog.get_by_role("button", name="Publish all the same").click()
    expect(page.get_by_test_id("plan-words")).to_contain_text("Published 2")


def test_hold_and_release(page: Page, desk: Desk) -> None:
    opened(page, desk)
    key = first_stop(page, "Alpha")
    drag(page, stop(page, key), page.locator('[data-drop="out"]'), sideways=-400, drops=False)
    expect(page.get_by_test_id("moving")).to_contain_text("out of the plan")
    page.mouse.up()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Reason").fill("no access")
    dialog.get_by_role("button", name="Hold").click()
    held = page.locator(f'[data-job="{key}"]')
    expect(held).to_contain_text("no access")
    expect(stop(page, key)).to_have_count(0)
    held.click()
    page.get_by_test_id("card").get_by_role("button", name="Release").click()
    expect(stop(page, key)).to_be_visible()


def test_a_whole_day_goes_to_another_crew(page: Page, desk: Desk) -> None:
    opened(page, desk)
    own = lane(page, "Alpha").get_by_test_id("stop")
    keys = [own.nth(n).get_attribute("data-stop") for n in range(own.count())]
    lane(page, "Alpha").get_by_test_id("crew").click()
    card = page.get_by_test_id("card")
    card.get_by_label("Give the whole day to").select_option("Delta")
    card.get_by_role("button", name="Move").click()
    expect(own).to_have_count(0)
    assert set(keys) <= set(desk.pins())
    assert set(desk.pins().values()) == {"Delta"}
    page.get_by_role("button", name="Undo").click()
    expect(own).to_have_count(len(keys))
    assert desk.pins() == {}


def test_a_new_incident_goes_to_the_nearest_crew(page: Page, desk: Desk, tmp_path: Path) -> None:
    opened(page, desk)
    import_incident(desk.url, "INC9999", tmp_path)
    new = page.locator('[data-job="inc:INC9999"]')
    expect(new).to_contain_text("New")
    new.click()
    nearest = page.get_by_test_id("candidates")
    expect(nearest.locator("li")).to_have_count(3)
    expect(nearest).to_contain_text("min drive")
    give = nearest.get_by_role("button").first
    crew = (give.get_attribute("aria-label") or "").removeprefix("Give it to ")
    give.click()
    expect(lane(page, crew).locator('[data-stop="inc:INC9999"]')).to_be_visible()
    assert desk.pins() == {"inc:INC9999": crew}


def test_an_area_of_the_map_goes_to_a_crew(page: Page, desk: Desk) -> None:
    opened(page, desk, "&map=9/-1.28/36.82")
    drawn(page)
    page.get_by_role("button", name="Select area").click()
    box = page.get_by_test_id("map").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 100, box["y"] + box["height"] - 60, steps=3)
    page.mouse.up()
    card = page.get_by_test_id("card")
    expect(card).to_contain_text(re.compile(r"\d+ tickets"))
    count = int(card.get_by_role("heading").first.inner_text().split()[0])
    card.get_by_role("button", name="Clear the selection").click()

    page.get_by_role("button", name="Select all in view").click()
    heading = card.get_by_role("heading").first
    expect(heading).to_contain_text("tickets")
    assert int(heading.inner_text().split()[0]) >= count
    card.get_by_label("Give them to").select_option("Charlie")
    card.get_by_role("button", name="Give", exact=True).click()
    expect(page.get_by_test_id("announcement")).to_contain_text("tickets to Charlie")
    assert set(desk.pins().values()) == {"Charlie"}


def test_a_day_is_played_back(page: Page, desk: Desk) -> None:
    opened(page, desk)
    latitude, longitude = -1.28, 36.82
    for minutes in range(0, 60, 5):
        execute(
            desk.url,
            "INSERT INTO dispatch.positions (device, at, latitude, longitude)"
            " SELECT device, %s::date + time '06:00' + make_interval(mins => %s), %s, %s"
            " FROM dispatch.crews WHERE name = 'Alpha'",
            desk.day,
            minutes,
            latitude + minutes / 1000,
            longitude,
        )
    page.get_by_test_id("playback").click()
    bar = page.get_by_test_id("playback-bar")
    words = page.get_by_test_id("playback-words")
    expect(words).to_contain_text(re.compile(r"[1-9]\d* open"))
    expect(words).to_contain_text("0 crews tracked")
    slider = bar.get_by_role("slider")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("PageUp")
    expect(words).to_contain_text("1 crew tracked")
    expect(words).to_contain_text("4 planned at a stop")
    before = slider.input_value()
    bar.get_by_role("button", name="Play").click()
    expect(slider).not_to_have_value(before)
    bar.get_by_role("button", name="Pause").click()
    page.get_by_test_id("playback").click()
    expect(bar).to_have_count(0)


def test_a_past_day_is_played_back_with_its_closings(
    page: Page, desk: Desk, watched: Watched, tmp_path: Path
) -> None:
    watched.is_expected = True  # the browser logs the 404 of a day without a plan
    day = date.fromisoformat(desk.day) - timedelta(days=2)
    next_day = day + timedelta(days=1)
    closings = {"T10": f"{day} 10:00", "T14": f"{day} 14:00", "T24": f"{next_day} 00:00:01"}
    with closing(connect(desk.url)) as conn:
        conn.execute("DELETE FROM tickets.inc WHERE is_open")
        conn.execute("DELETE FROM tickets.crq WHERE is_open")
        import_versions(conn, [closed_on(day, *item) for item in closings.items()], tmp_path)

    page.goto(f"{desk.address}/?tab=dispatch&day={day}")
    page.get_by_test_id("playback").click()
    words = page.get_by_test_id("playback-words")
    slider = page.get_by_role("slider", name="Time of the day")
    expect(words).to_contain_text("0 open, 0 closed on the day")
    for clock, said in {
        "07:00": "3 open, 0 closed on the day",
        "10:00": "2 open, 1 closed on the day",
        "14:00": "1 open, 2 closed on the day",
    }.items():
        at = datetime.fromisoformat(f"{day} {clock}+03:00").timestamp() * 1000
        slider.fill(f"{at:.0f}")
        expect(words).to_contain_text(said)


def closed_on(day: date, ticket: str, closed_at: str) -> dict[str, Any]:
    return {
        "ticket_id": ticket,
        "created_at_service": f"{day} 06:00",
        "closed_at": closed_at,
        "normalized_status": "CLOSED COMPLETE",
        "raw_status": "CLOSED COMPLETE",
        "bucket": "closed",
        "is_actionable": "false",
        "cluster": "Westlands",
        "file_at": datetime.now(EAT).replace(tzinfo=None, microsecond=0),
    }
