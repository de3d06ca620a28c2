"""`make demo`: new files arrive while a visitor looks at the map, after every start."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import httpx
import pytest

from fleettickets.api.service import Scene
from fleettickets.commands.demo import stay
from fleettickets.config import BucketSettings
from fleettickets.demo.erasing import erase, is_filled
from fleettickets.demo.live_feed import DemoFeed
from fleettickets.demo.page_check import check_page
from fleettickets.demo.serving import serving
from fleettickets.errors import StoreError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.e2e.conftest import filled
from tests.support.databases import fresh_database
from tests.support.serving import execute, wait_until

Feeds = list[DemoFeed]


PATIENCE_S = 60
TICKETS = {"inc": 400, "crq": 400}


@pytest.fixture(scope="module")
def feeds(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[Feeds]:
    """Both feeds, imported and located, as in a demo that has just started."""
    with filled(postgres_server, s3_server, TICKETS, days=1) as filled_feeds:
        yield list(filled_feeds.values())


@pytest.fixture
def own_feeds(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[Feeds]:
    """Feeds for one test, which may erase them."""
    with filled(postgres_server, s3_server, TICKETS, days=1) as filled_feeds:
        yield list(filled_feeds.values())


@contextmanager
def staying(address: str, feeds: Feeds, every_s: float) -> Iterator[None]:
    is_over = Event()
    thread = Thread(target=stay, args=(address, feeds, is_over), kwargs={"every_s": every_s})
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def applied(feed: DemoFeed) -> list[str]:
    """Return the keys of the applied files, in the order of their runs."""
    query = (
        "SELECT change_key FROM tickets.import_files WHERE dataset = %s AND state = 'applied'"
        " ORDER BY run_id, change_key"
    )
    return [key for (key,) in execute(feed.url, query, feed.name)]


def files_to_come(feed: DemoFeed) -> int:
    """Return how many files are left until the feed has caught up with the clock."""
    return next(count for count, file in enumerate(feed.later_files()) if file is None)


def test_files_come_one_by_one_in_order_and_the_map_shows_them(
    feeds: Feeds, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {feed.name: applied(feed) for feed in feeds}
    with serving(Scene(feeds[0].url), port=0) as address:
        freshness_before = httpx.get(f"{address}/api/v1/freshness").json()["datasets"]
        with staying(address, feeds, every_s=0.1):
            wait_until(
                lambda: all(len(applied(feed)) >= len(before[feed.name]) + 2 for feed in feeds),
                PATIENCE_S,
            )
        freshness = httpx.get(f"{address}/api/v1/freshness").json()["datasets"]

    output = capsys.readouterr().out
    assert f"The map: {address}\n" in output
    for feed in feeds:
        new_keys = applied(feed)[len(before[feed.name]) :]
        assert new_keys == sorted(new_keys)
        assert new_keys[0] > max(before[feed.name])
        for key in new_keys:
            assert f"{feed.name}  {key.rpartition('/')[2]}: 1 files" in output
        as_of = freshness[feed.name]["content_as_of"]
        assert as_of > freshness_before[feed.name]["content_as_of"]


def test_it_waits_between_two_files_and_ends_at_once(feeds: Feeds) -> None:
    counts = [len(applied(feed)) for feed in feeds]
    with staying("http://nowhere", feeds, every_s=3_600):
        wait_until(
            lambda: [len(applied(feed)) for feed in feeds] == [count + 1 for count in counts],
            PATIENCE_S,
        )
    assert [len(applied(feed)) for feed in feeds] == [count + 1 for count in counts]


def test_a_feed_that_has_caught_up_is_reported_once(
    feeds: Feeds, capsys: pytest.CaptureFixture[str]
) -> None:
    later = datetime.now(UTC) + timedelta(days=3)
    ahead = [replace(feed, plan=replace(feed.plan, until=later)) for feed in feeds]
    counts = [len(applied(feed)) for feed in feeds]
    with staying("http://nowhere", ahead, every_s=0.01):
        wait_until(lambda: "caught up with the clock" in capsys.readouterr().out, PATIENCE_S)
        Event().wait(0.2)
    assert "caught up" not in capsys.readouterr().out
    assert [len(applied(feed)) for feed in feeds] == counts


def test_a_start_erases_the_last_demo_and_has_new_files_for_half_an_hour(own_feeds: Feeds) -> None:
    files = [feed.later_files() for feed in own_feeds]
    for _ in range(2):
        assert all(feed.follow(later) for feed, later in zip(own_feeds, files, strict=True))

    assert erase(own_feeds) == ""
    assert not is_filled(own_feeds)

    now = datetime.now(UTC)
    again = [replace(feed, plan=replace(feed.plan, until=now, tickets=1_000)) for feed in own_feeds]
    for feed in again:
        feed.fill()
        feed.drain()
        # The demo applies one in 20 s; there is no file for a slot without changes.
        assert files_to_come(feed) >= 80


def test_data_that_is_not_from_the_demo_is_never_erased(feeds: Feeds) -> None:
    with closing(connect(feeds[0].url)):
        assert "connected" in erase(feeds)
    inc, crq = feeds
    own = applied(crq)[-1]
    for key, content in ((own, b"other"), (own.replace(own[-23:-4], "2031-01-01T06-00-00"), b"")):
        crq.s3.put_object(Bucket=crq.settings.bucket, Key=key, Body=content)
        assert erase(feeds) == "not erased: 1 files of crq are not from the demo"
        crq.s3.delete_object(Bucket=crq.settings.bucket, Key=key)
    change = "UPDATE tickets.import_files SET digest = %s || digest WHERE change_key = %s"
    execute(inc.url, change, "0", own)
    assert erase(feeds) == "not erased: 1 files of crq are not from the demo"
    execute(inc.url, "CREATE VIEW reporting.theirs AS SELECT 1 AS x")
    undo = "UPDATE tickets.import_files SET digest = substr(digest, 2) WHERE change_key = %s"
    execute(inc.url, undo, own)
    assert erase(feeds) == "not erased: view reporting.theirs was not created by fleettickets"
    execute(inc.url, "DROP VIEW reporting.theirs")

    assert is_filled(feeds)
    assert execute(inc.url, "SELECT count(*) > 0 FROM tickets.crq") == [(True,)]


def test_open_tickets_of_every_city_are_located_without_coordinates_in_the_feed(
    feeds: Feeds,
) -> None:
    query = (
        "SELECT region IN ('mombasa', 'kilifi', 'kampala'), region = 'kampala', count(*),"
        " count(geom), count(*) FILTER (WHERE geo_source = 'feed') FROM tickets.all_tickets"
        " WHERE is_actionable GROUP BY 1, 2"
    )
    found = execute(feeds[0].url, query)

    assert len(found) == 3
    assert sum(located for *_, located, _ in found) > 0.9 * sum(count for *_, count, _, _ in found)
    assert all(located > 0 and of_feed == 0 for *_, located, of_feed in found)


def test_the_check_requests_the_page_and_its_routes(feeds: Feeds) -> None:
    with serving(Scene(feeds[0].url), port=0) as address:
        assert "incidents and" in check_page(address)


def test_the_check_refuses_a_map_without_tickets(postgres_server: PostgresServer) -> None:
    with fresh_database(postgres_server.dsn) as url:
        with closing(connect(url)) as conn:
            migrate(conn)
        with (
            serving(Scene(url), port=0) as address,
            pytest.raises(StoreError, match="0 open tickets"),
        ):
            check_page(address)
