"""The geocoder's group of settings; which provider is used follows from the registry."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import urlsplit

from fleettickets.config.group import Group, setting
from fleettickets.config.kinds import TEXT, Kind, count, number
from fleettickets.errors import SettingError
from fleettickets.geocoding.registry import PROVIDERS, PUBLIC_HOSTS, ProviderKind, guess_provider

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SLOWEST = 1e-3
_RATE = number(1000, "a second")
_HOURS = number(1e6, "hours")


def _read_countries(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2}(?:,[a-z]{2})*", text.lower()):
        raise ValueError
    return text.lower()


def _read_lifetime(text: str) -> timedelta | None:
    hours = _HOURS.read(text)
    return timedelta(hours=hours) if hours else None


_URL = Kind(
    "an http:// or https:// address without user, password or query",
    lambda text: text.rstrip("/"),
    is_shown=False,
)
_COUNTRIES = Kind("two-letter codes such as ke,ug", _read_countries)
_INTERVAL = Kind(_RATE.expected, lambda text: 1 / max(_RATE.read(text), _SLOWEST), _RATE.unit)
_LIFETIME = Kind(_HOURS.expected, _read_lifetime, _HOURS.unit)
_FILE = Kind("a path", Path)


@dataclass(frozen=True, slots=True)
class GeocoderSettings(Group):
    """Which provider is asked, how often, and which of its answers are trusted."""

    title: ClassVar[str] = "Geocoder"

    provider: str = setting(
        "GEOCODER_PROVIDER",
        TEXT,
        f"one of {', '.join(PROVIDERS)}",
        unset=(guess_provider(has_key=False, has_url=False), "by key and URL"),
    )
    url: str = setting(
        "GEOCODER_URL", _URL, "address of the provider's server", unset=("", "the provider's own")
    )
    key: str = setting(
        "GEOCODER_KEY", TEXT, "key of the provider", unset=("", "none"), is_secret=True
    )
    country: str = setting(
        "GEOCODER_COUNTRY",
        _COUNTRIES,
        "countries to search, two-letter codes, comma-separated; an empty value: anywhere",
        "ke,ug",
    )
    budget: int = setting(
        "GEOCODER_BUDGET",
        count(1e8, "a UTC day"),
        "maximum requests, of all processes together",
        "5000",
    )
    interval_s: float = setting(
        "GEOCODER_RATE",
        _INTERVAL,
        "maximum requests; more than 1 only for a server of your own",
        "1",
    )
    timeout_s: float = setting(
        "GEOCODER_TIMEOUT_S", number(600, "s"), "how long to wait for a complete answer", "10"
    )
    max_km: float = setting(
        "GEOCODER_MAX_KM", number(20_000, "km"), "how far a location may be from its cluster", "25"
    )
    max_duplicates: int = setting(
        "GEOCODER_MAX_DUPLICATES",
        count(1e6),
        "reject a place that answered this many addresses, none of which names it",
        "5",
    )
    import_s: int = setting(
        "FLEETTICKETS_GEOCODE_S",
        count(86_400, "s"),
        "longest time that an import geocodes after its own work; 0: imports do not geocode",
        "100",
    )
    lifetime: timedelta | None = setting(
        "GEOCODER_CACHE_HOURS",
        _LIFETIME,
        "how long an answer is kept; 0: forever",
        unset=(None, "forever"),
    )
    gazetteer: Path | None = setting(
        "GEOCODER_GAZETTEER",
        _FILE,
        "a file made by `fleettickets gazetteer build`",
        unset=(None, "Kenya and Uganda, shipped"),
    )

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] = os.environ, *, provider: str | None = None
    ) -> Self:
        """Return the group as the environment sets it; ``provider`` overrides its setting.

        Without either, the provider follows from whether a key and a URL are set.

        Raises:
            SettingError: a value cannot be used, or one that the provider needs is absent.
        """
        # Without arguments, super() would look for the class from before slots were added.
        found = super(GeocoderSettings, cls).from_env(environ)
        is_named = environ.get(cls.setting("provider").name, "").strip()
        guess = guess_provider(has_key=bool(found.key), has_url=bool(found.url))
        name = provider or (found.provider if is_named else guess)
        kind = PROVIDERS.get(name)
        if kind is None:
            raise cls.setting("provider").refusal(name, expected=f"one of {', '.join(PROVIDERS)}")
        if kind.needs_key and not found.key:
            raise SettingError(cls.setting("key").name, "is not set")
        own = replace(
            found,
            provider=name,
            url=found.url or kind.default_url,
            key=found.key if kind.needs_key else "",
            country="" if environ.get(cls.setting("country").name) == "" else found.country,
        )
        if kind.is_remote:
            _check_address(own, kind)
        return own


def _check_address(settings: GeocoderSettings, kind: ProviderKind) -> None:
    """Refuse what is no HTTP address, a key in clear text, and a public server asked too fast."""
    url = settings.setting("url")
    if not settings.url:
        raise SettingError(url.name, "is not set")
    parts = urlsplit(settings.url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc or parts.query:
        raise url.refusal()
    if kind.needs_key and parts.scheme == "http" and host not in _LOOPBACK:
        raise url.refusal(expected="an https:// address, because the key is part of it")
    if settings.interval_s < 1 and host.endswith(PUBLIC_HOSTS):
        expected = f"at most 1 request a second for {host}"
        raise settings.setting("interval_s").refusal(expected=expected)
