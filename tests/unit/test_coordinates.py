"""Coordinates that an address contains, in every way in which people write them."""

import pytest

from fleettickets.domain.place import Area, Position, distance_m
from fleettickets.geocoding.coordinates import find_position

KENYA = Area(33.8, -4.8, 42.0, 5.6)
NAIROBI = Position(36.8219, -1.2921)


@pytest.mark.parametrize(
    "text",
    [
        "-1.2921, 36.8219",
        "Kangemi stage -1.2921,36.8219",
        "Pin: -1.2921 36.8219 (gate)",
        "36.8219, -1.2921",
        "S1.2921 E36.8219",
        "1.2921S, 36.8219E",
        "1.2921° S, 36.8219° E",
        "lat -1.2921 long 36.8219",
        "Lat: -1.2921, Lon: 36.8219",
        "1°17'31.6\"S 36°49'18.8\"E",
        "1° 17.527' S, 36° 49.314' E",
        "S 1° 17\u2032 31.6\u2033 E 36° 49\u2032 18.8\u2033",
        "https://www.google.com/maps?q=-1.2921,36.8219",
        "https://maps.google.com/?q=-1.2921%2C36.8219&z=17",
        "https://www.google.com/maps/@-1.2921,36.8219,17z",
        "https://www.google.com/maps/place/Park+Place/@-1.30,36.90,15z/data=!3d-1.2921!4d36.8219",
        "https://www.google.com/maps/search/?api=1&query=-1.2921,36.8219",
        "https://www.google.com/maps/place/-1.2921,+36.8219",
        "https://www.openstreetmap.org/?mlat=-1.2921&mlon=36.8219#map=12/-1.5/36.9",
        "https://www.openstreetmap.org/#map=17/-1.2921/36.8219",
        "geo:-1.2921,36.8219?z=17",
        "6GCRPR5C+5Q",
        "gate at 6gcrpr5c+5q Kangemi",
        "PR5C+5Q Nairobi",
        "Kangemi, PR5C+5Q",
    ],
)
def test_coordinates_are_found_however_they_are_written(text: str) -> None:
    found = find_position(text, KENYA, Position(36.75, -1.27))

    assert found is not None
    assert distance_m(found, NAIROBI) < 60


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kangemi",
        "0.000, 0.000",
        "42.3594, -71.0587",
        "0722 123456, Flat 12.5",
        "House 1.2, Block 36.8",
        "https://maps.app.goo.gl/abcDEF123",
        "https://www.google.com/maps/place/Park+Place",
        "WLD-FAT-12+3",
        "1°17'31.6\" 36°49'18.8\"",
        "912.2921, 836.8219",
    ],
)
def test_other_numbers_are_no_coordinates(text: str) -> None:
    assert find_position(text, KENYA, NAIROBI) is None


def test_a_short_plus_code_needs_the_cluster() -> None:
    assert find_position("PR5C+5Q", KENYA) is None


def test_without_a_service_area_any_place_of_the_globe_counts() -> None:
    assert find_position("42.3594, -71.0587", None) == Position(-71.0587, 42.3594)
