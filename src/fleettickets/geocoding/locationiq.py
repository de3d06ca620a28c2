"""LocationIQ, as https://docs.locationiq.com describes its search, errors and balance."""

from typing import Any

from fleettickets.domain.place import Candidate, Question
from fleettickets.errors import GeocoderFaultError, GeocoderRefusedError, RateLimitedError
from fleettickets.geocoding.http import Answer, JsonService
from fleettickets.geocoding.nominatim import (
    failure,
    part_of,
    read_areas,
    read_country,
    read_position,
    search_fields,
    tidy,
)
from fleettickets.geocoding.settings import GeocoderSettings
from fleettickets.geocoding.streets import coarsen_streets

_OK, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _TOO_MANY = 200, 401, 403, 404, 429
_NO_MATCH = "unable to geocode"

# https://docs.locationiq.com/docs/match-quality
_PRECISIONS = {
    "venue": "venue",
    "building": "building",
    "street": "street",
    "neighbourhood": "neighbourhood",
    "island": "suburb",
    "borough": "suburb",
    "city": "city",
    "county": "county",
    "state": "state",
    "country": "country",
    "marine": "country",
    "postalcode": "city",
}


class LocationIQ:
    """A provider with a key, which its errors never show."""

    name = "locationiq"
    is_metered = True

    def __init__(self, settings: GeocoderSettings) -> None:
        self._service = JsonService(self.name, settings.url, settings.timeout_s)
        self._key = settings.key
        self._country = settings.country

    def __repr__(self) -> str:
        return "LocationIQ()"

    def search(self, question: Question) -> list[Candidate]:
        """Search for the text, inside the box around the cluster if its position is known."""
        fields = {"key": self._key, "format": "json", "matchquality": "1", "dedupe": "1"}
        answer = self._service.get("/search", fields | search_fields(question, self._country))
        message = _message(answer)
        if answer.status == _NOT_FOUND and message == _NO_MATCH:
            return []
        if answer.status != _OK:
            raise self._error(answer.status, message)
        if not isinstance(answer.content, list):
            raise GeocoderFaultError(self.name, "the answer is not a list of places")
        candidates = [self._candidate(item) for item in answer.content]
        return coarsen_streets(answer.content, candidates)

    def balance(self) -> int | None:
        """Return the remaining requests, daily and bonus (https://docs.locationiq.com/docs/balance-api)."""
        answer = self._service.get("/balance", {"key": self._key, "format": "json"})
        if answer.status in {_UNAUTHORIZED, _FORBIDDEN, _TOO_MANY}:
            raise self._error(answer.status, _message(answer))
        try:
            balance = answer.content["balance"]
            return int(balance["day"]) + int(balance.get("bonus") or 0)
        except (TypeError, KeyError, ValueError):
            return None

    def _error(
        self, status: int, message: str
    ) -> RateLimitedError | GeocoderRefusedError | GeocoderFaultError:
        """Translate https://docs.locationiq.com/docs/errors; unknown messages are not repeated."""
        if status == _TOO_MANY:
            periods = (period for period in ("second", "minute", "day") if period in message)
            return RateLimitedError(self.name, next(periods, "minute"))
        refusals = {
            _UNAUTHORIZED: "the key is not active" if "active" in message else "the key is wrong",
            _FORBIDDEN: (
                "the service is not enabled for this key"
                if "not enabled" in message
                else "access is restricted for this key"
            ),
            _NOT_FOUND: "the address has no such service",
        }
        if status in refusals:
            return GeocoderRefusedError(self.name, f"{refusals[status]} (status {status})")
        return failure(self.name, status)

    def _candidate(self, item: Any) -> Candidate:  # noqa: ANN401 - JSON
        position = read_position(self.name, item)
        quality = part_of(item, "matchquality")
        names = str(item.get("display_name") or "").split(",")
        return Candidate(
            position,
            _own_name(names),
            _PRECISIONS.get(str(quality.get("matchlevel")), "city"),
            read_country(item),
            is_exact=quality.get("matchcode") == "exact",
            areas=read_areas(item),
        )


def _own_name(names: list[str]) -> str:
    """Return the first part that is more than a house number."""
    return next((tidy(name) for name in names if any(map(str.isalpha, name))), "")


def _message(answer: Answer) -> str:
    if isinstance(answer.content, dict):
        return str(answer.content.get("error") or "").strip().lower()
    return ""
