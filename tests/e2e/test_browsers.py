"""The page in browsers that keep nothing, or that are as old as the page supports."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Watched
from tests.e2e.site import Site
from tests.e2e.views import drawn, listed, live, opened

# Site data blocked: in Chromium each use of the storage throws, in a WebView there is none.
BLOCKED = """for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
    Object.defineProperty(window, name, {
        configurable: true,
        get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
    });
}
Object.defineProperty(Document.prototype, 'cookie', {
    get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
});"""
ABSENT = "for (const name of ['localStorage', 'sessionStorage']) "
ABSENT += "Object.defineProperty(window, name, {value: null});"
FULL = """Storage.prototype.setItem = () => {
    throw new DOMException('exceeded', 'QuotaExceededError');
};"""

# What Chrome 111, Firefox 114 or Safari 16.4 lacks (docs/map.md#browsers).
NEWER = """(() => {
    const remove = (owner, ...names) => { for (const name of names) delete owner?.[name]; };
    remove(AbortSignal, 'any');
    remove(Promise, 'withResolvers', 'try');
    remove(Object, 'groupBy');
    remove(Map, 'groupBy');
    remove(Array, 'fromAsync');
    remove(Array.prototype, 'toSorted', 'toReversed', 'toSpliced', 'with');
    remove(String.prototype, 'isWellFormed', 'toWellFormed');
    remove(Set.prototype, 'union', 'intersection', 'difference', 'symmetricDifference',
        'isSubsetOf', 'isSupersetOf', 'isDisjointFrom');
    remove(URL, 'canParse', 'parse');
    remove(ReadableStream, 'from');
    remove(ReadableStream.prototype, Symbol.asyncIterator, 'values');
    remove(RegExp, 'escape');
    remove(Math, 'sumPrecise', 'f16round');
    remove(Iterator.prototype, 'map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray',
        'forEach', 'some', 'every', 'find');
    remove(Document.prototype, 'startViewTransition');
    remove(Element.prototype, 'checkVisibility', 'moveBefore');
    remove(HTMLElement.prototype, 'showPopover', 'hidePopover', 'togglePopover');
    remove(window, 'requestIdleCallback', 'cancelIdleCallback', 'scheduler', 'navigation',
        'Iterator', 'OffscreenCanvas', 'CloseWatcher');
    remove(Navigator.prototype, 'userAgentData', 'scheduling');
})();"""


@pytest.mark.parametrize("script", [BLOCKED, ABSENT, FULL], ids=["blocked", "absent", "full"])
def test_a_browser_that_keeps_nothing_shows_everything(
    context: BrowserContext, page: Page, site: Site, script: str
) -> None:
    context.add_init_script(script)
    metrics = site.ask("/api/v1/inc/dashboard")["metrics"]
    live(page, site, "?tab=inc")
    listed(page, metrics["open"])
    drawn(page)

    page.get_by_test_id("theme").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.get_by_test_id("theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_oldest_supported_browsers_show_everything(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.add_init_script(NEWER)
    metrics = site.ask("/api/v1/inc/dashboard")["metrics"]
    live(page, site, "?tab=inc")
    listed(page, metrics["open"])
    drawn(page)

    page.get_by_test_id("row").first.click()

    expect(page.get_by_test_id("timeline")).to_be_visible()


def test_a_browser_that_cannot_run_the_page_says_so(
    page: Page, site: Site, context: BrowserContext, watched: Watched
) -> None:
    watched.is_expected = True  # what is preloaded is not used
    context.route("**/assets/index-*.js", lambda route: route.fulfill(body="", status=200))
    page.goto(site.address)
    expect(page.get_by_text("may be too old")).to_be_visible()


def test_an_error_of_the_page_itself_is_said(page: Page, site: Site, watched: Watched) -> None:
    watched.is_expected = True
    opened(page, site)
    page.evaluate("window.fetch = undefined; AbortController = undefined;")

    page.get_by_test_id("sla-breached").click()
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.get_by_test_id("away")).to_be_visible()
