"""The demo's crews: published plans, crews that drive along them, incidents to decide about."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fleettickets.api.service import Scene
from fleettickets.config import BucketSettings
from fleettickets.demo.crew_life import advance, begin_crews
from fleettickets.demo.drives import Drive, Halt
from fleettickets.demo.page_check import check_crews
from fleettickets.demo.serving import serving
from fleettickets.domain.crew_day import EAT, TicketId
from fleettickets.domain.place import Position
from fleettickets.errors import StoreError
from fleettickets.local.postgres import PostgresServer
from fleettickets.store.connect import Connection, connect
from fleettickets.store.dispatch_desk import read_positions
from fleettickets.store.dispatch_plans import read_outcome, read_plan
from tests.e2e.conftest import filled

NOON = datetime(2026, 6, 25, 12, tzinfo=EAT)
HOME, SITE = Position(36.8, -1.3), Position(36.9, -1.2)


@pytest.fixture
def conn(postgres_server: PostgresServer, s3_server: BucketSettings) -> Iterator[Connection]:
    """A demo's database, located."""
    with (
        filled(postgres_server, s3_server, {"inc": 1_500, "crq": 400}, days=1) as feeds,
        closing(connect(feeds["inc"].url)) as found,
    ):
        yield found


def test_crews_are_on_their_way_whenever_somebody_looks(conn: Connection) -> None:
    begin_crews(conn)

    positions = read_positions(conn)["crews"]
    assert positions
    assert not any(one["is_old"] for one in positions)
    plan = read_plan(conn, plan_on=datetime.now(EAT).date())
    assert plan is not None
    assert plan["state"] == "published"
    assert {crew["crew"] for crew in plan["crews"]} == {one["crew"] for one in positions}
    with serving(Scene(conn.info.dsn + f" password={conn.info.password}"), port=0) as address:
        assert "5 new incidents to decide about" in check_crews(address)


def test_the_feeds_last_day_is_over_and_reported(conn: Connection) -> None:
    begin_crews(conn)

    row = conn.execute("SELECT min(plan_on) FROM dispatch.plans").fetchone()
    assert row is not None
    outcome = read_outcome(conn, row[0])
    assert outcome is not None
    total = outcome["total"]
    assert 0 < total["done"] == total["done_by_report"] == total["tickets"]
    assert total["arrivals_by_report"] == total["stops"]
    assert total["driving_minutes"] > 0


def test_a_second_start_keeps_the_plan_and_the_crews_drive_on(conn: Connection) -> None:
    first = begin_crews(conn)
    assert begin_crews(conn) == first

    before = read_positions(conn)["crews"]
    later = datetime.now(UTC) + timedelta(minutes=4)
    advance(conn, later, since=later)

    assert all(
        new["at"] > old["at"]
        for new, old in zip(read_positions(conn)["crews"], before, strict=True)
    )


def test_without_open_tickets_there_is_no_demo(conn: Connection) -> None:
    conn.execute("DELETE FROM tickets.inc")
    conn.execute("DELETE FROM tickets.crq")

    with pytest.raises(StoreError, match="no stops"):
        begin_crews(conn)


def test_a_crew_drives_works_and_goes_home() -> None:
    ticket = TicketId("inc", "I1")
    halt = Halt(
        (ticket,),
        SITE,
        NOON,
        NOON + timedelta(minutes=20),
        NOON + timedelta(minutes=65),
    )
    drive = Drive(1, HOME, HOME, NOON - timedelta(hours=1), (halt,))

    def at(minutes: int) -> datetime:
        return NOON + timedelta(minutes=minutes)

    assert drive.position_at(at(-30)) == HOME
    half = drive.position_at(at(10))
    assert (round(half.longitude, 4), round(half.latitude, 4)) == (36.85, -1.25)
    assert drive.position_at(at(30)) == SITE
    assert drive.position_at(at(120)) == HOME
    assert list(drive.reports_until(at(19))) == []
    [arrived] = drive.reports_until(at(30))
    assert (arrived.arrived_at, arrived.done_at) == (at(20), None)
    [done] = drive.reports_until(at(65))
    assert (done.ticket, done.done_at) == (ticket, at(65))
    assert replace(drive, halts=()).position_at(at(30)) == HOME
