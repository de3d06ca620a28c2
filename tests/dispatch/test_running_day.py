"""A published day that is planned again while it runs, from the database."""

from datetime import date, datetime

import pytest

from fleettickets.commands.dispatch import main
from fleettickets.dispatch.planned import PlannedDay
from fleettickets.dispatch.planning import keep, load_day, plan_loaded
from fleettickets.dispatch.search import Effort
from fleettickets.domain.crew_day import EAT
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_plans import find_plan, publish_plan
from tests.dispatch.conftest import DAY

DATE = date.fromisoformat(DAY)
MORNING = datetime(2026, 6, 25, 6, tzinfo=EAT)


@pytest.fixture
def published(conn: Connection, crews_file: object) -> PlannedDay:
    assert main(["crews", "import", str(crews_file), "--apply"]) == 0
    plan = planned(conn, MORNING)
    line = find_plan(conn, plan_id=keep(conn, plan))
    assert line is not None
    assert publish_plan(conn, line)
    return plan


def planned(conn: Connection, now: datetime) -> PlannedDay:
    loaded = load_day(conn, DATE, now=now)
    return plan_loaded(loaded, Effort(iterations=60))[0]


def homes(plan: PlannedDay) -> dict[str, str]:
    return {
        key.ticket_id: crew.crew
        for crew in plan.crews
        for stop in crew.stops
        for key in stop.tickets
    }


def test_a_day_that_has_not_begun_is_planned_as_it_was(
    conn: Connection, published: PlannedDay
) -> None:
    again = planned(conn, MORNING)

    assert homes(again) == homes(published)
    assert again.cost == published.cost


def test_what_has_begun_stays_as_it_was(conn: Connection, published: PlannedDay) -> None:
    first = min(stop.starts_at for crew in published.crews for stop in crew.stops)
    noon = datetime(2026, 6, 25, 11, tzinfo=EAT)
    assert first < noon

    again = planned(conn, noon)

    begun = {
        stop.tickets: stop.starts_at
        for crew in published.crews
        for stop in crew.stops
        if stop.starts_at < noon
    }
    assert begun
    kept = {s.tickets: s.starts_at for crew in again.crews for s in crew.stops if s.is_begun}
    assert kept == begun
    assert set(homes(again)) == set(homes(published))
    later = [s for crew in again.crews for s in crew.stops if not s.is_begun]
    assert all(stop.starts_at >= noon for stop in later)


def test_a_crew_that_is_absent_gives_its_tickets_to_others(
    conn: Connection, published: PlannedDay
) -> None:
    busy = next(crew.crew for crew in published.crews if crew.stops)
    conn.execute(
        "INSERT INTO dispatch.absences (crew_id, first_on, last_on)"
        " SELECT crew_id, %(day)s, %(day)s FROM dispatch.crews WHERE name = %(crew)s",
        {"day": DATE, "crew": busy},
    )

    again = planned(conn, MORNING)

    assert busy not in {crew.crew for crew in again.crews}
    assert busy not in homes(again).values()


def test_a_weekday_without_a_shift_has_no_crew(conn: Connection, crews_file: object) -> None:
    assert main(["crews", "import", str(crews_file), "--apply", "--weekdays", "6-7"]) == 0

    plan = planned(conn, MORNING)

    assert plan.crews == ()
    reasons = {line.reason for line in plan.unassigned}
    assert reasons == {"no_crew", "no_position", "not_today"}


def test_after_the_last_shift_nothing_new_is_planned(
    conn: Connection, published: PlannedDay
) -> None:
    again = planned(conn, datetime(2026, 6, 25, 22, tzinfo=EAT))

    assert homes(again) == homes(published)
    assert all(stop.is_begun for crew in again.crews for stop in crew.stops)


def test_a_ticket_that_came_while_the_day_runs_is_put_in(
    conn: Connection, published: PlannedDay
) -> None:
    conn.execute(
        "INSERT INTO tickets.inc (ticket_id, raw, content_hash, change_key, change_line)"
        " SELECT 'NEW', raw || '{\"ticket_id\": \"NEW\"}', gen_random_uuid(), change_key, 9"
        " FROM tickets.inc WHERE ticket_id = 'I3'"
    )
    noon = datetime(2026, 6, 25, 11, tzinfo=EAT)

    again = planned(conn, noon)

    assert set(homes(again)) == {*homes(published), "NEW"}
