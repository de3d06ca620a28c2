"""Where crews are: what each sender posts, as its documentation shows it, and what is refused."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.dispatch_desk import Desk, crew_token, planned_desk
from tests.support.serving import client_of, execute, make_token

ALPHA = "353001"  # the device of crew Alpha


@pytest.fixture
def desk(database: str, crews_file: Path) -> Iterator[Desk]:
    with planned_desk(database, crews_file) as found:
        yield found


@pytest.fixture
def tracker(desk: Desk) -> Iterator[httpx.Client]:
    """A client without headers whose base is the address that a sender is given."""
    token = make_token(desk.url, "trackers", "tracker")
    with client_of(f"{desk.base}/api/positions/{token}") as client:
        yield client


def alpha(desk: Desk) -> dict[str, Any]:
    crews = desk.viewer.get("/api/v1/dispatch/positions").json()["crews"]
    found = [crew for crew in crews if crew["crew"] == "Alpha"]
    return dict(found[0]) if found else {}


def traccar_client(at: str, device: str = ALPHA) -> dict[str, Any]:
    """Return what Traccar Client 9 posts (traccar.org/osmand, JSON format)."""
    return {
        "location": {
            "timestamp": at,
            "coords": {
                "latitude": -1.2921,
                "longitude": 36.8219,
                "accuracy": 12,
                "speed": 5,
                "heading": 90,
                "altitude": 1661,
            },
            "is_moving": True,
            "odometer": 120,
            "event": "motionchange",
            "battery": {"level": 0.83, "is_charging": False},
            "activity": {"type": "in_vehicle"},
            "extras": {},
        },
        "device_id": device,
    }


def traccar_server(at: str) -> dict[str, Any]:
    """Return what a Traccar server forwards with forward.type=json."""
    return {
        "position": {
            "id": 18336,
            "attributes": {"batteryLevel": 83, "distance": 15.4, "motion": True},
            "deviceId": 7,
            "protocol": "osmand",
            "serverTime": at,
            "deviceTime": at,
            "fixTime": at,
            "outdated": False,
            "valid": True,
            "latitude": -1.2921,
            "longitude": 36.8219,
            "altitude": 1661.0,
            "speed": 9.7192,
            "course": 90.0,
            "address": None,
            "accuracy": 12.0,
            "network": None,
        },
        "device": {"id": 7, "name": "Van", "uniqueId": ALPHA, "status": "online"},
    }


def own_tracks(at: int) -> dict[str, Any]:
    """Return what OwnTracks posts (owntracks.org/booklet/tech/json, _type=location)."""
    return {
        "_type": "location",
        "acc": 12,
        "batt": 83,
        "cog": 90,
        "lat": -1.2921,
        "lon": 36.8219,
        "tid": "JJ",
        "topic": ALPHA,
        "tst": at,
        "vel": 18,
    }


def sent(now: datetime) -> dict[str, dict[str, Any]]:
    """Return the request of each sender that reports one position."""
    seconds = int(now.timestamp())
    osmand = {
        "id": ALPHA,
        "lat": "-1.2921",
        "lon": "36.8219",
        "timestamp": str(seconds),
        "hdop": "3",
        "altitude": "1661",
        "speed": "9.7192",
        "bearing": "90",
        "accuracy": "12",
        "batt": "83",
    }
    location = {
        "id": ALPHA,
        "location": "-1.2921,36.8219",
        "timestamp": iso(now),
        "speed": "9.7192",
        "heading": "90",
        "accuracy": "12",
        "batt": "83",
    }
    forwarded = traccar_server(now.strftime("%Y-%m-%dT%H:%M:%S.000+0000"))
    form = {key: value for key, value in osmand.items() if key != "id"}
    return {
        "OsmAnd": {"method": "GET", "params": osmand},
        "old Traccar Client": {"method": "POST", "params": {**osmand, "valid": "true"}},
        "a form": {"method": "POST", "data": {"deviceid": ALPHA, **form}},
        "milliseconds": {"method": "GET", "params": {**osmand, "timestamp": f"{seconds}000"}},
        "location": {"method": "GET", "params": location},
        "Traccar Client 9": {"method": "POST", "json": traccar_client(iso(now))},
        "Traccar server": {"method": "POST", "json": forwarded},
        "OwnTracks": {"method": "POST", "json": own_tracks(seconds)},
    }


def iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def this_second() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.mark.parametrize("sender", sent(this_second()))
def test_every_sender_is_understood(sender: str, desk: Desk, tracker: httpx.Client) -> None:
    now = this_second()
    answer = tracker.request(url="", **sent(now)[sender])

    assert (answer.status_code, answer.json()) == (200, [])
    found = alpha(desk)
    assert datetime.fromisoformat(found.pop("at")) == now
    assert found.pop("speed_kmh") == pytest.approx(18, abs=0.01)
    assert found == {
        "crew": "Alpha",
        "latitude": -1.2921,
        "longitude": 36.8219,
        "accuracy_m": 12,
        "heading": 90,
        "battery": 83,
        "is_old": False,
    }


@pytest.mark.parametrize(
    "body",
    [b"", b'{"_type":"transition","event":"enter","tst":1}', b'{"_type":"lwt","tst":1}'],
)
def test_what_reports_no_place_is_accepted(body: bytes, desk: Desk, tracker: httpx.Client) -> None:
    answer = tracker.post("", content=body)
    assert (answer.status_code, answer.json()) == (200, [])
    assert alpha(desk) == {}


def test_an_unknown_speed_is_unknown(desk: Desk, tracker: httpx.Client) -> None:
    body = traccar_client(iso(this_second()))
    body["location"]["coords"] |= {"speed": -1, "heading": -1}
    tracker.post("", json=body)
    assert (alpha(desk)["speed_kmh"], alpha(desk)["heading"]) == (None, None)


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"id": ALPHA, "lat": "0", "lon": "0"}, "(0, 0)"),
        ({"id": ALPHA, "lat": "91", "lon": "36"}, "no place"),
        ({"id": ALPHA, "lat": "nan", "lon": "36"}, "no place"),
        ({"id": ALPHA, "lat": "-1.2"}, "no place"),
        ({"lat": "-1.2", "lon": "36.8"}, "device's id"),
        ({"id": ALPHA, "lat": "-1.2", "lon": "36.8", "timestamp": "soon"}, "no time"),
    ],
)
def test_what_is_no_place_is_refused(
    params: dict[str, str], problem: str, desk: Desk, tracker: httpx.Client
) -> None:
    answer = tracker.get("", params=params)
    assert answer.status_code == 400
    assert problem in answer.json()["message"]
    assert alpha(desk) == {}


def test_the_future_and_the_past_do_not_hide_the_present(desk: Desk, tracker: httpx.Client) -> None:
    def send(at: datetime, latitude: float) -> int:
        params: dict[str, Any] = {
            "id": ALPHA,
            "lat": latitude,
            "lon": 36.8,
            "timestamp": int(at.timestamp()),
        }
        return tracker.get("", params=params).status_code

    now = datetime.now(UTC)
    assert send(now - timedelta(minutes=1), -1.1) == 200
    assert send(now + timedelta(minutes=9), -1.2) == 200  # answered, so it is not sent again
    assert send(now - timedelta(minutes=2), -1.3) == 200
    assert alpha(desk)["latitude"] == -1.1
    assert send(now, -1.4) == 200
    assert alpha(desk)["latitude"] == -1.4
    assert execute(desk.url, "SELECT count(*) FROM dispatch.positions") == [(2,)]
    tracks = desk.viewer.get("/api/v1/dispatch/tracks", params={"crew": "alpha"}).json()
    assert sum(map(len, tracks["tracks"].values())) <= 2


def test_a_crews_token_reports_its_own_position_only(desk: Desk) -> None:
    token = crew_token(desk.url, "Bravo")  # it has no device
    with client_of(f"{desk.base}/api/positions/{token}") as phone:
        assert phone.post("", json=traccar_client(iso(this_second()))).status_code == 200
    found = desk.viewer.get("/api/v1/dispatch/positions").json()["crews"]
    assert [crew["crew"] for crew in found] == ["Bravo"]


def test_only_trackers_and_crews_report(desk: Desk) -> None:
    viewer = desk.viewer.headers["authorization"].partition(" ")[2]
    with client_of(desk.base) as client:
        params = {"id": ALPHA, "lat": "-1.2", "lon": "36.8"}
        assert client.get(f"/api/positions/{viewer}", params=params).status_code == 403
        unknown = f"/api/positions/ft_{'x' * 43}"
        assert client.get(unknown, params=params).status_code == 401


def test_a_thousand_at_once_break_nothing(desk: Desk, tracker: httpx.Client) -> None:
    seconds = this_second().timestamp()

    def send(number: int) -> int:
        at = seconds + number / 1000
        params: dict[str, Any] = {"id": ALPHA, "lat": -1.2, "lon": 36.8, "timestamp": at}
        return tracker.get("", params=params).status_code

    began = time.monotonic()
    with ThreadPoolExecutor(16) as threads:
        statuses = list(threads.map(send, range(1000)))
        answered = desk.viewer.get("/api/v1/dispatch/positions")
    took = time.monotonic() - began
    assert answered.status_code == 200
    assert set(statuses) == {200, 429}
    assert statuses.count(200) <= 100 + 20 * (took + 1)
    assert alpha(desk)["latitude"] == -1.2


def test_the_operators_view_is_read_where_it_exists(desk: Desk, tracker: httpx.Client) -> None:
    execute(
        desk.url,
        "CREATE VIEW dispatch.tracker_positions AS SELECT '353001' AS device,"
        " now() - interval '1 minute' AS at, -1.5 AS latitude, 36.5 AS longitude",
    )
    execute(desk.url, "GRANT SELECT ON dispatch.tracker_positions TO fleettickets_dispatcher")
    assert alpha(desk)["latitude"] == -1.5
    tracker.post("", json=traccar_client(iso(this_second())))
    now = datetime.now(UTC).isoformat()
    tracker.post("", json=traccar_client(now))
    assert alpha(desk)["latitude"] == -1.2921

    execute(desk.url, "DROP VIEW dispatch.tracker_positions")
    execute(desk.url, "CREATE VIEW dispatch.tracker_positions AS SELECT 1 AS device")
    answer = desk.viewer.get("/api/v1/dispatch/positions").json()
    assert "tracker_positions cannot be read" in answer["tracker_problem"]
    assert alpha(desk)["latitude"] == -1.2921


def test_positions_are_forgotten(desk: Desk, tracker: httpx.Client) -> None:
    execute(
        desk.url,
        "INSERT INTO dispatch.positions (device, at, latitude, longitude)"
        " VALUES ('x', now() - interval '8 days', 1, 1), ('x', now(), 1, 1)",
    )
    tracker.post("", json=traccar_client(iso(this_second())))
    give_up_at = time.monotonic() + 10
    while execute(desk.url, "SELECT count(*) FROM dispatch.positions WHERE device = 'x'") != [(1,)]:
        assert time.monotonic() < give_up_at
        time.sleep(0.1)
