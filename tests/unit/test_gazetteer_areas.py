"""Areas whose names contradict their positions are exchanged."""

from fleettickets.domain.place import Position
from fleettickets.geocoding.gazetteer_areas import exchange_opposites
from fleettickets.geocoding.gazetteer_file import AREA_RANK, Entry, read_shipped


def area(name: str, longitude: float, latitude: float, county: str = "Kajiado") -> Entry:
    return Entry(Position(longitude, latitude), "suburb", AREA_RANK, (name,), county)


def test_an_east_that_lies_west_is_exchanged_with_its_west() -> None:
    entries = [area("Kajiado East", 36.4, -1.7), area("Kajiado West", 37.1, -1.9)]

    east, west = exchange_opposites(entries)

    assert (east.names, east.position.longitude) == (("Kajiado East",), 37.1)
    assert (west.names, west.position.longitude) == (("Kajiado West",), 36.4)
    assert list(exchange_opposites([east, west])) == [east, west]


def test_pairs_of_different_counties_and_single_areas_stay() -> None:
    entries = [
        area("Central East", 36.4, -1.7),
        area("Central West", 37.1, -1.9, "Nakuru"),
        area("Narok South", 35.6, -1.5, "Narok"),
        area("Mbooni North", 37.4, -1.6, "Makueni"),
        area("Mbooni South", 37.4, -1.9, "Makueni"),
    ]

    assert list(exchange_opposites(entries)) == entries


def test_the_included_areas_agree_with_their_names() -> None:
    areas = [entry for entry in read_shipped() if entry.rank == AREA_RANK]

    assert len(areas) == 290
    assert list(exchange_opposites(areas)) == areas
