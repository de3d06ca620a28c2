"""What the server keeps of plans in memory."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from fleettickets.api.planner_desk import PlannerDesk
from fleettickets.api.versions import DataVersions
from fleettickets.commands.dispatch import main
from fleettickets.config import DispatchSettings
from fleettickets.domain.crew_day import EAT, TicketId
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_desk import CrewReport, save_report
from fleettickets.store.dispatch_plans import find_plan
from tests.dispatch.conftest import DAY
from tests.support.serving import run_apart

PLAN_ON = date.fromisoformat(DAY)


@pytest.fixture
def plan_id(conn: Connection, crews_file: Path) -> int:
    assert main(["crews", "import", str(crews_file), "--apply"]) == 0
    assert main(["plan", "--date", DAY, "--apply", "--iterations", "10"]) == 0
    assert main(["publish", "--date", DAY, "--yes"]) == 0
    line = find_plan(conn, plan_on=PLAN_ON)
    assert line is not None
    return line.plan_id


def versions(conn: Connection) -> DataVersions:
    row = conn.execute("SELECT reporting.fn_data_versions()::text").fetchone()
    assert row is not None
    return DataVersions.from_json(row[0].encode())


def at_the_desk(url: str, work: Callable[[PlannerDesk], Awaitable[None]]) -> None:
    async def run() -> None:
        desk = PlannerDesk(url, DispatchSettings(), wait_s=5)
        await desk.open()
        try:
            await work(desk)
        finally:
            await desk.close()

    run_apart(run())


def report_something(conn: Connection) -> None:
    row = conn.execute(
        "SELECT crew_id, dataset, ticket_id FROM dispatch.stop_tickets LIMIT 1"
    ).fetchone()
    assert row is not None
    arrived_at = datetime(2026, 6, 25, 8, 30, tzinfo=EAT)
    save_report(conn, row[0], PLAN_ON, CrewReport(TicketId(*row[1:]), arrived_at, None))


def test_a_plan_in_use_is_read_again_after_a_change(
    conn: Connection, database: str, plan_id: int
) -> None:
    async def work(desk: PlannerDesk) -> None:
        first = await desk.problem_of(plan_id, versions(conn))
        assert await desk.problem_of(plan_id, versions(conn)) is first
        report_something(conn)
        changed = versions(conn)

        desk.follow(changed)
        assert desk.is_reading
        began = await desk.problem_of(plan_id, changed)

        assert any(began.assembled.begun)
        assert began.asked_at >= first.asked_at
        desk.follow(changed)  # nothing has changed since
        assert await desk.problem_of(plan_id, changed) is began

    at_the_desk(database, work)


def test_a_plan_that_nobody_asks_about_is_not_followed(
    conn: Connection, database: str, plan_id: int
) -> None:
    async def work(desk: PlannerDesk) -> None:
        first = await desk.problem_of(plan_id, versions(conn))
        first.asked_at -= 3_600
        report_something(conn)

        desk.follow(versions(conn))

        assert not desk.is_reading

    at_the_desk(database, work)
