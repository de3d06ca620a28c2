"""Travel times of a routing server are asked once, and remembered in the database."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from fleettickets.commands.dispatch import main
from fleettickets.dispatch.travel.remembered import NO_WAY, look_up
from fleettickets.dispatch.travel.routing_servers import Osrm, Valhalla
from fleettickets.domain.place import Position
from fleettickets.store.connect import Connection
from fleettickets.store.travel_times import TravelTimes
from tests.dispatch.conftest import DAY
from tests.support.quiet_http import QuietHandler, answering

AT = datetime(2026, 6, 25, 5, tzinfo=UTC)
PLACES = [Position(36.80, -1.27), Position(36.82, -1.27), Position(36.90, -1.30)]
NEW = Position(36.85, -1.25)


class Roads(QuietHandler):
    """Answers as OSRM: a minute for each 0.001 degrees east; no way to 36.9."""

    asked: ClassVar[list[int]] = []
    """The pairs of each request."""

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        url = urlsplit(self.path)
        places = url.path.removeprefix("/table/v1/driving/").split(";")
        query = parse_qs(url.query)
        origins, ends = (
            [float(places[int(number)].split(",")[0]) for number in query[name][0].split(";")]
            for name in ("sources", "destinations")
        )
        self.asked.append(len(origins) * len(ends))
        table = [[None if b == 36.9 else round(60_000 * abs(a - b)) for b in ends] for a in origins]
        content = json.dumps({"code": "Ok", "durations": table}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Roads, "asked", [])
    with answering(Roads) as url:
        yield url


@pytest.fixture
def roads(url: str) -> Osrm:
    return Osrm(url, 5)


def test_what_is_known_is_not_asked_again(conn: Connection, roads: Osrm) -> None:
    first = look_up(roads, TravelTimes(conn), PLACES, AT)
    assert Roads.asked == [9]

    again = look_up(roads, TravelTimes(conn), [*reversed(PLACES)], AT)

    assert Roads.asked == [9]
    found = again.minutes(PLACES, PLACES, AT)
    assert found.tolist() == first.minutes(PLACES, PLACES, AT).tolist()
    assert found[0].tolist() == [0, 20, NO_WAY]


def test_a_new_place_costs_its_row_and_its_column(conn: Connection, roads: Osrm) -> None:
    look_up(roads, TravelTimes(conn), PLACES, AT)
    Roads.asked.clear()

    found = look_up(roads, TravelTimes(conn), [*PLACES, NEW], AT)

    assert Roads.asked == [4, 3]
    assert found.minutes([NEW], PLACES, AT)[0].tolist() == [50, 30, NO_WAY]
    assert found.minutes(PLACES[:2], [NEW], AT)[:, 0].tolist() == [50, 30]


def test_places_a_metre_apart_are_one(conn: Connection, roads: Osrm) -> None:
    beside = Position(PLACES[0].longitude + 0.000_001, PLACES[0].latitude)
    look_up(roads, TravelTimes(conn), [*PLACES, beside], AT)

    assert Roads.asked == [9]


def test_what_is_old_is_asked_again_and_forgotten(conn: Connection, roads: Osrm) -> None:
    look_up(roads, TravelTimes(conn), PLACES, AT)
    conn.execute("UPDATE dispatch.travel_times SET asked_at = now() - interval '31 days'")

    look_up(roads, TravelTimes(conn), PLACES[:2], AT)

    assert Roads.asked == [9, 4]
    assert conn.execute("SELECT count(*) FROM dispatch.travel_times").fetchone() == (4,)


def test_another_server_or_hour_is_another_source(roads: Osrm) -> None:
    assert roads.memory_key(AT) == roads.memory_key(AT + timedelta(hours=1))
    assert roads.memory_key(AT) != Osrm("http://elsewhere", 5).memory_key(AT)
    valhalla = Valhalla("http://user:secret@elsewhere", 5)
    assert valhalla.memory_key(AT) != valhalla.memory_key(AT + timedelta(hours=1))
    assert "secret" not in valhalla.memory_key(AT)


def test_a_second_plan_asks_nothing(
    conn: Connection, url: str, crews_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPATCH_TRAVEL", "osrm")
    monkeypatch.setenv("DISPATCH_TRAVEL_URL", url)
    assert main(["crews", "import", str(crews_file), "--apply"]) == 0
    arguments = ["plan", "--date", DAY, "--apply", "--iterations", "10"]
    assert main(arguments) == 0
    assert Roads.asked
    asked = len(Roads.asked)

    assert main(arguments) == 0
    assert main(["candidates", "I1", "--date", DAY]) == 0

    assert len(Roads.asked) == asked
    rows = conn.execute("SELECT DISTINCT travel_source FROM dispatch.plans").fetchall()
    assert rows == [("osrm",)]
