"""Settings of geocoding, read from the environment once and handed down."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from fleettickets.errors import SettingError
from fleettickets.geocoding.registry import PROVIDERS, PUBLIC_HOSTS, guess_provider

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """Which provider is asked, how often, and what of its answers is believed."""

    provider: str = "gazetteer"
    url: str = ""
    key: str = field(default="", repr=False)
    country: str = "ke"
    """Two lower-case letters, or several parted by commas; empty: anywhere."""
    budget: int = 5_000
    """Most requests a UTC day, of all processes together."""
    interval_s: float = 1.0
    timeout_s: float = 10.0
    max_km: float = 25.0
    """How far from its cluster a location may lie."""
    max_duplicates: int = 5
    """So many questions may share one answer that none of them names."""
    lifetime: timedelta | None = None
    """How long an answer lasts; None: for ever."""
    gazetteer: Path | None = None
    """A file made by ``gazetteer build``; None: the one that is shipped."""

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] = os.environ, *, provider: str | None = None
    ) -> Self:
        """Read ``GEOCODER_*``; ``provider`` takes precedence over ``GEOCODER_PROVIDER``.

        Without either, a key means LocationIQ, a URL alone Nominatim, and neither the gazetteer.

        Raises:
            SettingError: a value cannot be used, or one that the provider needs is absent.
        """
        values = {name: text.strip() for name, text in environ.items()}
        key, url = values.get("GEOCODER_KEY", ""), values.get("GEOCODER_URL", "").rstrip("/")
        guess = guess_provider(has_key=bool(key), has_url=bool(url))
        chosen = provider or values.get("GEOCODER_PROVIDER") or guess
        kind = PROVIDERS.get(chosen)
        if kind is None:
            problem = f"expected one of {', '.join(PROVIDERS)}, got {chosen!r}"
            raise SettingError("GEOCODER_PROVIDER", problem)
        if kind.needs_key and not key:
            raise SettingError("GEOCODER_KEY", "is not set")
        url = url or kind.default_url
        if kind.is_remote:
            _check_url(url, is_keyed=kind.needs_key)
        rate = _number(values, "GEOCODER_RATE", 1.0, 1000.0)
        if rate > 1 and kind.is_remote and _host(url).endswith(PUBLIC_HOSTS):
            raise SettingError("GEOCODER_RATE", "this provider allows 1 request a second")
        hours = _number(values, "GEOCODER_CACHE_HOURS", 0.0, 1e6)
        gazetteer = values.get("GEOCODER_GAZETTEER")
        return cls(
            provider=chosen,
            url=url,
            key=key if kind.needs_key else "",
            country=_countries(values.get("GEOCODER_COUNTRY", "ke").lower()),
            budget=int(_number(values, "GEOCODER_BUDGET", 5_000, 1e8)),
            interval_s=1 / max(rate, 1e-3),
            timeout_s=_number(values, "GEOCODER_TIMEOUT_S", 10.0, 600.0),
            max_km=_number(values, "GEOCODER_MAX_KM", 25.0, 20_000.0),
            max_duplicates=int(_number(values, "GEOCODER_MAX_DUPLICATES", 5, 1e6)),
            lifetime=timedelta(hours=hours) if hours else None,
            gazetteer=Path(gazetteer) if gazetteer else None,
        )


def _number(values: Mapping[str, str], name: str, default: float, limit: float) -> float:
    text = values.get(name) or str(default)
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= limit:
        raise SettingError(name, f"expected a number from 0 to {limit:g}, got {text!r}")
    return number


def _countries(text: str) -> str:
    if not re.fullmatch(r"(?:[a-z]{2}(?:,[a-z]{2})*)?", text):
        raise SettingError("GEOCODER_COUNTRY", f"expected codes such as ke,ug, got {text!r}")
    return text


def _check_url(url: str, *, is_keyed: bool) -> None:
    """Refuse what is no HTTP address, and a key that would travel in the clear."""
    scheme = urlsplit(url).scheme
    if scheme not in {"http", "https"} or not _host(url):
        raise SettingError("GEOCODER_URL", "is not set to an http:// or https:// address")
    if is_keyed and scheme == "http" and _host(url) not in _LOOPBACK:
        raise SettingError("GEOCODER_URL", "must be https://, because the key is part of it")
    if "@" in urlsplit(url).netloc or urlsplit(url).query:
        raise SettingError("GEOCODER_URL", "must hold no user, password or query")


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
