"""Travel times: estimated, and asked of servers that answer as OSRM and Valhalla document."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from fleettickets.config import DispatchSettings
from fleettickets.dispatch.travel.chosen import travel_of
from fleettickets.dispatch.travel.estimate import Estimate
from fleettickets.dispatch.travel.routing_servers import Osrm, Valhalla
from fleettickets.dispatch.travel.table import Travel, travel_table
from fleettickets.domain.place import Position
from fleettickets.errors import SettingError
from fleettickets.planner_errors import TravelError
from tests.support.quiet_http import QuietHandler, answering

AT = datetime(2026, 6, 25, 5, tzinfo=UTC)
NEAR, FAR = Position(36.80, -1.27), Position(36.90, -1.27)


class Server(QuietHandler):
    """Answers a minute and a half for each step between the numbers of two places."""

    answer: ClassVar[Any] = None
    status: ClassVar[int] = 200
    asked: ClassVar[list[int]] = []
    without_way: ClassVar[bool] = False

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        url = urlsplit(self.path)
        count = len(url.path.removeprefix("/table/v1/driving/").split(";"))
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        assert query["annotations"] == "duration"
        origins = [int(number) for number in query["sources"].split(";")]
        ends = [int(number) - len(origins) for number in query["destinations"].split(";")]
        assert count == len(origins) + len(ends)
        self.asked.append(count)
        self.reply({"code": "Ok", "durations": self.table(origins, ends)})

    def do_POST(self) -> None:  # noqa: N802 - the name that http.server calls
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/sources_to_targets"
        assert body["costing"] == "auto"
        assert body["date_time"] == {"type": 1, "value": "2026-06-25T05:00"}
        origins, ends = range(len(body["sources"])), range(len(body["targets"]))
        table = [
            [{"time": cell, "distance": 1.0, "from_index": a, "to_index": b} for b, cell in row]
            for a, row in enumerate(map(enumerate, self.table(list(origins), list(ends))))
        ]
        self.reply({"sources_to_targets": table, "units": "kilometers"})

    def table(self, origins: list[int], ends: list[int]) -> list[list[float | None]]:
        return [
            [None if self.without_way and a != b else 90.5 * abs(a - b) for b in ends]
            for a in origins
        ]

    def reply(self, answer: Any) -> None:
        content = json.dumps(answer if self.answer is None else self.answer).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Server, "asked", [])
    with answering(Server) as url:
        yield url


@pytest.fixture(params=[Osrm, Valhalla])
def travel(request: pytest.FixtureRequest, url: str) -> Travel:
    source: Travel = request.param(url, 5)
    return source


def test_the_estimate_is_a_fixed_time_and_a_time_for_each_km() -> None:
    estimate = Estimate(2, 3, tuple(2.0 if hour == 8 else 1.0 for hour in range(24)))

    later = AT.replace(hour=9)
    assert np.array(estimate.minutes([NEAR], [NEAR, FAR], later)).tolist() == [[0, 36]]
    assert np.array(estimate.minutes([NEAR], [FAR], AT)).tolist() == [[71]]


def test_servers_are_asked_for_minutes_rounded_up(travel: Travel) -> None:
    assert travel.minutes([NEAR, FAR], [NEAR, FAR], AT) == [[0, 2], [2, 0]]
    assert not travel.is_estimate


def test_a_large_table_is_asked_in_blocks_that_servers_allow(url: str) -> None:
    places = [NEAR] * 120

    table = Osrm(url).minutes(places, places, AT)

    assert [len(row) for row in table] == [120] * 120
    assert max(Server.asked) <= 100


def test_a_pair_without_an_answer_is_estimated_and_counted(
    travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "without_way", True)

    table = travel_table(travel, [NEAR, FAR], AT, Estimate())

    assert table.estimated_pairs == 2
    assert table.minutes.tolist() == [[0, 25], [25, 0]]


@pytest.mark.parametrize(
    "answer",
    [
        {"code": "NoTable"},
        [],
        {"code": "Ok", "durations": [[1.0]], "sources_to_targets": [[{"time": 1.0}]]},
        {"code": "Ok", "durations": "x", "sources_to_targets": "x"},
        {
            "code": "Ok",
            "durations": [[0, -5], [1, 0]],
            "sources_to_targets": [[{"time": 0}, {"time": -5}], [{"time": 1}, {"time": 0}]],
        },
    ],
)
def test_an_answer_that_is_no_table_is_an_error(
    answer: Any, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "answer", answer)

    with pytest.raises(TravelError):
        travel.minutes([NEAR, FAR], [NEAR, FAR], AT)


def test_a_server_that_refuses_or_is_away_is_an_error(
    travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "status", 500)
    with pytest.raises(TravelError, match="status 500"):
        travel.minutes([NEAR], [FAR], AT)
    with pytest.raises(TravelError, match="no complete answer"):
        Osrm("http://127.0.0.1:9", 1).minutes([NEAR], [FAR], AT)


def test_the_settings_choose_the_source() -> None:
    def source(**environ: str) -> Travel | None:
        return travel_of(DispatchSettings.from_env(environ))

    assert source() is None
    address = "http://127.0.0.1:5000/"
    assert source(DISPATCH_TRAVEL="osrm", DISPATCH_TRAVEL_URL=address) == Osrm(address[:-1], 30)
    assert isinstance(source(DISPATCH_TRAVEL="valhalla", DISPATCH_TRAVEL_URL=address), Valhalla)
    with pytest.raises(SettingError, match="DISPATCH_TRAVEL_URL"):
        source(DISPATCH_TRAVEL="osrm")
    with pytest.raises(SettingError, match="estimate, osrm or valhalla"):
        source(DISPATCH_TRAVEL="teleport")
