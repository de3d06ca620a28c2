"""Positions by people: a pin is dragged, moved by keys or typed; undone, rejected, reviewed."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from fleettickets.demo.live_feed import DemoFeed
from fleettickets.store.connect import connect
from tests.e2e.conftest import Watched
from tests.e2e.site import Site
from tests.e2e.test_accessibility import faults_in_both_themes, grave_faults
from tests.e2e.views import drawn, opened
from tests.support.serving import execute, make_token

_REFUSED = """
INSERT INTO tickets.geo_clusters AS g
    (region, cluster, geom, provider, precision, reason, answer, refused_geom)
SELECT tickets.region_key(region), cluster, 'SRID=4326;POINT(36.7 -1.3)', 'places', 'area',
    'gazetteer: two_places: its name is 440 km away', cluster, 'SRID=4326;POINT(39.6 -4.0)'
FROM tickets.all_tickets WHERE is_open AND cluster IS NOT NULL
GROUP BY 1, 2 ORDER BY count(*) DESC LIMIT 1
ON CONFLICT (region, (tickets.name_key(cluster))) DO UPDATE
    SET reason = excluded.reason, refused_geom = excluded.refused_geom
RETURNING cluster
"""


class Found(NamedTuple):
    """An open ticket with an address that the gazetteer found."""

    ticket_id: str
    longitude: float
    latitude: float


@pytest.fixture
def found(feeds: dict[str, DemoFeed]) -> Iterator[Found]:
    """A ticket to move; afterwards every place is as it was."""
    url = feeds["inc"].url
    rows = execute(
        url,
        "SELECT ticket_id, longitude, latitude FROM tickets.inc WHERE is_open"
        " AND geo_source = 'location' ORDER BY ticket_id LIMIT 1",
    )
    yield Found(*rows[0])
    with closing(connect(url)) as conn:
        for (edit,) in conn.execute(
            "SELECT max(edit_id) FROM tickets.place_edits WHERE NOT is_undone AND undoes IS NULL"
            " GROUP BY change_id ORDER BY 1 DESC"
        ).fetchall():
            conn.execute("SELECT tickets.undo_place_edit(%s, 'the test')", [edit])
        conn.execute("UPDATE tickets.geo_clusters SET reason = NULL, refused_geom = NULL")
        conn.execute("TRUNCATE tickets.place_edits")


def position_of(site: Site, ticket: str) -> Any:
    answer = site.ask(f"/api/v1/inc/tickets/{ticket}")["ticket"]
    return answer["geo_source"], answer["longitude"], answer["latitude"]


def moving(page: Page, site: Site, found: Found) -> Page:
    """Open a ticket and begin to move its position."""
    opened(page, site, f"?ticket=inc:{found.ticket_id}&map=14/{found.latitude}/{found.longitude}")
    drawn(page)
    page.get_by_role("button", name="Move the position").click()
    expect(page.get_by_test_id("move-pin")).to_be_visible()
    return page


def drag(page: Page, right: int, down: int) -> None:
    box = page.get_by_test_id("move-pin").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2, steps=4)
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def test_a_pin_is_dragged_and_other_windows_follow_until_it_is_undone(
    page: Page, context: BrowserContext, site: Site, found: Found
) -> None:
    other = opened(context.new_page(), site, f"?ticket=inc:{found.ticket_id}")
    expect(other.get_by_test_id("detail")).to_contain_text("found from the address")
    moving(page, site, found)
    save = page.get_by_test_id("save-place")
    expect(save).to_be_disabled()
    expect(page.get_by_test_id("place-scope")).to_contain_text(re.compile(r"\d+ (open )?ticket"))

    drag(page, 90, 60)

    expect(save).to_contain_text(re.compile(r"Move \d+ .*ticket.* by \d"))
    assert position_of(site, found.ticket_id)[0] == "location"
    save.click()
    expect(page.get_by_test_id("place-done")).to_contain_text("Moved")
    source, longitude, latitude = position_of(site, found.ticket_id)
    assert source == "manual"
    assert longitude > found.longitude
    assert latitude < found.latitude
    expect(other.get_by_test_id("detail")).to_contain_text("set by hand")

    page.get_by_test_id("undo-place").click()
    expect(page.get_by_test_id("place-done")).to_contain_text("Undone")
    assert position_of(site, found.ticket_id) == ("location", found.longitude, found.latitude)
    expect(other.get_by_test_id("detail")).to_contain_text("found from the address")


def test_keys_move_a_pin(page: Page, site: Site, found: Found) -> None:
    moving(page, site, found)
    before = page.evaluate("location.search")
    page.get_by_test_id("focus-pin").press("Enter")
    expect(page.get_by_test_id("move-pin")).to_be_focused()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")

    expect(page.get_by_test_id("place-point")).not_to_have_value("")
    assert page.evaluate("location.search") == before  # the map itself did not move
    page.get_by_test_id("save-place").press("Enter")
    expect(page.get_by_test_id("place-done")).to_contain_text("Moved")
    _, longitude, latitude = position_of(site, found.ticket_id)
    assert longitude > found.longitude
    assert latitude > found.latitude
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("places")).to_have_count(0)
    expect(page.get_by_test_id("detail")).to_contain_text("set by hand")


def test_coordinates_are_typed_and_those_outside_the_area_refused(
    page: Page, site: Site, found: Found, watched: Watched
) -> None:
    watched.is_expected = True  # the browser logs the refusal
    moving(page, site, found)
    point = page.get_by_test_id("place-point")

    point.fill("51.5, -0.1")
    page.get_by_test_id("save-place").click()
    expect(page.get_by_test_id("place-trouble")).to_contain_text("outside the service area")
    point.fill("-1.30001, 36.70002")
    page.get_by_test_id("save-place").click()

    expect(page.get_by_test_id("place-done")).to_contain_text("Moved")
    assert position_of(site, found.ticket_id) == ("manual", 36.70002, -1.30001)


def test_a_position_is_rejected_from_the_ticket(page: Page, site: Site, found: Found) -> None:
    opened(page, site, f"?ticket=inc:{found.ticket_id}")
    page.get_by_role("button", name="It is wrong").click()
    expect(page.get_by_test_id("move-pin")).to_have_count(0)

    page.get_by_test_id("reject-place").click()

    expect(page.get_by_test_id("place-done")).to_contain_text("Rejected")
    assert position_of(site, found.ticket_id)[0] in {"cluster", None}
    page.get_by_test_id("close-places").click()
    expect(page.get_by_test_id("detail")).to_contain_text("position of the cluster")


def test_what_somebody_else_moved_meanwhile_is_not_overwritten(
    page: Page, site: Site, found: Found, feeds: dict[str, DemoFeed], watched: Watched
) -> None:
    watched.is_expected = True  # the browser logs the refusal
    moving(page, site, found)
    page.get_by_test_id("place-point").fill("-1.30001, 36.70002")
    page.route("**/api/v1/places/position*", lambda route: _after_another(route, feeds, found))

    page.get_by_test_id("save-place").click()

    expect(page.get_by_test_id("place-trouble")).to_contain_text("ben edited its position")
    expect(page.get_by_test_id("place-now")).to_contain_text("set by ben")


def _after_another(route: Any, feeds: dict[str, DemoFeed], found: Found) -> None:
    execute(
        feeds["inc"].url,
        "SELECT tickets.set_place(region, cluster, location_name, 36.9, -1.2, 'ben')"
        " FROM tickets.inc WHERE ticket_id = %s",
        found.ticket_id,
    )
    route.continue_()


def test_the_worst_place_is_reviewed_first_and_shown_on_the_map(
    page: Page, site: Site, found: Found, feeds: dict[str, DemoFeed]
) -> None:
    assert found
    [(cluster,)] = execute(feeds["inc"].url, _REFUSED)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    opened(page, site, "?map=10/-1.29/36.82")
    assert not [url for url in loaded if "places" in url]

    page.get_by_test_id("review-places").click()
    line = page.get_by_test_id("review-line").first
    expect(line).to_contain_text(cluster)
    expect(line).to_contain_text("its tickets are in another")
    # Addresses to review name their cluster, too.
    own_lines = page.get_by_test_id("review-line").filter(has_text=cluster)
    own_lines = own_lines.filter(has_text="its tickets are in another")
    line.click()

    expect(page.get_by_test_id("move-pin")).to_be_visible()
    expect(page.get_by_test_id("places").get_by_role("heading", level=2)).to_contain_text(cluster)
    page.get_by_test_id("place-point").fill("-1.31, 36.71")
    page.get_by_test_id("save-place").click()
    expect(page.get_by_test_id("place-done")).to_contain_text("Moved")
    page.get_by_test_id("to-review").click()
    edit = page.get_by_test_id("edit-line").first
    expect(edit).to_contain_text(f"{cluster}")
    expect(edit).to_contain_text("to -1.31000, 36.71000 · local")
    expect(page.get_by_test_id("review-line").first).to_be_visible()
    expect(own_lines).to_have_count(0)
    edit.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("edit-line").nth(1)).to_contain_text("undone")
    expect(own_lines).to_have_count(1)


def test_a_viewer_reads_the_review_and_moves_nothing(page: Page, own_url: str) -> None:
    token = make_token(own_url, "wall", "viewer")
    ticket = execute(own_url, "SELECT ticket_id FROM tickets.inc WHERE is_open LIMIT 1")[0][0]
    with closing(Site(own_url)) as own:
        page.add_init_script(f"sessionStorage.setItem('fleettickets.token', '{token}')")
        opened(page, own, f"?ticket=inc:{ticket}")
        expect(page.get_by_test_id("detail")).to_contain_text("Position")
        expect(page.get_by_role("button", name="Move the position")).to_have_count(0)
        page.get_by_test_id("close-detail").click()
        page.get_by_test_id("review-places").click()
        expect(page.get_by_test_id("places")).to_contain_text("Positions to review")
        expect(page.get_by_test_id("places")).not_to_contain_text("Loading")


def test_nothing_serious_about_positions(
    page: Page, site: Site, found: Found, feeds: dict[str, DemoFeed]
) -> None:
    moving(page, site, found)
    drag(page, 40, 40)
    page.get_by_test_id("save-place").click()
    expect(page.get_by_test_id("place-done")).to_be_visible()
    # The change arrives a moment later, and its mark's colours fade.
    expect(page.locator("[data-mark]")).not_to_have_count(0)
    expect(page.locator("[data-mark]")).to_have_count(0)
    assert faults_in_both_themes(page) == []

    execute(feeds["inc"].url, _REFUSED)
    page.get_by_test_id("to-review").click()
    expect(page.get_by_test_id("review-line").first).to_be_visible()
    assert faults_in_both_themes(page) == []


def test_a_pin_is_moved_on_a_phone(page: Page, site: Site, found: Found) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}/?pane=list&ticket=inc:{found.ticket_id}")
    page.get_by_role("button", name="Move the position").click()
    pin = page.get_by_test_id("move-pin")
    expect(pin).to_be_visible()
    side = page.locator("#side").bounding_box()
    box = pin.bounding_box()
    assert side is not None
    assert box is not None
    assert box["y"] + box["height"] <= side["y"]

    drag(page, 30, 20)
    page.get_by_test_id("save-place").click()

    expect(page.get_by_test_id("place-done")).to_contain_text("Moved")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert grave_faults(page) == []
