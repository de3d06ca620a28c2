"""A ticket has the right position in whichever order tickets and places are written."""

import threading
from contextlib import closing
from pathlib import Path

import pytest

from fleettickets.domain.place import Kind, Place, Position, StoredAnswer
from fleettickets.feed.local_files import LocalFiles
from fleettickets.imports.datasets import DATASETS
from fleettickets.imports.pipeline import Import
from fleettickets.store.connect import Connection, connect
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.suspects import refresh_suspects
from tests.support.feed import csv_of, row
from tests.support.tickets import add_ticket, misplaced, position_of

CHURCH = Place("Kitisuru", "Church Rd")

FEED_POSITIONS = [
    ("right", "-1.25", "36.8", "feed", -1.25, 36.8),
    ("swapped", "36.8", "-1.25", "feed", -1.25, 36.8),
    ("zero", "0", "0", "cluster", -1.0, 36.0),
    ("abroad", "42.3594", "-71.0587", "cluster", -1.0, 36.0),
    ("blank", "", "", "cluster", -1.0, 36.0),
    ("half", "-1.25", "", "cluster", -1.0, 36.0),
    ("text", "north", "36.8", "cluster", -1.0, 36.0),
    ("off the globe", "-1.25", "361", "cluster", -1.0, 36.0),
]


def save(conn: Connection, place: Place, latitude: float, *, is_manual: bool = False) -> None:
    kind: Kind = "cluster" if place.name is None else "location"
    answer = StoredAnswer("q", "test", "street", Position(36.0, latitude), is_manual=is_manual)
    Geocodes(conn).save(kind, [(place, answer)], is_by_hand=is_manual)


def do_import(url: str, folder: Path, rows: list[dict[str, str]]) -> None:
    (folder / "2026-06-25T08-00-00.csv").write_bytes(csv_of(rows))
    dataset = DATASETS["inc"]
    with closing(connect(url)) as conn:
        assert Import(conn, dataset, LocalFiles(folder, dataset)).apply().is_good


@pytest.mark.parametrize(
    ("ticket_id", "latitude", "longitude", "geo_source", "is_latitude", "is_longitude"),
    FEED_POSITIONS,
)
def test_the_feeds_own_coordinates_are_checked(  # noqa: PLR0913, PLR0917 - a table
    conn: Connection,
    ticket_id: str,
    latitude: str,
    longitude: str,
    geo_source: str,
    is_latitude: float,
    is_longitude: float,
) -> None:
    save(conn, Place("Kitisuru"), -1.0)

    add_ticket(conn, ticket_id, latitude=latitude or None, longitude=longitude or None)

    assert position_of(conn, ticket_id) == (geo_source, is_latitude, is_longitude)
    assert misplaced(conn) == []


def test_the_import_gives_the_same_positions(url: str, tmp_path: Path) -> None:
    with closing(connect(url)) as conn:
        save(conn, Place("Kitisuru"), -1.0)
        save(conn, CHURCH, -1.1)
        save(conn, Place("Kitisuru", "By Hand"), -1.2, is_manual=True)
        conn.execute(
            "INSERT INTO tickets.suspect_coordinates (longitude, latitude, addresses)"
            " VALUES (36.9, -1.3, 99)"
        )
    places = {"cluster": "Kitisuru", "location_name": "Nowhere"}
    rows = [
        row(name, latitude=latitude, longitude=longitude, **places)
        for name, latitude, longitude, *_ in FEED_POSITIONS
    ]
    rows += [
        row("suspect", latitude="-1.3", longitude="36.9", **places),
        row("place", latitude="", longitude="", cluster="kitisuru", location_name="CHURCH RD"),
        row(
            "manual",
            latitude="-1.25",
            longitude="36.8",
            cluster="Kitisuru",
            location_name="By Hand",
        ),
        row("nowhere", latitude="", longitude="", cluster="", location_name=""),
    ]

    do_import(url, tmp_path, rows)

    with closing(connect(url)) as conn:
        assert misplaced(conn) == []
        for name, *_, source, latitude, longitude in FEED_POSITIONS:
            assert position_of(conn, name) == (source, latitude, longitude)
        assert position_of(conn, "suspect")[0] == "cluster"
        assert position_of(conn, "place") == ("location", -1.1, 36.0)
        assert position_of(conn, "manual") == ("manual", -1.2, 36.0)
        assert position_of(conn, "nowhere") == (None, None, None)


def test_without_an_area_the_whole_globe_is_served(conn: Connection) -> None:
    add_ticket(conn, "boston", latitude="42.36", longitude="-71.06")
    assert position_of(conn, "boston")[0] is None

    conn.execute(
        "UPDATE tickets.geo_settings SET west = NULL, south = NULL, east = NULL, north = NULL"
    )

    assert position_of(conn, "boston") == ("feed", 42.36, -71.06)


def test_a_coordinate_of_many_addresses_is_not_trusted(conn: Connection) -> None:
    for number in range(10):
        add_ticket(
            conn,
            f"t{number}",
            table="crq",
            location_name=f"{'abcdefghij'[number]} Rd",
            latitude="-1.2921",
            longitude="36.8219",
        )
    for number in range(20):
        add_ticket(
            conn,
            f"flat{number}",
            location_name=f"Mara Flats Hse {number}",
            latitude="-1.25",
            longitude="36.8",
        )

    assert (refresh_suspects(conn), refresh_suspects(conn)) == (1, 0)

    assert position_of(conn, "t0", "crq") == (None, None, None)
    assert position_of(conn, "flat0")[0] == "feed"
    assert misplaced(conn) == []
    conn.execute("UPDATE tickets.suspect_coordinates SET is_allowed = TRUE")
    assert position_of(conn, "t0", "crq")[0] == "feed"
    conn.execute("UPDATE tickets.suspect_coordinates SET is_allowed = FALSE")
    conn.execute('UPDATE tickets.crq SET raw = raw || \'{"latitude": "-1.3"}\'')
    assert refresh_suspects(conn) == 2
    assert position_of(conn, "t0", "crq") == (None, None, None)


def test_one_coordinate_may_be_written_in_several_ways(conn: Connection) -> None:
    for number, name in enumerate("abcdefghij"):
        add_ticket(
            conn,
            name,
            location_name=f"{name} Rd",
            latitude="-1.29" + "0" * (number % 3),
            longitude="36.8" + "0" * (number % 2),
        )

    assert refresh_suspects(conn) == 1
    assert position_of(conn, "a") == (None, None, None)


def brought(number: int, *, latitude: str, longitude: str, count: int) -> list[dict[str, str]]:
    """Return rows of ``count`` addresses that share a coordinate."""
    names = [f"{'abcdefghijklm'[place]} Road" for place in range(number, number + count)]
    return [
        row(
            f"{name} {latitude}",
            location_name=name,
            cluster="Kitisuru",
            latitude=latitude,
            longitude=longitude,
        )
        for name in names
    ]


def test_a_batch_finds_its_shared_coordinates(url: str, tmp_path: Path) -> None:
    dataset = DATASETS["inc"]
    batches = [
        brought(0, latitude="-1.29", longitude="36.8", count=9)
        + brought(0, latitude="36.7", longitude="-1.3", count=9),
        brought(9, latitude="-1.29", longitude="36.8", count=1)
        + brought(9, latitude="36.7", longitude="-1.3", count=1),
        brought(10, latitude="-1.29", longitude="36.8", count=1),
    ]
    found = []
    with closing(connect(url)) as conn, closing(connect(url)) as other:
        for hour, rows in enumerate(batches):
            (tmp_path / f"2026-06-25T0{hour}-00-00.csv").write_bytes(csv_of(rows))
            assert Import(conn, dataset, LocalFiles(tmp_path, dataset)).apply().is_good
            suspects = other.execute("SELECT count(*) FROM tickets.suspect_coordinates").fetchone()
            found.append(suspects)
        assert found == [(0,), (2,), (2,)]
        assert refresh_suspects(other) == 0
        assert misplaced(conn) == []
        assert position_of(conn, "a Road -1.29") == (None, None, None)
        assert position_of(conn, "a Road 36.7") == (None, None, None)


def test_checking_coordinates_does_not_wait_for_an_import(url: str) -> None:
    with closing(connect(url)) as conn, closing(connect(url)) as importing:
        add_ticket(conn, "t", latitude="-1.29", longitude="36.8")
        with importing.transaction():
            importing.execute("SELECT tickets.lock_positions(TRUE)")
            conn.execute("SET lock_timeout = '2s'")

            assert refresh_suspects(conn) == 0
            assert conn.execute("SELECT tickets.find_suspects('{36.8}', '{-1.29}')").fetchone() == (
                0,
            )


def test_a_changed_place_writes_no_other_ticket(conn: Connection) -> None:
    for name in ("here", "there"):
        for near in ("Kitisuru", "Ruaka"):
            add_ticket(conn, f"{name} {near}", location_name=f"{name} Rd", cluster=near)
    versions = "SELECT ticket_id, ctid::text FROM tickets.inc"

    def changed_by(place: Place, latitude: float) -> set[str]:
        before: dict[str, str] = dict(conn.execute(versions).fetchall())
        save(conn, place, latitude)
        after: dict[str, str] = dict(conn.execute(versions).fetchall())
        return {name for name, version in after.items() if version != before[name]}

    cluster, location = Place("Kitisuru"), Place("Kitisuru", "here Rd")
    assert changed_by(cluster, -1.1) == {"here Kitisuru", "there Kitisuru"}
    assert changed_by(location, -1.2) == {"here Kitisuru"}
    assert changed_by(cluster, -1.3) == {"there Kitisuru"}
    assert changed_by(Place("Ruaka", "nowhere"), -1.4) == set()


def test_a_changed_place_reaches_its_tickets_and_no_others(conn: Connection) -> None:
    add_ticket(conn, "here", location_name="church rd")
    add_ticket(conn, "also", table="crq", location_name="Church Rd", cluster="KITISURU")
    add_ticket(conn, "closed", location_name="Church Rd", normalized_status="closed")
    add_ticket(conn, "feed", location_name="Church Rd", latitude="-1.25", longitude="36.8")
    add_ticket(conn, "elsewhere", location_name="Church Rd", cluster="Ruaka")
    add_ticket(conn, "other", location_name="Other Rd")

    save(conn, CHURCH, -1.1)

    assert position_of(conn, "here") == ("location", -1.1, 36.0)
    assert position_of(conn, "also", "crq") == ("location", -1.1, 36.0)
    assert position_of(conn, "closed") == ("location", -1.1, 36.0)
    assert position_of(conn, "feed")[0] == "feed"
    assert position_of(conn, "elsewhere")[0] is None
    ctids = "SELECT ticket_id, ctid::text FROM tickets.inc ORDER BY 1"
    rows = conn.execute(ctids).fetchall()
    save(conn, CHURCH, -1.1)
    assert conn.execute(ctids).fetchall() == rows
    assert misplaced(conn) == []


def test_forgetting_a_place_restores_its_tickets_positions(conn: Connection) -> None:
    add_ticket(conn, "t", location_name="Church Rd", latitude="-1.25", longitude="36.8")
    save(conn, Place("Kitisuru"), -1.0)
    save(conn, CHURCH, -1.1, is_manual=True)
    assert position_of(conn, "t") == ("manual", -1.1, 36.0)

    Geocodes(conn).forget("location", [CHURCH])
    assert position_of(conn, "t") == ("feed", -1.25, 36.8)

    conn.execute("UPDATE tickets.inc SET raw = raw - 'latitude'")
    assert position_of(conn, "t") == ("cluster", -1.0, 36.0)
    Geocodes(conn).forget("cluster", [Place("Kitisuru")])
    assert position_of(conn, "t") == (None, None, None)


def test_each_ticket_shows_the_source_of_its_position(conn: Connection) -> None:
    add_ticket(conn, "feed", latitude="36.8", longitude="-1.25")
    add_ticket(conn, "zero", latitude="0", longitude="0")
    add_ticket(conn, "far", location_name="Church Rd", latitude="42", longitude="-71")
    save(conn, Place("Kitisuru"), -1.0)
    refused = StoredAnswer("church road", "test", "none", None, "Church Road", "too_far: 257 km")
    Geocodes(conn).save("location", [(CHURCH, refused)])

    known = conn.execute(
        "SELECT ticket_id, geo_source, provider, precision, location_reason, feed_problem"
        " FROM tickets.ticket_positions ORDER BY 1"
    ).fetchall()

    assert known == [
        ("far", "cluster", "test", "cluster", "too_far: 257 km", "outside_area"),
        ("feed", "feed", "feed", "point", None, "swapped"),
        ("zero", "cluster", "test", "cluster", None, "zero"),
    ]


@pytest.mark.parametrize("is_place_first", [True, False])
def test_a_place_and_a_ticket_written_at_once_see_each_other(
    url: str, tmp_path: Path, *, is_place_first: bool
) -> None:
    """Whichever transaction comes first, the other waits for it."""
    rows = [row("t", latitude="", longitude="", cluster="Kitisuru", location_name="Church Rd")]
    with closing(connect(url)) as first, closing(connect(url)) as second:
        with first.transaction():
            if is_place_first:
                save(first, CHURCH, -1.1)
                work = threading.Thread(target=do_import, args=(url, tmp_path, rows))
            else:
                add_ticket(first, "t", location_name="Church Rd")
                work = threading.Thread(target=save, args=(second, CHURCH, -1.1))
            work.start()
            work.join(0.5)
            assert work.is_alive()
        work.join(10)

        assert position_of(first, "t") == ("location", -1.1, 36.0)
