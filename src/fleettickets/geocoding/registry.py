"""Every geocoding provider, in one table that settings, ``--help`` and the choice of one read.

A provider is a module with a class that satisfies ``Provider``, a function here that makes one, and
a line in ``PROVIDERS``. Its module is loaded only when it is chosen, because most runs need none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fleettickets.geocoding.provider import Provider

if TYPE_CHECKING:
    from fleettickets.geocoding.settings import GeocoderSettings

# ruff: noqa: PLC0415 - a provider's module is loaded when it is chosen


@dataclass(frozen=True, slots=True)
class ProviderKind:
    """What a provider needs, and how to make it."""

    make: "Callable[[GeocoderSettings], Provider]"
    meaning: str
    """A few words for ``--help``."""
    is_remote: bool = True
    """Whether it is asked over HTTP, at ``GEOCODER_URL``."""
    needs_key: bool = False
    """Whether it needs ``GEOCODER_KEY``, which then is part of the address."""
    default_url: str = ""
    """Its address if ``GEOCODER_URL`` is not set; empty: it must be set."""
    public_host: str | None = None
    """The domain of the public service, which allows 1 request a second."""


def _locationiq(settings: "GeocoderSettings") -> Provider:
    from fleettickets.geocoding.locationiq import LocationIQ

    return LocationIQ(settings)


def _nominatim(settings: "GeocoderSettings") -> Provider:
    from fleettickets.geocoding.nominatim import Nominatim

    return Nominatim(settings)


def _gazetteer(settings: "GeocoderSettings") -> Provider:
    from fleettickets.geocoding.gazetteer_file import read_gazetteer
    from fleettickets.geocoding.gazetteer_search import Gazetteer, shipped_gazetteer

    path = settings.gazetteer
    return Gazetteer(read_gazetteer(path)) if path else shipped_gazetteer()


PROVIDERS: Mapping[str, ProviderKind] = {
    "locationiq": ProviderKind(
        _locationiq,
        "locationiq.com, with a key",
        needs_key=True,
        default_url="https://us1.locationiq.com/v1",
        public_host="locationiq.com",
    ),
    "nominatim": ProviderKind(_nominatim, "a Nominatim server", public_host="openstreetmap.org"),
    "gazetteer": ProviderKind(_gazetteer, "a file of places, offline", is_remote=False),
}
"""By the name that ``GEOCODER_PROVIDER`` and the stored answers have for it."""

PUBLIC_HOSTS = tuple(kind.public_host for kind in PROVIDERS.values() if kind.public_host)


def guess_provider(*, has_key: bool, has_url: bool) -> str:
    """Return the first provider for which everything that is set is needed, and nothing is missing.

    A key means the first with a key; a URL alone, the first without one; neither, the first that
    is not remote.
    """
    return next(
        name
        for name, kind in PROVIDERS.items()
        if kind.needs_key == has_key and (has_key or kind.is_remote == has_url)
    )


def make_provider(settings: "GeocoderSettings") -> Provider:
    """Return the provider that the settings name.

    Raises:
        GazetteerError: the gazetteer cannot be read.
    """
    return PROVIDERS[settings.provider].make(settings)
