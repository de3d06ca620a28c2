"""Measure the map page in Chromium: ``python -m benchmarks page``.

A private PostgreSQL holds 21,000 incidents, 5,000 of them open; ``fleettickets serve`` serves them
to headless Chromium without a graphics card, in a window of 1440 by 900. Each load has an empty
cache. Panning drags the map; its cost is the processor time of the browser's threads.
"""

import argparse
import gzip
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.dashboard import Size, fill
from benchmarks.imports.report import DOCUMENT, put_between
from benchmarks.page.browser import DESKTOP, FLAGS
from benchmarks.page.processors import spent_ms
from fleettickets.api.service import Scene
from fleettickets.demo.serving import serving
from fleettickets.local.postgres import private_postgres
from fleettickets.local.scratch import fresh_database
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate

_WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
_DIST = Path(__file__).parents[2] / "src/fleettickets/page"
_SIZE = Size(tickets=21_000, open_tickets=5_000, days=60)
_TIMEOUT_MS = 60_000
_PAN_MS = 5_000
_SEEN = {"rows": "first rows of the list", "map": "first data on the map", "all": "all drawn"}


class Pan(NamedTuple):
    """A drag of the map; ``spent`` is processor time in milliseconds, by part of the browser."""

    frames: Sequence[float]
    ms: float
    draws: int
    spent: Counter[str]

    @property
    def rate(self) -> float:
        """Frames a second."""
        return 1000 * len(self.frames) / self.ms

    @property
    def gaps(self) -> list[float]:
        """Milliseconds between frames, sorted."""
        return sorted(b - a for a, b in zip(self.frames, self.frames[1:], strict=False))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, and print a table in Markdown; return 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks page")
    parser.add_argument("--loads", type=int, default=5, help="how often to open the page")
    parser.add_argument("--pans", type=int, default=3, help="how often to drag the map")
    parser.add_argument("--address", help="of a running server to use in place of a private one")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument(
        "--write-docs", action="store_true", help=f"write the tables into {DOCUMENT.name}"
    )
    parser.add_argument("--requests", action="store_true", help="print the times of each request")
    options = parser.parse_args(argv)
    with _server(options.address) as address, _browser() as browser:
        loads = [_load(browser, address) for _ in range(options.loads)]
        pans = _drag(browser, address, options.pans)
        if options.requests:
            sys.stdout.write("".join(_waterfall(browser, address)))
    text = "\n".join([*_loads_table(loads), "", *_pans_table(pans)]) + "\n"
    sys.stdout.write(text)
    if options.markdown:
        options.markdown.write_text(text, encoding="utf-8")
    if options.write_docs:
        put_between(DOCUMENT, "page", text)
    return 0


@contextmanager
def _server(address: str | None) -> Iterator[str]:
    if address is not None:
        yield address
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        private_postgres(Path(folder)) as server,
        fresh_database(server.dsn) as url,
    ):
        with closing(connect(url)) as conn:
            migrate(conn)
            fill(conn, _SIZE)
        with serving(Scene(url), port=0) as running:
            yield running


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield launched
        launched.close()


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    """Yield the page of a first visit, once everything is drawn."""
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(address)
    page.get_by_test_id("map").and_(page.locator("[data-idle=true]")).wait_for(timeout=_TIMEOUT_MS)
    page.evaluate("window.bench.isAllSeen")
    yield page
    context.close()


def _load(browser: Browser, address: str) -> dict[str, float]:
    with _opened(browser, address) as page:
        return dict(page.evaluate("window.bench.seen"))


def _drag(browser: Browser, address: str, times: int) -> list[Pan]:
    with _opened(browser, address) as page:
        page.evaluate("window.bench.pan(1000)")  # compiles shaders and cuts the tiles around
        return [_drag_once(page) for _ in range(times)]


def _drag_once(page: Page) -> Pan:
    before = spent_ms(os.getpid())
    drag: dict[str, Any] = page.evaluate(f"window.bench.pan({_PAN_MS})")
    spent = spent_ms(os.getpid()) - before
    return Pan(drag["frames"], drag["ms"], drag["draws"], spent)


def _waterfall(browser: Browser, address: str) -> Iterator[str]:
    with _opened(browser, address) as page:
        entries: list[dict[str, Any]] = page.evaluate(
            "performance.getEntriesByType('resource').map((entry) => entry.toJSON())"
        )
    for it in entries:
        times = f"{it['startTime']:7.0f} {it['responseStart']:7.0f} {it['responseEnd']:7.0f}"
        yield f"{times}  {it['encodedBodySize'] / 1000:7.1f} kB  {it['name'][len(address) :]}\n"


_KINDS = {".html", ".js", ".mjs", ".css", ".woff2"}
_IN_PAGE = re.compile(r'(?:src|href)="([^"]+)"')
_IN_SCRIPT = re.compile(r'(?:from|import)\s*"(\.[^"]+)"')


def _named_in(path: Path) -> Iterator[Path]:
    """Yield the files that a page or a script loads by itself."""
    if path.suffix in {".html", ".js", ".mjs"}:
        names = _IN_PAGE if path.suffix == ".html" else _IN_SCRIPT
        for name in names.findall(path.read_text(encoding="utf-8")):
            yield (path.parent / name).resolve()


def _weight_kb() -> float:
    """Return the size of what the page loads first, counted as web/scripts/bundle-size.mjs does."""
    files = {_DIST / "index.html", *_DIST.rglob("maplibre-gl-worker.mjs")}
    new = set(files)
    while new:
        named = (other for path in new for other in _named_in(path))
        new = {path for path in named if path.suffix in _KINDS and path.is_file()} - files
        files |= new
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) / 1000


def _loads_table(loads: Sequence[dict[str, float]]) -> Iterator[str]:
    yield f"{_SIZE.open_tickets:,} open tickets, {len(loads)} loads with an empty cache, ms"
    yield ""
    yield "| | median | least | most |"
    yield "|---|---:|---:|---:|"
    for name, words in _SEEN.items():
        times = [load[name] for load in loads]
        yield f"| {words} | {median(times):,.0f} | {min(times):,.0f} | {max(times):,.0f} |"
    yield ""
    yield f"The page weighs {_weight_kb():.1f} kB gzipped, including MapLibre and the font."


def _pans_table(pans: Sequence[Pan]) -> Iterator[str]:
    middle = sorted(pans, key=lambda pan: pan.rate)[len(pans) // 2]
    gaps, cores = middle.gaps, os.cpu_count() or 1
    seconds = middle.ms / 1000
    rates = ", ".join(f"{pan.rate:.0f}" for pan in sorted(pans, key=lambda pan: pan.rate))
    yield f"Panning: **{middle.rate:.0f} frames a second** (of {rates}); between two frames "
    yield f"{median(gaps):.0f} ms in the median, {gaps[int(len(gaps) * 0.95)]:.0f} ms at p95. "
    yield f"The map was redrawn {middle.draws / seconds:.0f} times a second."
    yield ""
    yield f"| processor time | ms a frame | ms a drawing | of {cores} cores |"
    yield "|---|---:|---:|---:|"
    for part, ms in middle.spent.most_common():
        each, drawing = ms / len(middle.frames), ms / max(1, middle.draws)
        yield f"| {part} | {each:.1f} | {drawing:.1f} | {ms / middle.ms / cores:.0%} |"


if __name__ == "__main__":
    raise SystemExit(main())
