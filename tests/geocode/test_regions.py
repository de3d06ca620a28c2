"""The same cluster in two regions is two places, and each answer is checked against its region."""

from fleettickets.domain.place import Place, Position, StoredAnswer
from fleettickets.geocoding.gazetteer_file import Entry
from fleettickets.geocoding.gazetteer_search import Gazetteer
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection
from fleettickets.store.geocodes import Geocodes
from tests.support.geocoder_server import GeocoderServer, found, place
from tests.support.geocoding import Clock, run
from tests.support.tickets import add_ticket, misplaced, position_of

NAIROBI, MOMBASA = Position(36.82, -1.29), Position(39.66, -4.05)


def near(centre: Position, east: float, north: float = 0) -> Position:
    return Position(round(centre.longitude + east, 5), round(centre.latitude + north, 5))


ENTRIES = [
    Entry(NAIROBI, "county", 3, ("Nairobi",), "Nairobi"),
    Entry(MOMBASA, "county", 3, ("Mombasa",), "Mombasa"),
    *[
        Entry(near(centre, east), "neighbourhood", 0, (name,), county)
        for centre, county in ((NAIROBI, "Nairobi"), (MOMBASA, "Mombasa"))
        for name, east in (("Majengo", 0.02), ("Kenyatta Avenue", 0.01))
    ],
    *[
        Entry(near(MOMBASA, 0.01, north / 100), "neighbourhood", 0, (name,), "Mombasa")
        for north, name in enumerate(("Shika Adabu", "Mtongwe", "Timbwani", "Bofu"))
    ],
    Entry(near(NAIROBI, 0.03), "neighbourhood", 0, ("Likoni",), "Nairobi"),
]


def geocode(conn: Connection) -> Geocoder:
    geocoder = Geocoder(conn, GeocoderSettings(), Gazetteer(ENTRIES))
    geocoder.run()
    return geocoder


def test_a_cluster_and_its_locations_are_those_of_the_region(conn: Connection) -> None:
    for region in ("Nairobi", "Mombasa"):
        add_ticket(conn, region, region=region, cluster="Majengo", location_name="Kenyatta Avenue")

    geocode(conn)

    assert position_of(conn, "Nairobi") == ("location", -1.29, 36.83)
    assert position_of(conn, "Mombasa") == ("location", -4.05, 39.67)
    assert misplaced(conn) == []


def test_a_cluster_of_two_places_is_put_where_its_tickets_are(conn: Connection) -> None:
    for name in ("Shika Adabu", "Mtongwe", "Timbwani", "Bofu"):
        add_ticket(conn, name, cluster="Likoni", location_name=name)

    report = geocode(conn).report

    assert "two_places" in report.contradictions[Place("Likoni")]
    row = conn.execute(
        "SELECT provider, reason, st_x(refused_geom) FROM tickets.geo_clusters"
    ).fetchone()
    assert row is not None
    assert (row[0], row[2]) == ("places", near(NAIROBI, 0.03).longitude)
    assert row[1].startswith("gazetteer: two_places")
    assert [position_of(conn, name)[0] for name in ("Mtongwe", "Bofu")] == ["location"] * 2


def test_a_region_that_is_no_place_is_noticed(conn: Connection) -> None:
    add_ticket(conn, "t", region="Core Ring 2", cluster="Likoni", location_name="Nowhere At All")

    report = geocode(conn).report

    assert report.strange_regions == {"core ring 2"}
    assert position_of(conn, "t")[0] == "cluster"


def test_a_remote_provider_is_asked_with_the_region_and_its_address_checked(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    wrong = place(display_name="Likoni, Nairobi, Kenya", lat="-1.31", lon="36.85")
    wrong["address"] = {"county": "Nairobi", "country_code": "ke"}
    right = place(display_name="Likoni, Mombasa, Kenya", lat="-4.09", lon="39.65")
    right["address"] = {"county": "Mombasa County", "country_code": "ke"}
    server.replies = [found(wrong, right)]
    add_ticket(conn, "t", region="Mombasa", cluster="Likoni", location_name=None)

    run(conn, settings, clock)

    west, south, east, north = map(float, server.searches[0]["viewbox"].split(","))
    assert server.searches[0]["bounded"] == "1"
    assert west < 39.65 < east
    assert south < -4.09 < north < -1.31
    assert position_of(conn, "t") == ("cluster", -4.09, 39.65)


def test_an_answer_outside_the_region_is_stored_as_refused(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    wrong = place(display_name="Likoni, Nairobi, Kenya", lat="-1.31", lon="36.85")
    server.replies = [found(wrong)]
    add_ticket(conn, "t", region="Mombasa", cluster="Likoni", location_name=None)

    assert run(conn, settings, clock).refused == {"outside_region": 1}


def test_coordinates_in_the_text_need_no_question(
    conn: Connection, settings: GeocoderSettings, server: GeocoderServer, clock: Clock
) -> None:
    add_ticket(conn, "t", cluster=None, location_name="Gate, geo:-1.25,36.8")
    add_ticket(
        conn, "own", cluster=None, location_name="-1.26, 36.75", latitude="-1.2", longitude="36.7"
    )

    report = run(conn, settings, clock)

    assert (report.stated, server.questions) == (1, [])
    assert position_of(conn, "t") == ("text", -1.25, 36.8)
    assert position_of(conn, "own") == ("feed", -1.2, 36.7)
    assert conn.execute("SELECT DISTINCT geo_precision FROM tickets.inc").fetchall() == [("point",)]
    assert misplaced(conn) == []
    assert run(conn, settings, clock).stated == 0


def test_a_position_set_without_a_region_counts_in_every_region(conn: Connection) -> None:
    by_hand = StoredAnswer("q", "manual", "manual", NAIROBI, is_manual=True)
    Geocodes(conn).save("location", [(Place("Likoni", "Gate"), by_hand)], is_by_hand=True)
    add_ticket(conn, "t", region="Mombasa", cluster="Likoni", location_name="Gate")

    geocode(conn)

    assert position_of(conn, "t") == ("manual", -1.29, 36.82)


def test_a_cluster_and_its_region_are_the_same_in_any_spelling(conn: Connection) -> None:
    spellings = [
        ("Mombasa", "Majengo"),
        (" MOMBASA\u200b", "MAJENGO "),
        ("mombasa\u00a0", "majengo"),
    ]
    for region, cluster in spellings:
        add_ticket(conn, region, region=region, cluster=cluster, location_name=None)

    geocode(conn)

    place_rows = conn.execute("SELECT region, cluster FROM tickets.geo_clusters").fetchall()
    assert [row[0] for row in place_rows] == ["mombasa"]
    assert {position_of(conn, region) for region, _ in spellings} == {("cluster", -4.05, 39.68)}
    assert misplaced(conn) == []
    by_hand = StoredAnswer("q", "manual", "manual", NAIROBI, is_manual=True)
    again = [(Place("maJengo", None, "MOMBASA"), by_hand), (Place("Majengo", None, ""), by_hand)]
    Geocodes(conn).save("cluster", again, is_by_hand=True)
    assert {position_of(conn, region) for region, _ in spellings} == {("cluster", -1.29, 36.82)}
    assert len(conn.execute("SELECT FROM tickets.geo_clusters").fetchall()) == 2


def test_a_cluster_placed_without_a_region_is_the_fall_back(conn: Connection) -> None:
    add_ticket(conn, "own", region="Mombasa", cluster="Majengo", location_name=None)
    add_ticket(conn, "other", region="Kisumu", cluster="MAJENGO", location_name=None)
    answers = [
        (Place("Majengo", None, region), StoredAnswer("q", "feed", "feed", spot))
        for region, spot in (("mombasa", MOMBASA), (None, NAIROBI))
    ]

    Geocodes(conn).save("cluster", answers)

    assert position_of(conn, "own") == ("cluster", -4.05, 39.66)
    assert position_of(conn, "other") == ("cluster", -1.29, 36.82)
    Geocodes(conn).forget("cluster", [Place("majengo ", None, "MOMBASA")])
    assert position_of(conn, "own") == ("cluster", -1.29, 36.82)
    assert misplaced(conn) == []


def test_an_address_found_at_another_cluster_keeps_its_own_cluster(conn: Connection) -> None:
    north = near(NAIROBI, 0, 0.12)
    far = Entry(near(NAIROBI, 0.01, 0.12), "neighbourhood", 0, ("Acacia",), "Nairobi")
    other = Entry(north, "neighbourhood", 0, ("Githurai",), "Nairobi")
    add_ticket(conn, "own", region="Nairobi", cluster="Majengo", location_name="Acacia")
    add_ticket(conn, "other", region="Nairobi", cluster="Githurai", location_name="Acacia")

    Geocoder(conn, GeocoderSettings(), Gazetteer([*ENTRIES, far, other])).run()

    assert position_of(conn, "own")[0] == "cluster"
    assert position_of(conn, "other") == ("location", -1.17, 36.83)
    row = conn.execute(
        "SELECT reason FROM tickets.geo_locations WHERE cluster = 'Majengo'"
    ).fetchone()
    assert row is not None
    assert row[0].startswith("nearer_cluster: 13.4 km from the cluster, 1.1 km")
