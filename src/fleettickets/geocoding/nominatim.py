"""Any Nominatim server (https://nominatim.org/release-docs/latest/api/Search/)."""

from typing import Any

from fleettickets.domain.place import Candidate, Position, Question, box_around
from fleettickets.errors import GeocoderFaultError, GeocoderRefusedError, RateLimitedError
from fleettickets.geocoding.http import JsonService
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.geocoding.streets import coarsen_streets

_OK, _FORBIDDEN, _NOT_FOUND, _TOO_MANY = 200, 403, 404, 429
# The request itself is at fault, so that a retry would fail too.
_BAD_REQUEST = {400, 414, 422}
_MAX_CANDIDATES = 5

# By the address rank that Nominatim gives a place:
# https://nominatim.org/release-docs/latest/customize/Ranking/
_RANKS = (
    (4, "country"),
    (9, "state"),
    (12, "county"),
    (16, "city"),
    (19, "suburb"),
    (25, "neighbourhood"),
    (27, "street"),
    (29, "building"),
    (30, "venue"),
)
_BUILDINGS = {"building", "house"}
_AREA_KEYS = ("county", "state_district", "state", "region", "city", "town", "municipality")


class Nominatim:
    """A provider without a key."""

    name = "nominatim"
    is_metered = True

    def __init__(self, settings: GeocoderSettings) -> None:
        self._service = JsonService(self.name, settings.url, settings.timeout_s)
        self._country = settings.country

    def search(self, question: Question) -> list[Candidate]:
        """Search for the text, inside the box around the cluster if its position is known."""
        fields = {"format": "jsonv2"} | search_fields(question, self._country)
        answer = self._service.get("/search", fields)
        if answer.status == _TOO_MANY:
            raise RateLimitedError(self.name, "minute")
        if answer.status == _FORBIDDEN:
            raise GeocoderRefusedError(self.name, "access is forbidden (403)")
        if answer.status == _NOT_FOUND:
            raise GeocoderRefusedError(self.name, "the address has no such service (404)")
        if answer.status != _OK:
            raise failure(self.name, answer.status)
        if not isinstance(answer.content, list):
            raise GeocoderFaultError(self.name, "the answer is not a list of places")
        candidates = [self._candidate(item) for item in answer.content]
        return coarsen_streets(answer.content, candidates)

    def balance(self) -> int | None:
        """Return None: it does not report a balance."""
        return None

    def _candidate(self, item: Any) -> Candidate:  # noqa: ANN401 - JSON
        position = read_position(self.name, item)
        name = item.get("name") or str(item.get("display_name") or "").split(",")[0]
        return Candidate(
            position,
            tidy(str(name)),
            _precision(item),
            read_country(item),
            areas=read_areas(item),
        )


def search_fields(question: Question, country: str) -> dict[str, str]:
    """Return the search parameters that LocationIQ and Nominatim share."""
    fields = {
        "q": _without_landmarks(question),
        "limit": str(_MAX_CANDIDATES),
        "addressdetails": "1",
    }
    if country:
        fields["countrycodes"] = country
    box = question.region.box if question.region else None
    if question.near is not None:
        box = box_around(question.near, question.radius_m)
    if box is not None:
        fields["viewbox"] = ",".join(f"{degrees:.5f}" for degrees in box)
        fields["bounded"] = "1"
    return fields


def _without_landmarks(question: Question) -> str:
    """Return the text without landmarks, if it names another place."""
    parts = question.text.split(", ")
    return ", ".join([part for part in parts if part not in question.landmarks] or parts)


def read_areas(item: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON
    """Return the names in the place's address that may be its county or city."""
    address = part_of(item, "address")
    return tuple(tidy(str(address[key])) for key in _AREA_KEYS if address.get(key))


def read_position(provider: str, item: Any) -> Position:  # noqa: ANN401 - JSON
    """Return the place's position, which both services write as text.

    Raises:
        GeocoderFaultError: the place has none, or it is off the globe.
    """
    try:
        position = Position(float(item["lon"]), float(item["lat"]))
    except (TypeError, KeyError, ValueError):
        raise GeocoderFaultError(provider, "the answer has a place without a position") from None
    if not (abs(position.longitude) <= 180 and abs(position.latitude) <= 90):  # noqa: PLR2004
        raise GeocoderFaultError(provider, "the answer has a place off the globe")
    return position


def read_country(item: Any) -> str | None:  # noqa: ANN401 - JSON
    """Return the code of the place's country, if the provider gives it."""
    return str(part_of(item, "address").get("country_code") or "").lower() or None


def part_of(item: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return the object inside the object; empty if there is none."""
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def tidy(name: str) -> str:
    """Return the name without characters that the database cannot store."""
    return "".join(char for char in name if char.isprintable()).strip()


def failure(provider: str, status: int) -> GeocoderFaultError:
    """Return the error for an unexpected status."""
    is_lasting = status in _BAD_REQUEST
    return GeocoderFaultError(provider, f"it failed with status {status}", is_lasting=is_lasting)


def _precision(item: Any) -> str:  # noqa: ANN401 - JSON
    if item.get("addresstype") in _BUILDINGS or item.get("category") in _BUILDINGS:
        return "building"
    try:
        rank = int(item["place_rank"])
    except (TypeError, KeyError, ValueError):
        return "city"
    return next((precision for highest, precision in _RANKS if rank <= highest), "venue")
