"""The query that every import asks finds questions exactly if a geocoding run would ask some."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fleettickets.domain.place import Place, Position, StoredAnswer
from fleettickets.geocoding.geocoder import Geocoder
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.store.connect import Connection
from fleettickets.store.geocodes import Geocodes
from fleettickets.store.open_questions import has_questions
from tests.support.tickets import add_ticket

SOMEWHERE = Position(36.77, -1.23)
CLUSTER = StoredAnswer("kitisuru", "locationiq", "suburb", SOMEWHERE)
LOCATION = replace(CLUSTER, query="kitisuru road", precision="street")
NOTHING = replace(LOCATION, precision="none", position=None, reason="no_match")
FEED = replace(CLUSTER, provider="feed", reason="locationiq: no_match")


def both(conn: Connection, settings: GeocoderSettings) -> bool:
    """Return whether there are questions, and that the run itself agrees."""
    found = has_questions(conn, settings.provider, settings.lifetime)
    tasks = Geocoder(conn, settings).dry_run().tasks
    assert found is any(tasks.values())
    assert Geocoder(conn, settings).count_questions() == sum(map(len, tasks.values()))
    return found


@pytest.mark.parametrize(
    ("cluster", "location", "expected"),
    [
        (None, None, True),
        (CLUSTER, None, True),
        (None, LOCATION, True),
        (CLUSTER, LOCATION, False),
        (CLUSTER, NOTHING, False),
        (CLUSTER, replace(NOTHING, provider="gazetteer"), True),
        (replace(NOTHING, query="kitisuru"), LOCATION, False),
        (replace(NOTHING, query="kitisuru", provider="nominatim"), LOCATION, True),
        (replace(CLUSTER, provider="gazetteer"), replace(LOCATION, provider="nominatim"), False),
        (FEED, LOCATION, False),
        (replace(FEED, reason="gazetteer: no_match"), NOTHING, False),
        (
            replace(CLUSTER, is_manual=True, provider="manual"),
            replace(LOCATION, is_manual=True, provider="manual"),
            False,
        ),
    ],
)
@pytest.mark.parametrize("table", ["inc", "crq"])
def test_it_agrees_with_the_run(  # noqa: PLR0913, PLR0917 - fixtures and a table
    conn: Connection,
    settings: GeocoderSettings,
    table: str,
    cluster: StoredAnswer | None,
    location: StoredAnswer | None,
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    add_ticket(conn, "t", table=table)
    store = Geocodes(conn)
    for kind, place, answer in [
        ("cluster", Place("Kitisuru"), cluster),
        ("location", Place("Kitisuru", "Kitisuru Rd"), location),
    ]:
        if answer:
            store.save(kind, [(place, answer)], is_by_hand=answer.is_manual)  # type: ignore[arg-type]

    assert both(conn, settings) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"is_actionable": "false", "normalized_status": "closed"}, True),
        ({"is_actionable": "false", "normalized_status": "closed", "cluster": None}, False),
        ({"is_actionable": "false", "cluster": None}, False),
        ({"location_name": None, "cluster": None}, False),
        ({"latitude": "-1.25", "longitude": "36.8", "cluster": None}, False),
        ({"cluster": None}, True),
        ({"location_name": None}, True),
    ],
)
def test_clusters_of_all_tickets_and_locations_of_open_ones_count(
    conn: Connection, settings: GeocoderSettings, values: dict[str, str], *, expected: bool
) -> None:
    add_ticket(conn, "t", **values)

    assert both(conn, settings) is expected


@pytest.mark.parametrize("expired", ["geo_clusters", "geo_locations"])
def test_an_expired_answer_is_a_question(
    conn: Connection, settings: GeocoderSettings, expired: str
) -> None:
    add_ticket(conn, "t")
    store = Geocodes(conn)
    store.save("cluster", [(Place("Kitisuru"), CLUSTER)])
    store.save("location", [(Place("Kitisuru", "Kitisuru Rd"), LOCATION)])
    limited = replace(settings, lifetime=timedelta(hours=1))
    assert not both(conn, limited)

    conn.execute(f"UPDATE tickets.{expired} SET asked_at = now() - interval '2 hours'".encode())

    assert both(conn, limited)
    assert not both(conn, settings)


def test_another_spelling_of_a_known_place_only_needs_its_answer(
    conn: Connection, settings: GeocoderSettings
) -> None:
    add_ticket(conn, "t", location_name=None)
    Geocodes(conn).save("cluster", [(Place("KITISURU,"), CLUSTER)])
    assert has_questions(conn, settings.provider, None)

    report = Geocoder(conn, settings).run()

    assert (report.questions, report.copied) == (0, 1)
    assert not both(conn, settings)


def test_another_case_of_a_known_cluster_is_the_same_cluster(
    conn: Connection, settings: GeocoderSettings
) -> None:
    Geocodes(conn).save("cluster", [(Place(" KITISURU\u200b"), CLUSTER)])

    add_ticket(conn, "t", location_name=None)

    assert not both(conn, settings)
    assert conn.execute("SELECT geo_source FROM tickets.inc").fetchone() == ("cluster",)
