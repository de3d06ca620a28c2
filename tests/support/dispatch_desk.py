"""A published day of the crews, served over HTTP."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from fleettickets.commands.dispatch import main
from fleettickets.store.connect import connect
from fleettickets.store.tokens import add_token
from tests.support.serving import client_of, make_token, serving

DAY = "2026-06-25"


class Desk(NamedTuple):
    """A server over a planned day, and clients of two dispatchers and a viewer."""

    url: str
    base: str
    ann: httpx.Client
    ben: httpx.Client
    viewer: httpx.Client

    def plan_id(self) -> int:
        return int(self.ann.get("/api/v1/dispatch/plan", params={"date": DAY}).json()["plan_id"])

    def version_of(self, dataset: str, ticket: str) -> str:
        day = self.ann.get("/api/v1/dispatch/day", params={"date": DAY}).json()
        found = [
            one["version"]
            for one in day["decisions"]
            if (one["dataset"], one["ticket_id"]) == (dataset, ticket)
        ]
        return found[0] if found else "none"


@contextmanager
def planned_desk(url: str, crews_file: Path, **settings: Any) -> Iterator[Desk]:
    """Yield a desk whose day is planned and published."""
    assert main(["crews", "import", str(crews_file), "--apply"]) == 0
    assert main(["plan", "--date", DAY, "--apply", "--iterations", "30"]) == 0
    assert main(["publish", "--date", DAY, "--yes"]) == 0
    tokens = [make_token(url, name, "dispatcher") for name in ("ann", "ben")]
    tokens.append(make_token(url, "wall", "viewer"))
    with ExitStack() as stack:
        base = stack.enter_context(serving(url, is_loopback=False, **settings))
        clients = [stack.enter_context(client_of(base, token)) for token in tokens]
        yield Desk(url, base, *clients)


def crew_token(url: str, crew: str, role: Any = "crew") -> str:
    """Return a new token that is bound to a crew."""
    with closing(connect(url)) as conn:
        row = conn.execute("SELECT crew_id FROM dispatch.crews WHERE name = %s", (crew,)).fetchone()
        assert row is not None
        return add_token(conn, f"{role} of {crew}", role, None, int(row[0]))[0]
