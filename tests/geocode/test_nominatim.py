"""Nominatim's answers, over HTTP."""

import json

import pytest

from fleettickets.domain.place import Candidate, Position, Question
from fleettickets.errors import (
    FleetTicketsError,
    GeocoderFaultError,
    GeocoderRefusedError,
    RateLimitedError,
    SettingError,
)
from fleettickets.geocoding.nominatim import Nominatim
from fleettickets.geocoding.settings import GeocoderSettings
from tests.support.geocoder_server import GeocoderServer, Reply, found

PLACE = {
    "lat": "-1.233",
    "lon": "36.77",
    "name": "Kitisuru",
    "display_name": "Kitisuru, Nairobi, Kenya",
    "place_rank": 19,
    "addresstype": "suburb",
    "category": "place",
    "address": {"country_code": "ke"},
}


@pytest.fixture
def nominatim(server: GeocoderServer) -> Nominatim:
    return Nominatim(GeocoderSettings("nominatim", server.url))


def test_a_place_is_read_with_its_rank(nominatim: Nominatim, server: GeocoderServer) -> None:
    road = PLACE | {"place_rank": 26, "name": "Church Road"}
    house = PLACE | {"place_rank": 28, "addresstype": "building", "name": None}
    server.replies = [found(PLACE, road, house)]

    assert nominatim.search(Question("kitisuru")) == [
        Candidate(Position(36.77, -1.233), "Kitisuru", "suburb", "ke"),
        Candidate(Position(36.77, -1.233), "Church Road", "street", "ke"),
        Candidate(Position(36.77, -1.233), "Kitisuru", "building", "ke"),
    ]
    assert server.searches == [
        {
            "q": "kitisuru",
            "format": "jsonv2",
            "addressdetails": "1",
            "limit": "5",
            "countrycodes": "ke,ug",
        }
    ]


def test_its_terms_are_kept(nominatim: Nominatim, server: GeocoderServer) -> None:
    """https://operations.osmfoundation.org/policies/nominatim/: a name of one's own, 1 a second."""
    server.replies = [found()]
    nominatim.search(Question("kitisuru", Position(36.77, -1.233), 25_000))

    assert server.searches[0]["viewbox"] == "36.54512,-1.45783,36.99488,-1.00817"
    assert server.searches[0]["bounded"] == "1"
    assert {agent.partition("/")[0] for agent in server.agents} == {"fleettickets"}
    public = {"GEOCODER_URL": "https://nominatim.openstreetmap.org", "GEOCODER_RATE": "1.5"}
    with pytest.raises(SettingError, match="1 request a second"):
        GeocoderSettings.from_env(public)


def test_an_empty_list_is_a_final_no(nominatim: Nominatim, server: GeocoderServer) -> None:
    server.replies = [found()]

    assert nominatim.search(Question("kitisuru")) == []


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ((429, b""), RateLimitedError),
        ((403, b""), GeocoderRefusedError),
        ((404, b""), GeocoderRefusedError),
        ((500, b""), GeocoderFaultError),
        ((200, json.dumps({"error": "x"}).encode()), GeocoderFaultError),
    ],
)
def test_each_failure_raises_its_error(
    nominatim: Nominatim, server: GeocoderServer, reply: Reply, kind: type[FleetTicketsError]
) -> None:
    server.replies = [reply]

    with pytest.raises(kind):
        nominatim.search(Question("kitisuru"))
