"""Measure the dispatchers' questions over HTTP: ``python -m benchmarks desk [--rounds N]``.

The demo's day on private servers: its tickets, crews and published plan. It prints the time that a
question takes at the client, and what a replan moves.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import urllib3

from benchmarks import say
from fleettickets.api.service import Scene
from fleettickets.config import ServeSettings
from fleettickets.demo.crew_life import begin_crews
from fleettickets.demo.live_feed import TICKETS, DemoFeed, locate
from fleettickets.demo.sample_feed import FeedPlan
from fleettickets.demo.serving import serving
from fleettickets.local.postgres import private_postgres
from fleettickets.local.s3 import client, private_s3
from fleettickets.local.scratch import fresh_bucket, fresh_database
from fleettickets.store.connect import connect
from fleettickets.store.migrate import migrate
from fleettickets.store.tokens import add_token

_API = "/api/v1/dispatch"
_QUESTIONS = 60


class Desk:
    """A dispatcher's client."""

    def __init__(self, base: str, token: str) -> None:
        headers = {"authorization": f"Bearer {token}"}
        self._http = urllib3.PoolManager(retries=False, timeout=120, headers=headers)
        self._base = base

    def ask(self, path: str, **fields: str) -> dict[str, Any]:
        """Return the answer to a GET."""
        return self._read(self._http.request("GET", f"{self._base}{_API}{path}", fields=fields))

    def post(self, path: str, body: object) -> dict[str, Any]:
        """Return the answer to a POST."""
        return self._read(self._http.request("POST", f"{self._base}{_API}{path}", json=body))

    @staticmethod
    def _read(answer: urllib3.BaseHTTPResponse) -> dict[str, Any]:
        if answer.status != 200:  # noqa: PLR2004
            sys.exit(f"{answer.url}: {answer.status} {answer.data[:200]!r}")
        found: dict[str, Any] = answer.json()
        return found


def main() -> None:
    """Print a line for each kind of question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="replans; by default %(default)s")
    rounds = parser.parse_args().rounds
    with _planned() as (base, token):
        desk = Desk(base, token)
        plan = desk.ask("/plan")
        number = plan["plan_id"]
        stops = [stop for crew in plan["crews"] for stop in crew["stops"] if not stop["is_begun"]]
        names = [crew["crew"] for crew in plan["crews"]]
        say(f"{len(stops)} stops, {len(names)} crews, {len(plan['unassigned'])} left out")
        reports = desk.ask("/day", date=plan["plan_on"])["reports"]
        reported = {f"{one['dataset']}/{one['ticket_id']}" for one in reports}
        movable = [ticket for ticket in map(_path, stops) if ticket not in reported]
        left = [
            f"{one['dataset']}/{one['ticket_id']}"
            for one in plan["unassigned"]
            if one["reason"] in {"full", "price"}
        ]
        asked = [f"/plans/{number}/candidates/{ticket}" for ticket in (left + movable)[:_QUESTIONS]]
        desk.ask(asked[0])  # the server reads the day
        _time("candidates", [partial(desk.ask, path) for path in asked])
        moves = [
            partial(desk.ask, f"/plans/{number}/move/{ticket}", crew=names[i % len(names)])
            for i, ticket in enumerate(movable[:_QUESTIONS])
        ]
        _time("move", moves)
        for _ in range(rounds):
            began = time.perf_counter()
            made = desk.post("/plans", {"plan_on": plan["plan_on"]})
            took = time.perf_counter() - began
            changes = made["changes"]
            say(
                f"replan      {took:6.2f} s, {len(changes['moved'])} to another crew, "
                f"{len(changes['added'])} added, {len(changes['dropped'])} dropped"
            )


@contextmanager
def _planned() -> Iterator[tuple[str, str]]:
    """Yield the address of a server over the demo's day, and a dispatcher's token."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = stack.enter_context(private_postgres(folder / "postgres"))
        s3 = stack.enter_context(private_s3(folder / "s3"))
        url = stack.enter_context(fresh_database(postgres.dsn))
        settings = stack.enter_context(fresh_bucket(s3.settings))
        until = datetime.now(UTC) - timedelta(minutes=20)
        with closing(connect(url)) as conn:
            migrate(conn)
            for name, count in TICKETS.items():
                plan = FeedPlan(dataset=name, tickets=count, until=until)
                feed = DemoFeed(plan, url, settings, client(settings))
                feed.fill()
                feed.drain()
            locate(conn)
            say(begin_crews(conn))
            token = add_token(conn, "desk", "dispatcher", None)[0]
        base = stack.enter_context(serving(Scene(url, settings=ServeSettings()), port=0))
        yield base, token


def _path(stop: dict[str, Any]) -> str:
    return f"{stop['datasets'][0]}/{stop['tickets'][0]}"


def _time(name: str, questions: Sequence[Callable[[], object]]) -> None:
    took = []
    for question in questions:
        began = time.perf_counter()
        question()
        took.append(1_000 * (time.perf_counter() - began))
    p95 = quantiles(took, n=20)[-1]
    say(f"{name:10}  median {median(took):5.1f} ms, 95 % within {p95:5.1f} ms, {len(took)} asked")


if __name__ == "__main__":
    main()
