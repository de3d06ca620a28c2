"""A line so slow that one answer takes longer than the page waits for a silent server."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, expect

from benchmarks.page.slow_line import slow_down
from tests.e2e.site import Site
from tests.e2e.views import live

SILENCE_S = 30
"""As in web/src/api/client.ts."""
TAKES_S = 36


def test_an_answer_that_keeps_coming_is_asked_for_once(page: Page, site: Site) -> None:
    overdue = site.ask("/api/v1/crq/dashboard")["metrics"]["schedule"]["overdue"]
    live(page, site, "?tab=inc")
    size = page.evaluate(
        "fetch('api/v1/crq/dashboard?window=24h').then(async (answer) => { await answer.blob();"
        " return performance.getEntriesByName(answer.url)[0].encodedBodySize; })"
    )
    answers: list[Request] = []
    failed: list[str] = []

    def is_of_crq(request: Request) -> bool:
        return urlsplit(request.url).path.endswith("/crq/dashboard")

    page.on("requestfinished", lambda it: answers.append(it) if is_of_crq(it) else None)
    page.on("requestfailed", lambda it: failed.append(it.url) if is_of_crq(it) else None)
    slow_down(page, size / TAKES_S)

    page.get_by_role("tab", name="CRQ").click()

    expect(page.get_by_test_id("due-overdue")).to_contain_text(str(overdue), timeout=120_000)
    [answer] = answers
    assert answer.timing["responseEnd"] > SILENCE_S * 1000
    assert failed == []
    assert page.get_by_test_id("away").count() == 0
