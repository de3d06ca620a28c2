"""The page in Chromium, over a real server, database, bucket and feed."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.page.browser import DESKTOP, FLAGS
from fleettickets.config import BucketSettings
from fleettickets.demo.live_feed import DemoFeed, locate
from fleettickets.demo.sample_feed import FeedPlan
from fleettickets.local.postgres import PostgresServer
from fleettickets.local.s3 import client
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from tests.e2e.site import Site
from tests.support.buckets import fresh_bucket
from tests.support.databases import fresh_database

PATIENCE_MS = 60_000


@contextmanager
def filled(
    postgres_server: PostgresServer, s3_server: BucketSettings, tickets: dict[str, int], days: int
) -> Iterator[dict[str, DemoFeed]]:
    """Yield a feed for each dataset, imported and located, with content that ends two days ago."""
    until = datetime.now(UTC) - timedelta(hours=1)
    with fresh_database(postgres_server.dsn) as url, fresh_bucket(s3_server) as settings:
        with closing(connect(url)) as conn:
            migrate(conn)
        found = {}
        for name, count in tickets.items():
            plan = FeedPlan(dataset=name, tickets=count, days=days, until=until)
            found[name] = DemoFeed(plan, url, settings, client(settings))
            found[name].fill()
            found[name].drain()
        with closing(connect(url)) as conn:
            locate(conn)
        yield found


@pytest.fixture(scope="session")
def feeds(
    postgres_server: PostgresServer, s3_server: BucketSettings
) -> Iterator[dict[str, DemoFeed]]:
    """Both feeds of the site."""
    with filled(postgres_server, s3_server, {"inc": 4_000, "crq": 3_000}, days=2) as found:
        yield found


@pytest.fixture
def own_url(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[str]:
    """A separate database with incidents only, because adding a token ends anonymous access."""
    with filled(postgres_server, s3_server, {"inc": 40}, days=1) as found:
        yield found["inc"].url


@pytest.fixture(scope="session")
def shared_site(feeds: dict[str, DemoFeed]) -> Iterator[Site]:
    with closing(Site(feeds["inc"].url)) as site:
        yield site


@pytest.fixture
def site(shared_site: Site) -> Site:
    """The running server."""
    shared_site.start()
    return shared_site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "install chromium: make setup does"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Watched:
    """Errors that a page logged, and requests that it sent to other hosts."""

    errors: list[str] = field(default_factory=list)
    foreign_urls: list[str] = field(default_factory=list)
    is_expected: bool = False
    """Whether the test expects errors in the console, as when it stops the server."""

    def watch(self, page: Page) -> None:
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws") and parts.hostname != "127.0.0.1":
            self.foreign_urls.append(url)


@pytest.fixture
def watched() -> Iterator[Watched]:
    found = Watched()
    yield found
    assert found.foreign_urls == []
    assert found.is_expected or found.errors == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with closing(browser.new_context(viewport=DESKTOP)) as made:  # type: ignore[arg-type]
        made.set_default_timeout(PATIENCE_MS)
        yield made


@pytest.fixture
def page(context: BrowserContext, watched: Watched) -> Page:
    """A tab that fails its test if it logs an error, breaks the CSP or contacts another host."""
    made = context.new_page()
    watched.watch(made)
    return made
