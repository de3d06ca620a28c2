"""A remote answer is called a street only if every point of the street is within a kilometre."""

import pytest

from fleettickets.domain.place import Question
from fleettickets.geocoding.locationiq import LocationIQ
from fleettickets.geocoding.nominatim import Nominatim
from fleettickets.geocoding.settings import GeocoderSettings
from tests.support.geocoder_server import KEY, GeocoderServer, found, place


def road(name: str, latitude: float, reach: float, longitude: float = 36.77) -> dict[str, object]:
    """A street of both services, with a box that reaches so many degrees from its point."""
    sides = (latitude - reach, latitude + reach, longitude - reach, longitude + reach)
    return place(
        lat=str(latitude),
        lon=str(longitude),
        name=name,
        display_name=f"{name}, Nairobi, Kenya",
        boundingbox=[f"{side:.7f}" for side in sides],
        matchquality={"matchcode": "exact", "matchtype": "centroid", "matchlevel": "street"},
        place_rank=26,
        addresstype="road",
        category="highway",
    )


@pytest.mark.parametrize("provider", ["nominatim", "locationiq"])
def test_only_a_short_street_is_precise(provider: str, server: GeocoderServer) -> None:
    settings = GeocoderSettings(provider, server.url, KEY)
    own = Nominatim(settings) if provider == "nominatim" else LocationIQ(settings)
    server.replies = [
        found(
            road("Church Road", -1.233, 0.006),
            road("Ngong Road", -1.29, 0.05),
            # Two pieces of one street, two kilometres apart; and another street of that name.
            road("Mpaka Road", -1.25, 0.002),
            road("Mpaka Road", -1.268, 0.002),
            road("Hill Lane", -1.3, 0.003),
            road("Hill Lane", -1.5, 0.003),
            place(name="Kitisuru", place_rank=19, addresstype="suburb", category="place"),
        )
    ]

    candidates = own.search(Question("church road"))

    assert [each.precision == "street" for each in candidates] == [
        *(True, False),
        *(False, False),
        *(True, True),
        False,
    ]
    assert candidates[1].precision == "suburb"
