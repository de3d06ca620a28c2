"""A day's plan against what happened, as commands and routes show it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fleettickets.commands.dispatch import main
from tests.support.dispatch_desk import DAY, Desk, crew_token, planned_desk
from tests.support.serving import client_of

REPORT = "/api/v1/dispatch/report"
ON = {"date": DAY}


@pytest.fixture
def desk(database: str, crews_file: Path) -> Iterator[Desk]:
    with planned_desk(database, crews_file) as found:
        yield found


def report(desk: Desk) -> str:
    """Report the first stop of a crew as done; return the crew."""
    plan = desk.viewer.get("/api/v1/dispatch/plan", params=ON).json()
    crew = next(crew for crew in plan["crews"] if crew["stops"])
    stop = crew["stops"][0]
    with client_of(desk.base, crew_token(desk.url, crew["crew"])) as phone:
        for dataset, ticket in zip(stop["datasets"], stop["tickets"], strict=True):
            said = {"dataset": dataset, "ticket_id": ticket, "plan_on": DAY}
            said |= {"arrived_at": stop["arrives_at"], "done_at": stop["ends_at"]}
            assert phone.post("/api/v1/dispatch/my-day/reports", json=said).status_code == 200
    return str(crew["crew"])


def test_a_report_changes_the_answer_and_its_etag(desk: Desk) -> None:
    before = desk.viewer.get(REPORT, params=ON)
    assert before.json()["total"]["done"] == 0
    known = {"if-none-match": before.headers["etag"]}
    assert desk.viewer.get(REPORT, params=ON, headers=known).status_code == 304

    crew = report(desk)

    after = desk.viewer.get(REPORT, params=ON, headers=known)
    assert after.status_code == 200
    [line] = [one for one in after.json()["crews"] if one["crew"] == crew]
    assert line["done"] == line["done_by_report"] > 0
    assert (line["arrivals_by_report"], line["delay_minutes"]) == (1, 0)
    assert line["late_minutes"] == line["planned_late_minutes"]


def test_a_day_without_a_published_plan_has_no_report(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.viewer.get(REPORT, params={"date": "2026-06-26"}).status_code == 404
    capsys.readouterr()

    assert main(["report", "--date", "2026-06-26"]) == 2
    assert "no plan of this day is published" in capsys.readouterr().err


def test_the_command_shows_what_the_function_answers(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    report(desk)
    capsys.readouterr()

    assert main(["report", "--date", DAY, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == desk.viewer.get(REPORT, params=ON).json()
    assert main(["report", "--date", DAY]) == 0
    lines = capsys.readouterr().out.splitlines()
    total = found["total"]
    assert f"all: {total['done']} of {total['tickets']} done" in lines[-1]
    assert "+0 min against the plan at 1 known arrivals" in lines[-1]
