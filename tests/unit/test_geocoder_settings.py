"""GEOCODER_* settings: which provider is chosen, and which values are rejected."""

from datetime import timedelta
from pathlib import Path

import pytest

from fleettickets.errors import SettingError
from fleettickets.geocoding.registry import PROVIDERS
from fleettickets.geocoding.settings import GeocoderSettings

KEY = "pk.seKret"
LOCATIONIQ_URL = PROVIDERS["locationiq"].default_url


@pytest.mark.parametrize(
    ("environ", "provider", "url"),
    [
        ({}, "gazetteer", ""),
        ({"GEOCODER_KEY": KEY}, "locationiq", LOCATIONIQ_URL),
        (
            {"GEOCODER_KEY": KEY, "GEOCODER_URL": "https://eu1.locationiq.com/v1/"},
            "locationiq",
            "https://eu1.locationiq.com/v1",
        ),
        ({"GEOCODER_URL": "http://nominatim.lan"}, "nominatim", "http://nominatim.lan"),
        ({"GEOCODER_KEY": KEY, "GEOCODER_PROVIDER": "gazetteer"}, "gazetteer", ""),
    ],
)
def test_the_provider_follows_from_what_is_set(
    environ: dict[str, str], provider: str, url: str
) -> None:
    settings = GeocoderSettings.from_env(environ)

    assert (settings.provider, settings.url) == (provider, url)
    assert "seKret" not in repr(settings)


def test_every_setting_is_read() -> None:
    environ = {
        "GEOCODER_COUNTRY": "UG,ke",
        "GEOCODER_BUDGET": "100",
        "GEOCODER_RATE": "0.5",
        "GEOCODER_TIMEOUT_S": "3",
        "GEOCODER_MAX_KM": "10",
        "GEOCODER_MAX_DUPLICATES": "7",
        "GEOCODER_CACHE_HOURS": "48",
        "GEOCODER_GAZETTEER": "/data/ug.tsv.xz",
    }

    assert GeocoderSettings.from_env(environ) == GeocoderSettings(
        country="ug,ke",
        budget=100,
        interval_s=2.0,
        timeout_s=3.0,
        max_km=10.0,
        max_duplicates=7,
        lifetime=timedelta(hours=48),
        gazetteer=Path("/data/ug.tsv.xz"),
    )


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"GEOCODER_PROVIDER": "google"}, "GEOCODER_PROVIDER"),
        ({"GEOCODER_PROVIDER": "locationiq"}, "GEOCODER_KEY"),
        ({"GEOCODER_PROVIDER": "nominatim"}, "GEOCODER_URL"),
        ({"GEOCODER_URL": "nominatim.lan"}, "GEOCODER_URL"),
        ({"GEOCODER_URL": "https://user:seKret@nominatim.lan"}, "GEOCODER_URL"),
        ({"GEOCODER_KEY": KEY, "GEOCODER_URL": "http://eu1.locationiq.com/v1"}, "GEOCODER_URL"),
        ({"GEOCODER_KEY": KEY, "GEOCODER_RATE": "2"}, "GEOCODER_RATE"),
        ({"GEOCODER_BUDGET": "many"}, "GEOCODER_BUDGET"),
        ({"GEOCODER_COUNTRY": "Kenya"}, "GEOCODER_COUNTRY"),
        ({"GEOCODER_COUNTRY": "ke,"}, "GEOCODER_COUNTRY"),
        ({"GEOCODER_MAX_KM": "-1"}, "GEOCODER_MAX_KM"),
        ({"GEOCODER_TIMEOUT_S": "nan"}, "GEOCODER_TIMEOUT_S"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_without_the_key(
    environ: dict[str, str], name: str
) -> None:
    with pytest.raises(SettingError, match=name) as caught:
        GeocoderSettings.from_env(environ)

    assert "seKret" not in str(caught.value)
