"""``fleettickets demo``: the whole job on private servers, with a live map."""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TypeVar

from fleettickets.api.service import Scene
from fleettickets.commands.runner import Command, Parser
from fleettickets.demo.crew_life import advance, begin_crews
from fleettickets.demo.erasing import erase, is_filled
from fleettickets.demo.live_feed import DemoFeed, demo_feeds, locate, new_feeds
from fleettickets.demo.page_check import check_crews, check_page
from fleettickets.demo.serving import serving
from fleettickets.errors import StoreError
from fleettickets.local.stack import DEFAULT_FOLDER, Stack, down, status, up
from fleettickets.store.connect import connect
from fleettickets.store.demo_database import count_demo
from fleettickets.store.migrate import migrate

Answer = TypeVar("Answer")

_FILE_EVERY_S = 20
_PORT = 8080
_LEAST_LOCATED = 0.99


def _add_options(parser: Parser) -> None:
    parser.add_argument("--once", action="store_true", help="stop after checking the page")
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the data is")
    parser.add_argument(
        "--port", type=int, default=_PORT, help="of the map; 0: any free port (default: 8080)"
    )


def _work(options: argparse.Namespace) -> None:
    is_over = Event()
    # An end by a service manager stops the servers too, between two files.
    signal.signal(signal.SIGTERM, lambda *_: is_over.set())
    try:
        with _stack(options.folder) as stack:
            feeds = _begin(stack, options.folder)
            _fill_and_import(stack, feeds)
            port = 0 if options.once else options.port
            with serving(Scene(stack.postgres.dsn), port=port) as address:
                if options.once:
                    _timed("check the page", lambda: check_page(address))
                    _timed("check the crews", lambda: check_crews(address))
                else:
                    stay(address, feeds, is_over)
    except KeyboardInterrupt:  # how a person ends it
        _say("")


@contextmanager
def _stack(folder: Path) -> Iterator[Stack]:
    """Yield the servers, and stop them unless they were running before."""
    before = status(folder)
    was_up = before.postgres is not None and before.s3 is not None
    try:
        yield _timed("start PostgreSQL and S3", lambda: up(folder))
    finally:
        if not was_up:
            _timed("stop them", lambda: down(folder))


def _begin(stack: Stack, folder: Path) -> list[DemoFeed]:
    """Return feeds whose newest file is of now; their content lags two days, so more can follow.

    They replace what the last demo left here; if that cannot be erased, its feeds continue.
    """
    with closing(connect(stack.postgres.dsn)) as conn:
        _timed("migrate", lambda: migrate(conn))
    before = demo_feeds(stack, folder)
    if is_filled(before):
        problem = _timed("erase the last demo", lambda: erase(before))
        if problem:
            _say("The last demo continues; for a new one, run `make clean`, then `make demo`.")
            return before
    return new_feeds(stack, folder)


def _fill_and_import(stack: Stack, feeds: Sequence[DemoFeed]) -> None:
    for feed in feeds:
        _timed(f"fill the bucket ({feed.name})", feed.fill)
    for feed in feeds:
        _timed(f"import ({feed.name})", feed.drain)
    with closing(connect(stack.postgres.dsn)) as conn:
        _timed("geocode (offline)", lambda: locate(conn))
        _timed("plan the crews' day", lambda: begin_crews(conn))
        counts = count_demo(conn)
    if 0 in counts:
        raise StoreError("demo", f"expected tickets of both kinds, got {counts}")
    inc, inc_open, crq, crq_open, events, files, with_cluster, located = counts
    if located < _LEAST_LOCATED * with_cluster:
        raise StoreError("demo", f"only {located} of {with_cluster} tickets have a position")
    _say(f"incidents     {inc:>7,} tickets, {inc_open:,} open")
    _say(f"installations {crq:>7,} tickets, {crq_open:,} open")
    _say(f"history       {events:>7,} events from {files:,} files")
    share = 100 * located / with_cluster
    _say(f"positions     {share:>6.1f} % of the {with_cluster:,} tickets with a cluster")


def stay(
    address: str, feeds: Sequence[DemoFeed], is_over: Event, *, every_s: float = _FILE_EVERY_S
) -> None:
    """Import one more change file of each type every ``every_s`` seconds, until the end."""
    _say("")
    _say(f"The map: {address}")
    _say(f"It is live: a new change file of each type arrives every {every_s:g} seconds, and the")
    _say("crews drive along today's plan.")
    _say("Stop it with Ctrl-C.")
    _say('In another shell: eval "$(uv run fleettickets local env)"; psql "$DATABASE_URL"')
    files = [feed.later_files() for feed in feeds]
    is_waiting, driven_at = False, datetime.now(UTC)
    while not is_over.is_set():
        began = time.monotonic()
        done = [(feed.name, feed.follow(later)) for feed, later in zip(feeds, files, strict=True)]
        driven_at = _drive(feeds[0].url, driven_at)
        for name, result in done:
            if result:
                _say(f"{name}  {result}")
        if not is_waiting and not any(result for _, result in done):
            _say("The feed has caught up with the clock; now a file arrives every 20 minutes.")
            is_waiting = True
        is_over.wait(max(0.0, every_s - (time.monotonic() - began)))


def _drive(url: str, since: datetime) -> datetime:
    """Post where the crews are now, and what they have reported since; return now."""
    with closing(connect(url)) as conn:
        now = datetime.now(UTC)
        advance(conn, now, since=since)
        return now


def _timed(step: str, work: Callable[[], Answer]) -> Answer:
    began = time.monotonic()
    answer = work()
    detail = f"  {answer}" if answer and isinstance(answer, str) else ""
    _say(f"{step:<24} {time.monotonic() - began:6.1f} s{detail}")
    return answer


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


main = Command(
    description="Import a sample feed of Nairobi on private servers, and show it on a live map. "
    "Everything listens on loopback only.",
    add_options=_add_options,
    work=_work,
)
