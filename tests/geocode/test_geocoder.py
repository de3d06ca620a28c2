"""What a run asks for, in which order, and what it stores."""

from datetime import timedelta

from fleettickets.domain.place import Place, Position, StoredAnswer
from fleettickets.geocoding.gazetteer_file import Entry
from fleettickets.geocoding.gazetteer_search import Gazetteer
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection
from fleettickets.store.geocodes import Geocodes
from tests.support.geocoder_server import (
    KEY,
    GeocoderServer,
    found,
    place,
)
from tests.support.geocoding import Clock, answer_everything, run
from tests.support.tickets import add_ticket, misplaced, position_of

_SPOT = Position(36.5, -1.5)


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

    assert server.questions == ["kitisuru", "ruaka", "new road", "mid road", "old road", "ngara"]
    assert (report.questions, report.located, report.faults) == (6, 6, [])
    assert misplaced(conn) == []


def test_a_place_is_asked_for_once_in_all_its_spellings(
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


def test_a_no_is_final_until_the_address_is_cleaned_differently(
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


def test_an_expired_answer_is_asked_for_again(
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


def test_an_endless_address_is_cut(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    server.answer = answer_everything
    add_ticket(conn, "t", location_name=" ".join(f"{number:x}y Park" for number in range(1000)))

    assert run(conn, settings, clock).located == 2
    assert len(server.questions[-1]) <= 200
    assert position_of(conn, "t")[0] == "location"


def test_codes_are_also_learnt_from_labels_of_known_places(
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


def test_a_rejected_answer_is_stored_and_its_ticket_stays_at_its_cluster(
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


def test_one_position_for_many_names_is_rejected_even_if_trusted_before(
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


def test_one_position_for_many_names_is_rejected_within_one_bulk(conn: Connection) -> None:
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


def test_a_position_set_by_hand_is_neither_asked_for_nor_changed(
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


def test_a_dry_run_asks_and_writes_nothing(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer
) -> None:
    add_ticket(conn, "t", location_name="Church Rd")

    report = Geocoder(conn, settings).dry_run()

    assert [task.text for task in report.tasks["cluster"]] == ["kitisuru"]
    assert [task.text for task in report.tasks["location"]] == ["church road"]
    assert server.searches == []
    assert conn.execute("SELECT count(*) FROM tickets.geo_locations").fetchone() == (0,)


def test_an_unknown_cluster_is_located_amid_its_tickets(
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
