"""Take README's pictures of a running page: ``python -m tests.e2e.screenshots ADDRESS``."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.page.browser import FLAGS
from tests.e2e.conftest import PATIENCE_MS

FOLDER = Path(__file__).parents[2] / "docs/images"
NAIROBI = "map=10.6/-1.27/36.84"
PICTURES = {
    "map-day.png": ("light", 1440, 900, f"?tab=inc&{NAIROBI}"),
    "map-night.png": ("dark", 1440, 900, f"?tab=crq&{NAIROBI}"),
    "map-phone.png": ("light", 390, 844, f"?tab=inc&pane=map&{NAIROBI}"),
    "dispatch.png": ("light", 1440, 900, "?tab=dispatch"),
}


def take(browser: Browser, address: str, name: str) -> None:
    """Save one picture, once everything on the map is drawn."""
    scheme, width, height, query = PICTURES[name]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page.goto(f"{address}/{query}")
    expect(page.get_by_test_id("map")).to_have_attribute(
        "data-idle", "true", timeout=2 * PATIENCE_MS
    )
    page.wait_for_timeout(3_000)
    expect(page.locator("[data-mark]")).to_have_count(0, timeout=PATIENCE_MS)  # of an import
    page.screenshot(path=FOLDER / name)
    page.close()


def main(address: str) -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name in PICTURES:
            take(browser, address.rstrip("/"), name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
