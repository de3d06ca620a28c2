"""Dispatchers over HTTP: plans, questions, decisions, and what nobody may do."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fleettickets.commands.dispatch import main
from tests.support.dispatch_desk import DAY, Desk, crew_token, planned_desk
from tests.support.serving import client_of, execute, wait_until

API = "/api/v1/dispatch"
ON = {"date": DAY}


@pytest.fixture
def desk(database: str, crews_file: Path) -> Iterator[Desk]:
    with planned_desk(database, crews_file) as found:
        yield found


def home_of(plan: dict[str, Any], ticket: str) -> str:
    [crew] = [
        crew["crew"]
        for crew in plan["crews"]
        for stop in crew["stops"]
        if ticket in stop["tickets"]
    ]
    return str(crew)


def test_a_viewer_reads_plans_and_decides_nothing(desk: Desk) -> None:
    plan = desk.viewer.get(f"{API}/plan", params=ON)
    assert plan.status_code == 200
    assert plan.json()["state"] == "published"
    same = desk.viewer.get(
        f"{API}/plan", params=ON, headers={"if-none-match": plan.headers["etag"]}
    )
    assert same.status_code == 304
    number = plan.json()["plan_id"]
    assert desk.viewer.get(f"{API}/plans/{number}").json() == plan.json()
    assert [p["plan_id"] for p in desk.viewer.get(f"{API}/plans", params=ON).json()["plans"]] == [
        number
    ]
    assert desk.viewer.get(f"{API}/plans/{number + 9}").status_code == 404
    assert desk.viewer.get(f"{API}/plan", params={"date": "2026-01-01"}).status_code == 404
    pin = {"crew": "Alpha"}
    refused = desk.viewer.put(f"{API}/pins/inc/I1", json=pin, headers={"if-match": "*"}, params=ON)
    assert (refused.status_code, refused.json()["code"]) == (403, "FT603")
    assert desk.viewer.post(f"{API}/plans", json={}).status_code == 403
    assert desk.viewer.post(f"{API}/plans/{number}/publish", json={}).status_code == 403


def test_why_and_candidates_and_a_move(desk: Desk) -> None:
    plan_id = desk.plan_id()
    plans = f"{API}/plans/{plan_id}"
    found = desk.viewer.get(f"{plans}/why/inc/I1").json()
    assert found["planned"]["crew"] in {"Alpha", "Bravo"}
    assert found["left_out"] is None
    assert desk.viewer.get(f"{plans}/why/inc/I4").json()["left_out"]["reason"] == "no_position"
    assert desk.viewer.get(f"{plans}/why/inc/I77").status_code == 404

    ranked = desk.viewer.get(f"{plans}/candidates/inc/I3").json()
    assert {one["crew"] for one in ranked["candidates"]} == {"Alpha", "Bravo"}
    assert desk.viewer.get(f"{plans}/candidates/inc/I4").status_code == 404

    home = home_of(desk.viewer.get(plans).json(), "I3")
    other = "Bravo" if home == "Alpha" else "Alpha"
    moved = desk.viewer.get(f"{plans}/move/inc/I3", params={"crew": other}).json()
    assert moved["tickets"] == ["I3"]
    assert moved["breaks"] == []
    assert {crew["crew"] for crew in moved["crews"]} == {"Alpha", "Bravo"}
    late = desk.viewer.get(
        f"{plans}/move/inc/I3", params={"crew": other, "starts_at": f"{DAY}T23:30:00Z"}
    ).json()
    assert "overtime" in {one["rule"] for one in late["breaks"]}
    out = desk.viewer.get(f"{plans}/move/inc/I3").json()
    assert out["starts_at"] is None
    assert out["price"] > 0
    assert desk.viewer.get(f"{plans}/move/inc/I3", params={"crew": "Zulu"}).status_code == 404


def test_a_crew_that_comes_on_shift_later_can_be_given_work(desk: Desk, crews_file: Path) -> None:
    head, alpha, *_ = crews_file.read_text("utf-8").splitlines()
    charlie = alpha.replace("Alpha", "Charlie").replace("353001", "353003")
    crews_file.write_text(f"{head}\n{charlie}\n", encoding="utf-8")
    plan_id = desk.plan_id()

    assert main(["crews", "import", str(crews_file), "--apply"]) == 0

    crew = desk.viewer.get(f"{API}/day", params=ON).json()["crews"][-1]
    assert crew["crew"] == "Charlie"
    assert crew["start"] == {"latitude": -1.29, "longitude": 36.82}
    assert (crew["shift_from"], crew["shift_to"]) == (
        f"{DAY}T05:00:00+00:00",
        f"{DAY}T14:00:00+00:00",
    )
    move = f"{API}/plans/{plan_id}/move/inc/I3"
    moved = desk.viewer.get(move, params={"crew": "Charlie"}).json()
    assert moved["starts_at"] is not None
    assert "Charlie" in {one["crew"] for one in moved["crews"]}
    pin = desk.ann.put(
        f"{API}/pins/inc/I3", json={"crew": "Charlie"}, params=ON, headers={"if-match": "*"}
    )
    assert pin.status_code == 200, pin.text


def test_a_decision_rests_on_what_was_known(desk: Desk) -> None:
    path = f"{API}/pins/inc/I3"
    pin = {"crew": "bravo", "starts_at": f"{DAY}T09:00:00+03:00"}
    missing = desk.ann.put(path, json=pin, params=ON)
    assert (missing.status_code, missing.json()["code"]) == (428, "FT708")
    known = {"if-match": f'"{desk.version_of("inc", "I3")}"'}
    first = desk.ann.put(path, json=pin, params=ON, headers=known)
    assert first.status_code == 200, first.text
    assert first.json()["pin"]["crew"] == "Bravo"
    assert first.json()["pin"]["made_by"] == "ann"
    second = desk.ben.put(path, json={"crew": "Alpha"}, params=ON, headers=known)
    assert (second.status_code, second.json()["code"]) == (412, "FT706")
    assert "ann pinned it to Bravo" in second.json()["message"]
    assert desk.version_of("inc", "I3") == first.json()["version"]

    hold = {"reason": "no access", "ends_on": "2026-06-27"}
    held = desk.ben.put(
        f"{API}/holds/inc/I3",
        json=hold,
        params=ON,
        headers={"if-match": first.json()["version"]},
    ).json()
    assert held["hold"]["made_by"] == "ben"
    later = {"if-match": held["version"]}
    unpinned = desk.ann.delete(path, params=ON, headers=later).json()
    assert (unpinned["pin"], unpinned["hold"]["reason"]) == (None, "no access")
    later = {"if-match": unpinned["version"]}
    assert (
        desk.ann.delete(f"{API}/holds/inc/I3", params=ON, headers=later).json()["version"] == "none"
    )

    written = execute(
        desk.url,
        "SELECT made_by, subject, action, before IS NULL, after IS NULL FROM dispatch.decisions"
        " WHERE coalesce(before, after) ->> 'ticket_id' = 'I3' ORDER BY decision_id",
    )
    assert written == [
        ("ann", "pins", "insert", True, False),
        ("ben", "holds", "insert", True, False),
        ("ann", "pins", "delete", False, True),
        ("ann", "holds", "delete", False, True),
    ]


def test_of_two_decisions_at_once_one_is_told(desk: Desk) -> None:
    def pin(client: Any, crew: str) -> int:
        known = {"if-match": "none"}
        answer = client.put(f"{API}/pins/inc/I5", json={"crew": crew}, params=ON, headers=known)
        return int(answer.status_code)

    with ThreadPoolExecutor(2) as threads:
        ann = threads.submit(pin, desk.ann, "Alpha")
        ben = threads.submit(pin, desk.ben, "Bravo")
    assert sorted([ann.result(), ben.result()]) == [200, 412]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("pins/inc/I3", {}, 400),
        ("pins/inc/I3", {"crew": "Zulu"}, 404),
        ("pins/inc/I77", {"crew": "Alpha"}, 404),
        ("pins/inc/I3", {"starts_at": "2026-06-25T09:00:00"}, 400),
        ("pins/inc/I3", {"crew": "Alpha", "colour": "red"}, 400),
        ("holds/inc/I3", {"reason": " "}, 400),
        ("holds/nix/I3", {"reason": "x"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, path: str, body: dict[str, Any], status: int
) -> None:
    answer = desk.ann.put(f"{API}/{path}", json=body, params=ON, headers={"if-match": "*"})
    assert answer.status_code == status, answer.text


def test_a_replan_keeps_decisions_and_shows_the_difference(desk: Desk) -> None:
    before = desk.plan_id()
    home = home_of(desk.ann.get(f"{API}/plans/{before}").json(), "I3")
    other = "Bravo" if home == "Alpha" else "Alpha"
    known = {"if-match": "none"}
    pinned = desk.ann.put(f"{API}/pins/inc/I3", json={"crew": other}, params=ON, headers=known)
    assert pinned.status_code == 200
    made = desk.ann.post(f"{API}/plans", json={"plan_on": DAY, "iterations": 30})
    assert made.status_code == 200, made.text
    changes = made.json()["changes"]
    moved = {"dataset": "inc", "ticket_id": "I3", "from": home, "to": other}
    assert changes["before"] == before
    assert moved in changes["moved"]
    number = made.json()["plan_id"]
    draft = desk.ann.get(f"{API}/plans/{number}").json()
    assert (draft["state"], draft["made_by"]) == ("draft", "ann")
    assert desk.ann.get(f"{API}/plans/{number}/changes").json() == changes

    stale = desk.ann.post(
        f"{API}/plans/{number}/publish", json={}, headers={"if-match": str(before)}
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "FT707")
    assert "out of date" in stale.json()["message"]
    sure = {"confirm": True}
    other_plan = desk.ben.post(
        f"{API}/plans/{number}/publish", json=sure, headers={"if-match": "none"}
    )
    assert (other_plan.status_code, other_plan.json()["code"]) == (412, "FT706")
    published = desk.ann.post(
        f"{API}/plans/{number}/publish", json=sure, headers={"if-match": f'"{before}"'}
    )
    assert (published.status_code, published.json()["published_by"]) == (200, "ann")
    assert desk.plan_id() == number
    again = desk.ben.post(
        f"{API}/plans/{number}/publish", json=sure, headers={"if-match": str(number)}
    )
    assert again.status_code == 412


def test_a_crew_sees_its_own_day_and_reports_on_it(desk: Desk) -> None:
    with client_of(desk.base, crew_token(desk.url, "Alpha")) as alpha:
        sheet = alpha.get(f"{API}/my-day", params=ON)
        assert sheet.status_code == 200, sheet.text
        assert sheet.json()["crew"] == "Alpha"
        assert sheet.json() == desk.viewer.get(f"{API}/crews/alpha/day", params=ON).json()
        stop = sheet.json()["stops"][0]
        assert len(stop["places"]) == len(stop["tickets"])
        report = {
            "dataset": stop["datasets"][0],
            "ticket_id": stop["tickets"][0],
            "plan_on": DAY,
            "arrived_at": f"{DAY}T09:00:00+03:00",
        }
        for _ in range(2):  # sent twice, as after a lost answer
            assert alpha.post(f"{API}/my-day/reports", json=report).status_code == 200
        done = report | {"done_at": f"{DAY}T09:40:00+03:00"}
        del done["arrived_at"]
        shown = alpha.post(f"{API}/my-day/reports", json=done).json()["stops"][0]["reports"]
        assert [one["ticket_id"] for one in shown] == [report["ticket_id"]]
        assert shown[0]["arrived_at"] is not None
        assert shown[0]["done_at"] is not None
        foreign = home_of_other(desk, "Alpha")
        refused = alpha.post(f"{API}/my-day/reports", json=report | foreign)
        assert refused.status_code == 404
        day = desk.viewer.get(f"{API}/day", params=ON).json()
        assert [(one["crew"], one["ticket_id"]) for one in day["reports"]] == [
            ("Alpha", report["ticket_id"])
        ]
        paths = [f"{API}/plan", f"{API}/day", f"{API}/positions", "/api/v1/inc/dashboard"]
        paths += ["/api/v1/events", "/api/v1/session", "/openapi.json", "/metrics"]
        paths += [f"{API}/crews/Alpha/day", f"{API}/tracks", "/api/v1/inc/tickets.csv"]
        assert {alpha.get(path).status_code for path in paths} == {403}
    assert desk.ann.get(f"{API}/my-day").status_code == 403
    [(count,)] = execute(desk.url, "SELECT count(*) FROM tickets.inc WHERE closed_at IS NULL")
    assert count == 5


def home_of_other(desk: Desk, crew: str) -> dict[str, str]:
    """Return a ticket that the crew does not have."""
    plan = desk.viewer.get(f"{API}/plan", params=ON).json()
    stops = [s for one in plan["crews"] if one["crew"] != crew for s in one["stops"]]
    if not stops:
        return {"dataset": "inc", "ticket_id": "I4"}
    return {"dataset": stops[0]["datasets"][0], "ticket_id": stops[0]["tickets"][0]}


def test_a_decision_is_announced(desk: Desk) -> None:
    names: list[str] = []

    def listen() -> None:
        with desk.viewer.stream("GET", "/api/v1/events") as answer:
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    names.append(line.removeprefix("event: "))
                if "dispatch" in names:
                    return

    with ThreadPoolExecutor(1) as thread:
        heard = thread.submit(listen)
        wait_until(lambda: "hello" in names)
        known = {"if-match": "*"}
        desk.ann.put(f"{API}/pins/inc/I5", json={"crew": "Alpha"}, params=ON, headers=known)
        heard.result(20)
    assert names[-1] == "dispatch"
