"""Filters: pickers, figures, closed tickets on the map, CSV, and addresses that cannot be used."""

import csv
import io
import re
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fleettickets.store.connect import connect
from tests.e2e.site import Site
from tests.e2e.views import (
    Feature,
    click_middle,
    drawn,
    ids,
    listed,
    number,
    opened,
    query_of,
)

DASHBOARD = "/api/v1/inc/dashboard"
PAGE_WINDOW = "24h"
"""The page's window; the API's is today."""


def test_a_filter_is_in_the_address_and_back_removes_it(page: Page, site: Site) -> None:
    opened(page, site)
    before = number(page.get_by_test_id("open-count"))
    cluster = site.ask(DASHBOARD)["by_cluster"][0]["cluster"]

    page.get_by_label("Cluster", exact=True).select_option(cluster)

    wanted = site.ask(DASHBOARD, cluster=cluster)["metrics"]["open"]
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{wanted:,}")
    assert query_of(page)["cluster"] == cluster
    page.go_back()
    expect(page.get_by_test_id("open-count")).to_contain_text(f"{before:,}")
    assert "cluster" not in query_of(page)


def test_a_figure_filters_what_is_shown(page: Page, site: Site) -> None:
    opened(page, site)
    breached = number(page.get_by_test_id("sla-breached"))

    page.get_by_test_id("sla-breached").click()

    listed(page, breached)
    assert query_of(page)["sla"] == "breached"
    page.get_by_test_id("sla-breached").click()
    listed(page, number(page.get_by_test_id("open-count")))


@pytest.mark.parametrize(
    ("part", "parameters"),
    [("open", {}), ("breached", {"sla": "breached"}), ("closed", {"show": "closed"})],
)
def test_each_figure_of_a_line_shows_its_tickets(
    page: Page, site: Site, part: str, parameters: dict[str, str]
) -> None:
    answer = site.ask(DASHBOARD, window=PAGE_WINDOW)
    line = next(one for one in answer["by_cluster"] if one["breached"] and one["closed"])
    opened(page, site)
    lines = page.get_by_test_id("by-cluster")
    figure = lines.get_by_role("group", name=line["cluster"], exact=True).get_by_role(
        "button", name=re.compile(f" {part}")
    )

    figure.focus()
    page.keyboard.press("Enter")

    listed(page, line[part])
    query = query_of(page)
    query.pop("map", None)
    assert query == {"cluster": line["cluster"], **parameters}
    figure.click()
    listed(page, answer["metrics"]["open"])


def test_the_share_within_sla_shows_its_tickets_until_it_is_clicked_again(
    page: Page, site: Site
) -> None:
    metrics = site.ask(DASHBOARD, window=PAGE_WINDOW)["metrics"]
    opened(page, site)
    outside = page.get_by_test_id("panel").get_by_role("button", name=re.compile("outside$"))

    outside.click()
    listed(page, metrics["closed_outside_sla"])
    outside.click()
    listed(page, metrics["open"])


def test_reopenings_and_the_change_of_the_backlog_show_their_tickets(
    page: Page, site: Site
) -> None:
    answer = site.ask(DASHBOARD, window=PAGE_WINDOW)
    window = answer["filters"]
    shown = [f for part in ("open", "waiting", "closed") for f in answer[part]["features"]]
    reopened = ids(shown) & set(answer["reopened_tickets"])
    assert reopened
    moved = reopened | {
        feature["id"]
        for feature in shown
        if any(
            window["from"] <= (feature["properties"][at] or "") < window["to"]
            for at in ("created_at", "closed_at")
        )
    }
    opened(page, site)

    page.get_by_test_id("reopened").click()
    listed(page, len(reopened))
    page.get_by_test_id("net-flow").click()
    listed(page, len(moved))


@pytest.mark.parametrize(("figure", "name"), [("mttr-median", "median"), ("mttr-p90", "p90")])
def test_a_time_to_restore_shows_the_tickets_that_took_longer(
    page: Page, site: Site, figure: str, name: str
) -> None:
    answer = site.ask(DASHBOARD, window="7d")
    limit = int(answer["metrics"][f"mttr_{name}_minutes"])
    times = [f["properties"]["mttr_minutes"] for f in answer["closed"]["features"]]
    slower = sorted((t for t in times if t is not None and t > limit), reverse=True)
    assert slower
    opened(page, site, "?window=7d")

    page.get_by_test_id(figure).click()

    listed(page, len(slower))
    first = page.get_by_test_id("row").first.get_attribute("data-ticket")
    assert first
    [of_first] = [
        f["properties"]["mttr_minutes"]
        for f in answer["closed"]["features"]
        if f["id"] == first.removeprefix("inc:")
    ]
    assert of_first == slower[0]


def test_a_day_of_the_backlog_shows_its_tickets(page: Page, site: Site) -> None:
    day = [day for day in site.ask("/api/v1/inc/backlog")["days"] if day["is_complete"]][-1]
    opened(page, site)
    words = f"{day['created']} opened, {day['closed']} closed"

    page.get_by_test_id("backlog").get_by_role("button", name=re.compile(words)).click()

    expect(page.get_by_test_id("created")).to_contain_text(f"{day['created']:,}")
    query = query_of(page)
    assert (query["from"], query["moved"]) == (f"{day['day']}T00:00", "window")
    ends = {end: f"{query[end]}+03:00" for end in ("from", "to")}
    closed = site.ask(DASHBOARD, **ends)["metrics"]["closed"]
    expect(page.get_by_test_id("closed-count")).to_contain_text(f"{closed:,}")
    assert number(page.get_by_test_id("list-count")) >= max(closed, day["created"])


def test_not_on_the_map_lists_the_tickets_without_a_position(
    page: Page, site: Site, feeds: Any
) -> None:
    with connect(feeds["inc"].url) as conn:
        conn.execute(
            "UPDATE tickets.inc SET raw = raw - "
            "'{latitude,longitude,cluster,location_name}'::text[] WHERE ticket_id IN ("
            "SELECT ticket_id FROM tickets.inc WHERE is_open ORDER BY ticket_id DESC LIMIT 2)"
        )
    answer = site.ask(DASHBOARD, window=PAGE_WINDOW)
    lost = ids(f for f in answer["open"]["features"] if f["geometry"] is None)
    assert lost
    opened(page, site)
    expect(page.get_by_test_id("list-unlocated")).to_contain_text(f"{len(lost)} not on map")

    page.get_by_test_id("list-unlocated").click()

    listed(page, len(lost))
    rows = page.get_by_test_id("row")
    expect(rows.get_by_text("not on map")).to_have_count(len(lost))
    keys = {row.get_attribute("data-ticket") for row in rows.all()}
    assert keys == {f"inc:{ticket_id}" for ticket_id in lost}


def test_closed_tickets_are_on_the_map_when_all_are_shown(page: Page, site: Site) -> None:
    answer = site.ask(DASHBOARD, window=PAGE_WINDOW)
    alone = lonely(answer["closed"]["features"], answer["open"]["features"])
    waiting = answer["metrics"]["waiting"]
    longitude, latitude = alone["geometry"]["coordinates"]
    place = f"map=17/{latitude:.4f}/{longitude:.4f}"
    opened(page, site, f"?{place}")
    drawn(page)
    click_middle(page)
    expect(page.get_by_test_id("detail")).to_have_count(0)

    page.get_by_role("button", name="All", exact=True).click()

    listed(page, len(answer["open"]["features"]) + waiting + len(answer["closed"]["features"]))
    drawn(page)
    click_middle(page)
    expect(page.get_by_test_id("detail")).to_contain_text(alone["id"])


def lonely(closed: list[Feature], opens: list[Feature]) -> Feature:
    """Return a closed ticket with nothing else near it."""
    points = [f["geometry"]["coordinates"] for f in closed + opens if f["geometry"]]

    def neighbours(feature: Feature) -> int:
        x, y = feature["geometry"]["coordinates"]
        return sum(abs(x - a) < 0.001 and abs(y - b) < 0.001 for a, b in points)

    return min((f for f in closed if f["geometry"]), key=neighbours)


def test_the_csv_holds_the_listed_tickets_and_no_others(page: Page, site: Site) -> None:
    late = {
        f["id"]: f["properties"]
        for f in site.ask(DASHBOARD)["open"]["features"]
        if f["properties"]["sla_state"] == "breached"
    }
    ((cluster, _),) = Counter(p["cluster"] for p in late.values()).most_common(1)
    wanted = {key: p for key, p in late.items() if p["cluster"] == cluster}
    opened(page, site, f"?cluster={cluster}&sla=breached&sort=ticket")
    listed(page, len(wanted))

    with page.expect_download() as download:
        page.get_by_test_id("csv").click()

    records = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [row["ticket_id"] for row in records] == sorted(wanted)
    on_screen = [r.get_attribute("data-ticket") for r in page.get_by_test_id("row").all()]
    assert on_screen == [f"inc:{row['ticket_id']}" for row in records][: len(on_screen)]
    for row in records:
        assert row["sla_state"] == "breached"
        assert row["assigned_team"] == (wanted[row["ticket_id"]]["assigned_team"] or "")
        assert "Breached" in row["filters"]
        assert cluster in row["filters"]
    expect(page.get_by_test_id("csv-note")).to_have_text(
        f"Saved {len(wanted)} ticket{'s' if len(wanted) > 1 else ''}"
    )


def test_both_shows_one_dataset_if_the_other_has_no_such_value(
    page: Page, site: Site, feeds: Any
) -> None:
    owner = "Nobody of the other feed"
    with connect(feeds["inc"].url) as conn:
        conn.execute(
            "UPDATE tickets.inc SET raw = raw || jsonb_build_object('owner', %s::text) "
            "WHERE ticket_id = (SELECT min(ticket_id) FROM tickets.inc WHERE is_open)",
            [owner],
        )
    wanted = ids(site.ask(DASHBOARD, owner=owner)["open"]["features"])
    opened(page, site, f"?tab=both&owner={owner}")
    expect(page.get_by_test_id("unknown-crq")).to_contain_text(f"the owner “{owner}”")
    expect(page.get_by_test_id("unknown-inc")).to_have_count(0)
    listed(page, len(wanted))

    with page.expect_download() as download:
        page.get_by_test_id("csv").click()

    assert download.value.suggested_filename.startswith("inc-crq_")
    records = csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig")))
    assert {row["ticket_id"] for row in records} == wanted


def test_parameters_that_cannot_be_used_are_reported(page: Page, site: Site) -> None:
    opened(page, site, "?tab=foo&colour=red")
    complaints = page.get_by_test_id("complaints")
    expect(complaints).to_contain_text("tab=foo")
    expect(complaints).to_contain_text("colour=red")
    drawn(page)

    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("map="))
    expect(complaints).to_contain_text("tab=foo")
    page.get_by_role("tab", name=re.compile("CRQ")).click()
    expect(complaints).not_to_contain_text("tab=foo")
    expect(complaints).to_contain_text("colour=red")
    page.get_by_role("button", name="Hide").click()
    expect(complaints).to_have_count(0)

    page.goto(f"{site.address}/?cluster=Atlantis")
    expect(page.get_by_test_id("unknown-inc")).to_contain_text("the cluster “Atlantis”")
    page.get_by_role("button", name="Clear filters").first.click()
    expect(page.get_by_test_id("unknown-inc")).to_have_count(0)


def test_calendar_windows_and_tickets_without_a_value_are_offered(page: Page, site: Site) -> None:
    month = site.ask(DASHBOARD, window="month")
    without = site.ask(DASHBOARD, window="month", owner="(none)")
    opened(page, site)

    page.get_by_role("button", name="Month", exact=True).click()
    expect(page).to_have_url(re.compile("window=month"))
    expect(page.get_by_test_id("closings")).to_contain_text(
        re.compile(rf"^\D*{month['metrics']['closings']:,}\D*$")
    )
    with page.expect_response(re.compile(r"dashboard\?owner=%28none%29&window=month")):
        page.get_by_label("Owner", exact=True).select_option("(none)")
    listed(page, without["metrics"]["open"])
