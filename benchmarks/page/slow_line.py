"""Open the page on a slow line: ``python -m benchmarks.page.slow_line``.

A private server holds 60,000 incidents, 50,000 of them open. Chromium itself limits the line
(Network.emulateNetworkConditions). Prints a row of the table in docs/performance.md for each line.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks import say
from benchmarks.dashboard import Size, fill
from benchmarks.page.browser import DESKTOP, FLAGS
from fleettickets.api.service import Scene
from fleettickets.demo.serving import serving
from fleettickets.local.postgres import private_postgres
from fleettickets.local.scratch import fresh_database
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate

_SIZE = Size(tickets=60_000, open_tickets=50_000, days=60)
_LATENCY_MS = 100
_WATCH_S = 90
"""Afterwards nothing may be downloaded again."""


def slow_down(page: Page, bytes_a_second: float) -> None:
    """Limit the line of the page, both ways."""
    session = page.context.new_cdp_session(page)
    conditions = {
        "offline": False,
        "latency": _LATENCY_MS,
        "downloadThroughput": bytes_a_second,
        "uploadThroughput": bytes_a_second,
    }
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", conditions)


def measure(browser: Browser, address: str, kbit_s: int) -> str:
    """Return a row of the table."""
    page = browser.new_page(viewport=DESKTOP)  # type: ignore[arg-type]
    page.set_default_timeout(900_000)
    expect.set_options(timeout=900_000)
    slow_down(page, kbit_s * 1000 / 8)
    failed: list[str] = []
    page.on("requestfailed", lambda it: failed.append(f"{it.url} {it.failure}"))
    began = time.monotonic()
    page.goto(f"{address}/?tab=inc")
    expect(page.get_by_test_id("open-count")).to_contain_text(re.compile(r"\d"))
    figures_s = time.monotonic() - began
    expect(page.get_by_test_id("map")).to_have_attribute("data-idle", "true")
    drawn_s = time.monotonic() - began
    page.wait_for_timeout(_WATCH_S * 1000)
    entries = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".map(e => [e.name, e.encodedBodySize, e.transferSize])"
    )
    total = sum(sent for _, _, sent in entries)
    dashboards = [it for it in entries if "/inc/dashboard" in it[0]]
    answer = max(size for _, size, _ in dashboards)
    whole = sum(sent >= size for _, size, sent in dashboards)
    sys.stderr.write(f"{dashboards}\n")
    if failed:
        sys.stderr.write("".join(f"failed: {line}\n" for line in failed))
    page.close()
    return (
        f"| {kbit_s:,} kbit/s | {answer / 1e6:.2f} MB | {figures_s:.0f} s | {drawn_s:.0f} s"
        f" | {whole} | {total / 1e6:.2f} MB |"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure on each line; return 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page.slow_line")
    parser.add_argument("--kbit", type=int, nargs="*", default=[600, 200, 10_000])
    options = parser.parse_args(argv)
    with (
        tempfile.TemporaryDirectory() as folder,
        private_postgres(Path(folder)) as server,
        fresh_database(server.dsn) as url,
        sync_playwright() as playwright,
    ):
        with closing(connect(url)) as conn:
            migrate(conn)
            fill(conn, _SIZE)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(Scene(url), port=0) as address:
            for kbit_s in options.kbit:
                say(measure(browser, address, kbit_s))
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
