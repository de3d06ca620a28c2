"""The poller against a local server that answers as Tracksolid Pro's documentation says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import md5
from typing import Any
from urllib.parse import parse_qsl

import pytest

from fleettickets.commands.dispatch import main
from fleettickets.dispatch.tracksolid import sign
from fleettickets.store.connect import Connection
from tests.support.quiet_http import QuietHandler, answering

SECRET, PASSWORD = "s3cret", "pass word"
DEVICE = {
    "imei": "353001",
    "deviceName": "Van",
    "icon": "automobile",
    "status": "1",
    "posType": "GPS",
    "lat": -1.2921,
    "lng": 36.8219,
    "hbTime": "2026-06-25 08:00:10",
    "accStatus": "1",
    "gpsSignal": "4",
    "speed": "23",
    "gpsTime": "2026-06-25 08:00:00",
    "direction": "90",
}


@dataclass
class Trackers:
    """What the server answers, and what it was asked."""

    url: str = ""
    codes: list[int] = field(default_factory=list)
    """Of the next answers about positions; then 0."""
    devices: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    token: int = 0

    def answer(self, fields: dict[str, str]) -> dict[str, Any]:
        self.asked.append(fields)
        if fields.get("sign") != sign(SECRET, fields):
            return {"code": 1001, "message": "sign error", "result": None}
        if fields["method"] == "jimi.oauth.token.get":
            self.token += 1
            token = {"accessToken": f"token{self.token}", "expiresIn": 7200}
            return {"code": 0, "message": "success", "result": token}
        code = self.codes.pop(0) if self.codes else 0
        if fields.get("access_token") != f"token{self.token}":
            code = 1004
        return {"code": code, "message": "", "result": None if code else self.devices}


@pytest.fixture
def trackers(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trackers]:
    assert database
    state = Trackers()
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    state.devices = [
        {**DEVICE, "gpsTime": now},
        {**DEVICE, "imei": "2", "posType": "LBS", "gpsTime": now},
        {**DEVICE, "imei": "3", "lat": 0, "lng": 0, "gpsTime": now},
        {**DEVICE, "imei": "4", "gpsTime": None},
    ]

    class Handler(QuietHandler):
        def do_POST(self) -> None:  # noqa: N802 - its name
            length = int(self.headers["content-length"])
            fields = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
            body = json.dumps(state.answer(fields)).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with answering(Handler) as url:
        monkeypatch.setenv("TRACKSOLID_URL", f"{url}/route/rest")
        monkeypatch.setenv("TRACKSOLID_APP_KEY", "key1")
        monkeypatch.setenv("TRACKSOLID_APP_SECRET", SECRET)
        monkeypatch.setenv("TRACKSOLID_ACCOUNT", "fleet")
        monkeypatch.setenv("TRACKSOLID_PASSWORD", PASSWORD)
        yield state


def poll(times: int) -> int:
    return main(["positions", "--poll", "--every", "0", "--times", str(times)])


def test_the_signature_is_that_of_the_documentation() -> None:
    fields = {"b": "2", "a": "1", "sign": "x"}
    assert sign("s", fields) == md5(b"sa1b2s", usedforsecurity=False).hexdigest().upper()


def test_positions_are_kept_without_those_of_cell_towers(
    trackers: Trackers, conn: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert poll(2) == 0
    rows = conn.execute(
        "SELECT device, latitude, longitude, speed_kmh, heading FROM dispatch.positions"
    ).fetchall()
    assert rows == [("353001", -1.2921, 36.8219, 23, 90)]
    assert capsys.readouterr().out.splitlines() == [
        "1 new positions of 1 devices",
        "0 new positions of 1 devices",
    ]
    methods = [one["method"] for one in trackers.asked]
    assert methods == ["jimi.oauth.token.get", *["jimi.user.device.location.list"] * 2]
    token = trackers.asked[0]
    assert token["user_id"] == "fleet"
    assert token["user_pwd_md5"] == md5(PASSWORD.encode(), usedforsecurity=False).hexdigest()
    assert PASSWORD not in str(trackers.asked)
    assert "map_type" not in trackers.asked[1]


def test_an_expired_token_is_replaced(
    trackers: Trackers, capsys: pytest.CaptureFixture[str]
) -> None:
    trackers.codes = [1004]
    assert poll(1) == 0
    assert trackers.token == 2
    assert "1 new positions" in capsys.readouterr().out


def test_a_token_that_stays_refused_is_reported(
    trackers: Trackers, capsys: pytest.CaptureFixture[str]
) -> None:
    trackers.codes = [1004, 1004]
    assert poll(2) == 0
    printed = capsys.readouterr()
    assert "FT710" in printed.err
    assert "code 1004" in printed.err
    assert "1 new positions" in printed.out


def test_asked_too_often_is_reported_and_asked_again(
    trackers: Trackers, capsys: pytest.CaptureFixture[str]
) -> None:
    trackers.codes = [1006]
    assert poll(2) == 0
    printed = capsys.readouterr()
    assert "FT711" in printed.err
    assert "too often" in printed.err
    assert trackers.token == 1
    assert "1 new positions" in printed.out
    assert SECRET not in printed.err + printed.out
