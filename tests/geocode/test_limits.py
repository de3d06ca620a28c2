"""A run waits, retries and stops as its budget and the provider demand."""

import logging
from dataclasses import replace

import pytest

from fleettickets.errors import GeocoderFaultError, GeocoderRefusedError
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection, connect
from fleettickets.store.geocodes import Geocodes
from tests.support.geocoder_server import (
    DAY,
    INACTIVE_KEY,
    INVALID_KEY,
    KEY,
    MINUTE,
    NOT_ENABLED,
    RESTRICTED,
    SECOND,
    UNKNOWN,
    GeocoderServer,
    Reply,
    found,
    place,
    refused,
)
from tests.support.geocoding import Clock, answer_everything, run
from tests.support.tickets import add_ticket, position_of


@pytest.mark.parametrize(("reply", "least_s", "most_s"), [(SECOND, 0.9, 2.1), (MINUTE, 0.0, 60.1)])
def test_second_and_minute_limits_are_waited_out(  # noqa: PLR0913, PLR0917 - fixtures and a table
    conn: Connection,
    settings: GeocoderSettings,
    server: GeocoderServer,
    clock: Clock,
    reply: Reply,
    least_s: float,
    most_s: float,
) -> None:
    server.replies = [reply, found(place())]
    add_ticket(conn, "t", location_name=None)

    report = run(conn, settings, clock)

    assert report.located == 1
    assert least_s <= sum(clock.slept) <= most_s
    assert server.questions == ["kitisuru"] * 2


def test_a_day_limit_stops_every_run_until_midnight(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.replies = [found(place()), DAY]
    for number in range(5):
        add_ticket(conn, f"t{number}", location_name=f"Road {number}")

    assert run(conn, settings, clock).stopped == "day"
    assert run(conn, settings, clock).stopped == "day"

    assert len(server.questions) == 2
    assert clock.slept == []
    until = conn.execute(
        "SELECT blocked_until = date_trunc('day', now(), 'UTC') + interval '1 day'"
        " FROM tickets.geocode_pace"
    ).fetchone()
    assert until == (True,)


@pytest.mark.parametrize("reply", [INVALID_KEY, INACTIVE_KEY, NOT_ENABLED, RESTRICTED])
def test_a_refused_key_stops_the_run(
    conn: Connection,
    settings: GeocoderSettings,
    server: GeocoderServer,
    clock: Clock,
    reply: Reply,
) -> None:
    server.replies = [reply]
    add_ticket(conn, "t")

    with pytest.raises(GeocoderRefusedError):
        run(conn, settings, clock)

    assert server.questions == ["kitisuru"]
    assert conn.execute("SELECT count(*) FROM tickets.geo_clusters").fetchone() == (0,)


@pytest.mark.parametrize("fault", [UNKNOWN, "slow", "cut", (200, b"[{")])
def test_a_passing_fault_is_retried(
    conn: Connection,
    settings: GeocoderSettings,
    server: GeocoderServer,
    clock: Clock,
    fault: Reply,
) -> None:
    server.replies = [fault, fault, found(place())]
    add_ticket(conn, "t", location_name=None)

    report = run(conn, replace(settings, timeout_s=1.0 if fault == "slow" else 10.0), clock)

    assert (report.located, report.faults) == (1, [])
    assert clock.slept == [2.0, 4.0]


def test_a_lasting_fault_skips_one_place_and_three_end_the_run(
    conn: Connection,
    settings: GeocoderSettings,
    server: GeocoderServer,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer = lambda text: UNKNOWN if "bad" in text else answer_everything(text)
    for number, name in enumerate(["Bad Rd", "Good Rd", "Bad Lane", "Bad Way", "Bad St", "Late"]):
        add_ticket(
            conn,
            f"t{number}",
            location_name=name,
            created_at_service=f"2026-06-0{9 - number} 08:00:00",
        )

    with pytest.raises(GeocoderFaultError) as caught:
        run(conn, settings, clock)

    assert position_of(conn, "t1")[0] == "location"
    assert "late" not in server.questions
    assert KEY not in str(caught.value) + caplog.text
    rows = conn.execute("SELECT * FROM tickets.geo_locations").fetchall()
    assert KEY not in str(rows)


def test_a_rejected_question_holds_up_no_other(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = lambda text: (
        refused(400, "Invalid Request") if "bad" in text else answer_everything(text)
    )
    for name in ("Bad A", "Bad B", "Bad C", "Bad D", "Good"):
        day = 1 + (name != "Good")
        add_ticket(conn, name, location_name=name, created_at_service=f"2026-06-0{day} 08:00:00")

    report = run(conn, settings, clock)

    assert len(report.faults) == 4
    assert server.questions[-1] == "good"
    assert len(server.questions) == 6
    for number in range(10):
        add_ticket(conn, f"t{number}", location_name=f"Bad {'ABCDEFGHIJ'[number] * 4}")
    with pytest.raises(GeocoderFaultError, match="status 400"):
        run(conn, settings, clock)


def test_the_budget_holds_across_runs(
    conn: Connection, server: GeocoderServer, clock: Clock
) -> None:
    settings = GeocoderSettings("locationiq", server.url, KEY, interval_s=0.001, budget=4)
    server.answer = answer_everything
    for number in range(9):
        add_ticket(conn, f"t{number}", location_name=f"{'abcdefghi'[number] * 5} Rd")

    stopped = [run(conn, settings, clock).stopped for _ in range(3)]

    assert stopped == ["budget"] * 3
    assert len(server.questions) == 4
    conn.execute("UPDATE tickets.geocode_days SET asked_on = asked_on - 1")
    run(conn, settings, clock)
    assert len(server.questions) == 8


def test_the_providers_balance_lowers_the_budget(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.balance = (200, b'{"status": "ok", "balance": {"day": 2, "bonus": 0}}')
    server.answer = answer_everything
    for number in range(9):
        add_ticket(conn, f"t{number}", location_name=f"Road {number}")

    assert run(conn, settings, clock).stopped == "budget"
    assert len(server.questions) == 2


def test_the_balance_is_read_once_and_only_before_questions(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    add_ticket(conn, "t")
    run(conn, settings, clock)
    assert (server.balances, len(server.questions)) == (1, 2)

    run(conn, settings, clock)

    assert server.balances == 1


def test_requests_keep_the_pace(conn: Connection, server: GeocoderServer, clock: Clock) -> None:
    settings = GeocoderSettings("locationiq", server.url, KEY, interval_s=20)
    server.answer = answer_everything
    for number in range(4):
        add_ticket(conn, f"t{number}", location_name=f"{'abcd'[number] * 5} Rd")

    run(conn, settings, clock)

    assert (server.balances, len(server.questions)) == (1, 5)
    assert sum(clock.slept) == pytest.approx(5 * 20, abs=5)


def test_a_question_of_another_process_is_left_to_it(
    conn: Connection,
    migrated: str,
    settings: GeocoderSettings,
    server: GeocoderServer,
    clock: Clock,
) -> None:
    add_ticket(conn, "t", location_name=None)
    other = connect(migrated)
    with Geocodes(other).asking("cluster", None, "kitisuru"):
        assert run(conn, settings, clock).elsewhere == 1
    other.close()

    assert server.questions == []
    assert run(conn, settings, clock).questions == 1
