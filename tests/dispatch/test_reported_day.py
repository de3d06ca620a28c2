"""What crews report reaches plans, candidates and moves, over the database."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from fleettickets.dispatch.planned import PlannedDay, PlannedStop
from fleettickets.domain.crew_day import EAT, TicketId
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_decisions import find_crew
from fleettickets.store.dispatch_desk import CrewReport, save_report
from tests.dispatch.test_running_day import homes, planned, published
from tests.support.dispatch_desk import DAY, Desk, crew_token, planned_desk
from tests.support.serving import client_of

__all__ = ["published"]

API = "/api/v1/dispatch"
ON = {"date": DAY}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 6, 25, hour, minute, tzinfo=EAT)


def busiest(plan: PlannedDay) -> tuple[str, tuple[PlannedStop, ...]]:
    crew = max(plan.crews, key=lambda crew: len(crew.stops))
    return crew.crew, crew.stops


def report(
    conn: Connection, crew: str, stop: PlannedStop, arrived: datetime, done: datetime | None
) -> None:
    found = find_crew(conn, crew)
    assert found is not None
    for key in stop.tickets:
        save_report(conn, found[0], date.fromisoformat(DAY), CrewReport(key, arrived, done))


def test_a_plan_begins_where_the_crews_say_that_they_are(
    conn: Connection, published: PlannedDay
) -> None:
    crew, stops = busiest(published)
    assert len(stops) > 1
    report(conn, crew, stops[0], at(8, 40), at(9, 10))
    report(conn, crew, stops[1], at(9, 30), None)

    again = planned(conn, at(9, 45))

    [found] = [one.stops for one in again.crews if one.crew == crew]
    times = [(one.starts_at, one.ends_at) for one in found if one.is_begun]
    worked = stops[1].ends_at - stops[1].starts_at
    assert times == [(at(8, 40), at(9, 10)), (at(9, 30), at(9, 30) + worked)]
    assert all(one.starts_at >= at(9, 30) + worked for one in found if not one.is_begun)
    assert set(homes(again)) == set(homes(published))


def test_a_stop_without_a_report_stays_in_the_plan(conn: Connection, published: PlannedDay) -> None:
    crew, stops = busiest(published)
    report(conn, crew, stops[0], at(8, 40), at(9, 10))
    now = stops[1].starts_at + timedelta(minutes=20)

    again = planned(conn, now)

    starts = {one.tickets: one.starts_at for c in again.crews for one in c.stops}
    assert starts[stops[1].tickets] >= now


def test_a_superseded_plan_still_says_where_a_crew_was(
    conn: Connection, published: PlannedDay
) -> None:
    crew, stops = busiest(published)
    report(conn, crew, stops[0], at(8, 40), None)
    conn.execute("UPDATE dispatch.plans SET state = 'superseded'")

    again = planned(conn, at(9))

    [found] = [one.stops for one in again.crews if one.crew == crew]
    assert [one.tickets for one in found if one.is_begun] == [stops[0].tickets]
    assert found[0].position == stops[0].position


@pytest.fixture
def desk(database: str, crews_file: Path) -> Iterator[Desk]:
    with planned_desk(database, crews_file) as found:
        yield found


def test_what_has_begun_is_neither_moved_nor_ranked(desk: Desk) -> None:
    plan = desk.viewer.get(f"{API}/plan", params=ON).json()
    crew = max(plan["crews"], key=lambda crew: len(crew["stops"]))
    first, second = crew["stops"][:2]
    plans = f"{API}/plans/{plan['plan_id']}"
    ticket = TicketId(first["datasets"][0], first["tickets"][0])
    other = TicketId(second["datasets"][0], second["tickets"][0])
    ways = ("candidates", "move")
    for way in ways:
        assert desk.viewer.get(f"{plans}/{way}/{'/'.join(ticket)}").status_code == 200
    with client_of(desk.base, crew_token(desk.url, crew["crew"])) as phone:
        for dataset, name in zip(first["datasets"], first["tickets"], strict=True):
            said = {"dataset": dataset, "ticket_id": name, "plan_on": DAY}
            said |= {"arrived_at": f"{DAY}T14:00:00+03:00"}
            assert phone.post(f"{API}/my-day/reports", json=said).status_code == 200

    for way in ways:
        answer = desk.viewer.get(f"{plans}/{way}/{'/'.join(ticket)}")
        assert answer.status_code == 404
        assert "has begun" in answer.json()["message"]
    params = {"crew": crew["crew"]}
    moved = desk.viewer.get(f"{plans}/move/{'/'.join(other)}", params=params).json()
    assert datetime.fromisoformat(moved["starts_at"]) > at(14)  # after what was reported
