"""Every registered provider can be made, has the name that it is registered under, and a doc."""

from pathlib import Path

import pytest

from fleettickets.geocoding.registry import PROVIDERS, guess_provider, make_provider
from fleettickets.geocoding.settings import GeocoderSettings

GUIDE = Path(__file__).parents[2] / "docs" / "geocoding.md"


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_registered_provider_can_be_made_and_has_its_name(name: str) -> None:
    url = PROVIDERS[name].default_url or "https://geocoder.example"
    settings = GeocoderSettings.from_env(
        {"GEOCODER_PROVIDER": name, "GEOCODER_KEY": "secret", "GEOCODER_URL": url}
    )

    provider = make_provider(settings)

    assert provider.name == name
    assert provider.is_metered is PROVIDERS[name].is_remote
    assert settings.key == ("secret" if PROVIDERS[name].needs_key else "")


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_registered_provider_is_documented(name: str) -> None:
    assert f"`{name}`" in GUIDE.read_text(encoding="utf-8")


def test_what_is_set_chooses_the_provider() -> None:
    assert guess_provider(has_key=True, has_url=False) == "locationiq"
    assert guess_provider(has_key=True, has_url=True) == "locationiq"
    assert guess_provider(has_key=False, has_url=True) == "nominatim"
    assert guess_provider(has_key=False, has_url=False) == "gazetteer"
