"""A run: order, one question a place, waits, stops, what is stored and what is not."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from fleettickets.domain.geocode_run import Report
from fleettickets.domain.place import Place, Position, StoredAnswer
from fleettickets.errors import GeocoderFaultError, GeocoderRefusedError
from fleettickets.geocoding.gazetteer_file import Entry
from fleettickets.geocoding.gazetteer_search import Gazetteer
from fleettickets.geocoding.geocoder import Geocoder
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
from tests.support.tickets import add_ticket, misplaced, position_of

_SPOT = Position(36.5, -1.5)


class Clock:
    """Sleeps by moving what the database waits for, and remembers how long."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        if seconds > 0.01:  # not the pace of these tests
            self.slept.append(seconds)
        self.conn.execute(
            "UPDATE tickets.geocode_pace SET"
            " next_at = next_at - make_interval(secs => %(s)s),"
            " blocked_until = blocked_until - make_interval(secs => %(s)s)",
            {"s": seconds},
        )


@pytest.fixture
def clock(conn: Connection) -> Clock:
    return Clock(conn)


def answer_everything(text: str) -> Reply:
    """Answer with a place of the very name that is asked for."""
    return found(place(display_name=f"{text}, Nairobi, Kenya"))


def run(conn: Connection, settings: GeocoderSettings, clock: Clock) -> Report:
    return Geocoder(conn, settings, sleep=clock.sleep).run()


def test_clusters_come_first_then_locations_newest_first(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    add_ticket(conn, "old", location_name="Old Rd", created_at_service="2026-06-01 08:00:00")
    add_ticket(conn, "new", location_name="New Rd", created_at_service="2026-06-03 08:00:00")
    add_ticket(
        conn,
        "crq",
        table="crq",
        location_name="Mid Rd",
        cluster="Ruaka",
        created_at_service="2026-06-02 08:00:00",
    )
    add_ticket(conn, "idle", location_name="Idle Rd", is_actionable="false")
    add_ticket(conn, "done", location_name="Done Rd", cluster="Ngara", normalized_status="closed")

    report = run(conn, settings, clock)

    assert server.questions == ["kitisuru", "ruaka", "new road", "mid road", "old road"]
    assert (report.questions, report.located, report.faults) == (5, 5, [])
    assert misplaced(conn) == []


def test_one_place_is_asked_for_once_however_it_is_spelled(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    for number, name in enumerate(["Church Rd", "church road Hse 4", "QOA-FAT-3 Church Road"]):
        add_ticket(conn, f"t{number}", location_name=name)
    run(conn, settings, clock)
    add_ticket(conn, "later", location_name="Church Rd., Blk 9")
    add_ticket(conn, "same", location_name="Church Rd")

    report = run(conn, settings, clock)

    assert server.questions == ["kitisuru", "church road"]
    assert (report.questions, report.copied) == (0, 1)
    assert {position_of(conn, name)[0] for name in ("t0", "t1", "t2", "later", "same")} == {
        "location"
    }


def test_a_no_is_final_until_the_address_is_cleaned_otherwise(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    add_ticket(conn, "t", location_name="XYZ Centre")
    run(conn, settings, clock)
    assert run(conn, settings, clock).questions == 0
    conn.execute(
        "INSERT INTO tickets.place_aliases (kind, alias, replacement)"
        " VALUES ('code', 'XYZ', 'Thome')"
    )

    run(conn, settings, clock)

    assert server.questions == ["kitisuru", "xyz centre", "centre, thome"]


def test_answers_are_asked_for_again_when_their_lifetime_is_over(
    conn: Connection, server: GeocoderServer, clock: Clock
) -> None:
    settings = GeocoderSettings(
        "locationiq", server.url, KEY, interval_s=0.001, lifetime=timedelta(hours=48)
    )
    server.answer = answer_everything
    add_ticket(conn, "t")
    run(conn, settings, clock)
    assert run(conn, settings, clock).questions == 0
    conn.execute("UPDATE tickets.geo_locations SET asked_at = asked_at - interval '49 hours'")

    assert run(conn, settings, clock).questions == 1


def test_a_place_without_words_is_not_asked_for(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    add_ticket(conn, "t", location_name="FAT 12", cluster=None)

    assert run(conn, settings, clock).refused == {"no_place_words": 1}
    assert server.questions == []


@pytest.mark.parametrize(("reply", "least_s", "most_s"), [(SECOND, 0.9, 2.1), (MINUTE, 0.0, 60.1)])
def test_a_second_and_a_minute_are_waited_out(  # noqa: PLR0913, PLR0917 - fixtures and a table
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


def test_a_day_stops_the_run_and_every_other_until_midnight(
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
def test_a_passing_fault_is_tried_again(
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


def test_a_lasting_fault_costs_one_place_three_end_the_run(
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


def test_a_question_that_is_not_understood_holds_no_other_up(
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


def test_an_address_without_end_is_cut(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    add_ticket(conn, "t", location_name=" ".join(f"{number:x}y Park" for number in range(1000)))

    assert run(conn, settings, clock).located == 2
    assert len(server.questions[-1]) <= 200
    assert position_of(conn, "t")[0] == "location"


def test_codes_are_learnt_from_the_labels_of_places_that_are_known_too(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    for number in range(4):
        add_ticket(conn, f"t{number}", location_name=f"WLD-FAT-{number} {'abcd'[number] * 5} Rd")
    run(conn, settings, clock)
    add_ticket(conn, "label", location_name="WLD-FAT-9 Eeeee Rd")
    add_ticket(conn, "code", location_name="WLD Fffff Rd")

    run(conn, settings, clock)

    assert "fffff road, kitisuru" in server.questions


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


def test_the_balance_is_asked_for_once_and_only_before_questions(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    add_ticket(conn, "t")
    run(conn, settings, clock)
    assert (server.balances, len(server.questions)) == (1, 2)

    run(conn, settings, clock)

    assert server.balances == 1


def test_requests_keep_the_pace(conn: Connection, server: GeocoderServer) -> None:
    settings = GeocoderSettings("locationiq", server.url, KEY, interval_s=0.1)
    server.answer = answer_everything
    for number in range(4):
        add_ticket(conn, f"t{number}", location_name=f"{'abcd'[number] * 5} Rd")

    Geocoder(conn, settings).run()

    gaps = [later - sooner for sooner, later in zip(server.times, server.times[1:], strict=False)]
    assert len(gaps) == 4
    assert min(gaps) > 0.09


def test_a_refused_answer_is_stored_with_its_reason_and_the_ticket_stays_at_its_cluster(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    far = place(display_name="Church Road, Kisumu, Kenya", lat="-0.1", lon="34.75")
    server.replies = [found(place()), found(far)]
    add_ticket(conn, "t", location_name="Church Rd")

    report = run(conn, settings, clock)

    assert report.refused == {"too_far": 1}
    assert position_of(conn, "t") == ("cluster", -1.233, 36.77)
    seen = Geocodes(conn).review(10)[0]
    assert seen.reason == "too_far: 257.5 km from the cluster (limit 25 km)"
    assert (seen.refused_longitude, seen.answer, seen.open_tickets) == (34.75, "Church Road", 1)


def test_one_position_for_many_names_is_refused_also_where_it_was_believed(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = lambda text: (
        found(place())
        if text == "kitisuru"
        else found(place(display_name=f"{text.split()[0]} somewhere", lat="-1.24"))
    )
    for name in ("aaaaa", "bbbbb", "ccccc", "ddddd", "eeeee"):
        add_ticket(conn, name, location_name=f"{name} Church")

    report = run(conn, settings, clock)

    assert (report.located, report.refused) == (1, {"duplicate_coordinate": 5})
    assert {position_of(conn, name)[0] for name in ("aaaaa", "eeeee")} == {"cluster"}
    assert misplaced(conn) == []
    add_ticket(conn, "fffff", location_name="fffff Church")
    assert run(conn, settings, clock).refused == {"duplicate_coordinate": 1}
    assert position_of(conn, "fffff")[0] == "cluster"


def test_one_position_for_many_names_is_refused_in_one_bulk_too(conn: Connection) -> None:
    gazetteer = Gazetteer(
        [
            Entry(Position(36.77, -1.233), "neighbourhood", 0, ("Kitisuru",)),
            Entry(Position(36.78, -1.233), "neighbourhood", 0, ("Kangemi",)),
            Entry(Position(36.79, -1.24), "venue", 2, ("Shalom Church",)),
            *[
                Entry(Position(39, -4), "venue", 2, (f"Y{n} Road Estate Park Hill Gate Church",))
                for n in range(70)
            ],
        ]
    )
    for word in ("Road", "Estate", "Park", "Hill", "Gate"):
        add_ticket(conn, word, location_name=f"Shalom {word}")
    for name in ("Kangemmi", "Kngemi", "Kangeemi", "Kangemii", "Kangemi Flats"):
        add_ticket(conn, name, location_name=name)

    report = Geocoder(conn, GeocoderSettings(max_duplicates=5), gazetteer).run()

    assert report.refused == {"duplicate_coordinate": 5}
    assert position_of(conn, "Park")[0] == "cluster"
    assert position_of(conn, "Kngemi") == ("location", -1.233, 36.78)


def test_a_position_set_by_hand_is_never_asked_for_nor_changed(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    add_ticket(conn, "t", location_name="Church Rd")
    store = Geocodes(conn)
    run(conn, settings, clock)
    by_hand = StoredAnswer("church road", "manual", "manual", _SPOT, is_manual=True)
    store.save("location", [(Place("Kitisuru", "Church Rd"), by_hand)], is_by_hand=True)
    answer = StoredAnswer("church road", "locationiq", "street", None, reason="no_match")

    store.save("location", [(Place("Kitisuru", "Church Rd"), answer)])
    copy = StoredAnswer("church road", "manual", "manual", Position(36.0, -1.0), is_manual=True)
    store.save("location", [(Place("Kitisuru", "Church Rd"), copy)])
    add_ticket(conn, "other", location_name="Church Road")
    run(conn, settings, clock)

    assert position_of(conn, "t") == ("manual", -1.5, 36.5)
    assert position_of(conn, "other") == ("manual", -1.5, 36.5)
    assert server.questions == ["kitisuru", "church road"]


def test_a_question_that_another_process_asks_is_left_to_it(
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


def test_a_dry_run_asks_and_writes_nothing(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer
) -> None:
    add_ticket(conn, "t", location_name="Church Rd")

    report = Geocoder(conn, settings).dry_run()

    assert [task.text for task in report.tasks["cluster"]] == ["kitisuru"]
    assert [task.text for task in report.tasks["location"]] == ["church road"]
    assert server.searches == []
    assert conn.execute("SELECT count(*) FROM tickets.geo_locations").fetchone() == (0,)


def test_a_cluster_without_a_name_on_the_map_lies_amid_its_tickets(
    conn: Connection, settings: GeocoderSettings, clock: Clock
) -> None:
    for number in range(5):
        add_ticket(
            conn, f"t{number}", location_name=None, latitude=f"-1.2{number}", longitude="36.8"
        )
    add_ticket(conn, "blank", location_name=None)

    run(conn, settings, clock)

    assert position_of(conn, "blank") == ("cluster", -1.22, 36.8)
    seen = Geocodes(conn).review(10)[0]
    assert (seen.provider, seen.reason) == ("feed", "locationiq: no_match")
    assert run(conn, settings, clock).questions == 0
