"""The tab Dispatch in Chromium: steps and sites that its tests share."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

import httpx
from playwright.sync_api import Locator, Page, expect
from psycopg.conninfo import conninfo_to_dict

from fleettickets.local.postgres import PostgresServer
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.site import Site
from tests.support.crews_day import CrewsDay
from tests.support.databases import fresh_database
from tests.support.serving import client_of

expect.set_options(timeout=PATIENCE_MS)

API = "/api/v1/dispatch"


class Desk(NamedTuple):
    """A server over a published day, and a client of another dispatcher."""

    address: str
    url: str
    day: str
    other: httpx.Client

    def ask(self, path: str) -> Any:
        """Return an answer about the day."""
        answer = self.other.get(f"{API}/{path}", params={"date": self.day})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def pin(self, key: str, crew: str) -> None:
        """Pin a ticket, as another dispatcher."""
        path = f"{API}/pins/{key.replace(':', '/')}"
        answer = self.other.put(
            path, json={"crew": crew}, params={"date": self.day}, headers={"if-match": "*"}
        )
        assert answer.status_code == 200, answer.text

    def pins(self) -> dict[str, str]:
        """Return the crew of each pinned ticket."""
        decided = self.ask("day")["decisions"]
        return {
            f"{one['dataset']}:{one['ticket_id']}": one["pin"]["crew"]
            for one in decided
            if one["pin"]
        }


@contextmanager
def copied(server: PostgresServer, template: CrewsDay) -> Iterator[str]:
    """Yield the URL of a copy of the day's database."""
    name = str(conninfo_to_dict(template.url)["dbname"])
    with fresh_database(server.dsn, template=name) as url:
        yield url


@contextmanager
def desk_of(url: str, day: str) -> Iterator[Desk]:
    """Yield a desk where nobody needs a token."""
    with closing(Site(url)) as site, client_of(site.address) as client:
        yield Desk(site.address, url, day, client)


def opened(page: Page, desk: Desk, query: str = "") -> Page:
    """Open the tab and wait for its timeline and the tickets' states."""
    page.goto(f"{desk.address}/?tab=dispatch&day={desk.day}{query}")
    expect(page.get_by_test_id("plan-words")).to_contain_text(re.compile(r"\d+ stops"))
    expect(page.locator(".stop[data-sla=on_track]").first).to_be_attached()
    return page


def lane(page: Page, crew: str) -> Locator:
    """Return a crew's lane."""
    return page.locator(f'[data-testid="lane"][data-crew="{crew}"]')


def stop(page: Page, key: str) -> Locator:
    """Return the bar of a ticket."""
    return page.locator(f'[data-stop="{key}"]')


def first_stop(page: Page, crew: str) -> str:
    """Return the first ticket of a crew's lane."""
    found = lane(page, crew).get_by_test_id("stop").first.get_attribute("data-stop")
    assert found
    return found


def drag(
    page: Page, what: Locator, to: Locator, *, sideways: float = 0, drops: bool = True
) -> None:
    """Drag something by pointer into a lane, straight, or sideways by some pixels."""
    box, target = what.bounding_box(), to.bounding_box()
    assert box
    assert target
    x, y = box["x"] + 6, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3, y + 8)
    page.mouse.move(x + sideways, target["y"] + target["height"] / 2, steps=4)
    expect(page.get_by_test_id("moving")).to_be_visible()
    if drops:
        expect(page.get_by_test_id("moving-cost")).to_contain_text("min")
        page.mouse.up()


def replan(page: Page) -> None:
    """Replan and wait for the draft."""
    page.get_by_test_id("replan").click()
    expect(page.get_by_test_id("changes")).to_be_visible()
