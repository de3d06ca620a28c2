"""What answers questions about places, and which implementation the settings choose."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from fleettickets.domain.place import Candidate, Question
from fleettickets.geocoding.settings import GeocoderSettings

if TYPE_CHECKING:
    from fleettickets.geocoding.gazetteer_file import Entry


class Provider(Protocol):
    """Answers questions one by one."""

    name: str
    is_metered: bool
    """Whether requests are counted and paced; else questions may be asked in bulk."""

    def search(self, question: Question) -> list[Candidate]:
        """Return what the text may mean, the likeliest first; empty for a final no.

        Raises:
            RateLimitedError: it asks for patience.
            GeocoderFaultError: it gives no usable answer now.
            GeocoderRefusedError: it refuses the key or the service.
        """

    def balance(self) -> int | None:
        """Return how many requests it will still take this UTC day, or None if it doesn't say.

        Raises:
            as ``search``.
        """


def make_provider(settings: GeocoderSettings) -> Provider:
    """Return the provider that the settings name; its libraries are loaded only now.

    Raises:
        GazetteerError: the gazetteer cannot be read.
    """
    if settings.provider == "gazetteer":
        gazetteer = import_module("fleettickets.geocoding.gazetteer_search").Gazetteer
        provider: Provider = gazetteer(_entries(settings))
        return provider
    module = import_module(f"fleettickets.geocoding.{settings.provider}")
    kind = module.LocationIQ if settings.provider == "locationiq" else module.Nominatim
    remote: Provider = kind(settings)
    return remote


def _entries(settings: GeocoderSettings) -> "list[Entry]":
    from fleettickets.geocoding.gazetteer_file import (  # noqa: PLC0415 - as heavy as the provider
        read_gazetteer,
        read_shipped,
    )

    return read_gazetteer(settings.gazetteer) if settings.gazetteer else read_shipped()
