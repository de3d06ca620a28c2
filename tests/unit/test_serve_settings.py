import pytest

from fleettickets.config import ServeSettings
from fleettickets.errors import SettingError


def test_everything_has_a_default() -> None:
    assert ServeSettings.from_env({}) == ServeSettings()


def test_settings_are_read_in_their_units() -> None:
    settings = ServeSettings.from_env(
        {
            "FLEETTICKETS_CACHE_MIB": "2",
            "FLEETTICKETS_POOL_SIZE": "3",
            "FLEETTICKETS_TOKEN_TRIES": "4",
            "FLEETTICKETS_TOKEN_TRIES_A_MINUTE": "5",
            "FLEETTICKETS_PROXIES": "10.0.0.1, 10.0.0.2",
        }
    )

    assert (settings.cache_bytes, settings.pool_size) == (2 << 20, 3)
    assert (settings.token_tries, settings.token_tries_a_minute) == (4, 5)
    assert settings.proxies == ("10.0.0.1", "10.0.0.2")


@pytest.mark.parametrize("value", ["*", "0.0.0.0/0", "::/0", "proxy", "10.0.0.1, *", "10.0.0.1/8"])
def test_a_proxy_that_could_be_any_client_is_rejected(value: str) -> None:
    with pytest.raises(SettingError, match="FLEETTICKETS_PROXIES"):
        ServeSettings.from_env({"FLEETTICKETS_PROXIES": value})


def test_a_network_of_proxies_is_accepted() -> None:
    settings = ServeSettings.from_env({"FLEETTICKETS_PROXIES": "10.0.0.0/8 2001:db8::1"})
    assert settings.proxies == ("10.0.0.0/8", "2001:db8::1")


@pytest.mark.parametrize(("value", "expected"), [("", False), ("no", False), ("TRUE", True)])
def test_a_flag_is_read_from_words(value: str, *, expected: bool) -> None:
    settings = ServeSettings.from_env({"FLEETTICKETS_REQUIRE_TOKEN": value})
    assert settings.is_token_required is expected
    with pytest.raises(SettingError, match="expected true or false"):
        ServeSettings.from_env({"FLEETTICKETS_REQUIRE_TOKEN": f"{value}maybe"})


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "9" * 9])
def test_what_is_not_a_number_is_rejected(value: str) -> None:
    with pytest.raises(SettingError, match="FLEETTICKETS_POOL_SIZE"):
        ServeSettings.from_env({"FLEETTICKETS_POOL_SIZE": value})


@pytest.mark.parametrize(
    ("url", "more", "origins"),
    [
        ("", "", ()),
        ("/basemap/style.json", "", ()),
        ("https://tiles.example/s.json?key=x", "", ("https://tiles.example",)),
        ("http://10.0.0.7:8000/s.json", "", ("http://10.0.0.7:8000",)),
        (
            "https://tiles.example/s.json",
            "https://*.fonts.example https://tiles.example",
            ("https://tiles.example", "https://*.fonts.example"),
        ),
    ],
)
def test_the_styles_origins_are_its_own_and_the_further_ones(
    url: str, more: str, origins: tuple[str, ...]
) -> None:
    settings = ServeSettings.from_env({"MAP_STYLE_URL": url, "MAP_STYLE_ORIGINS": more})

    assert settings.map_style_origins == origins
    assert settings.map_style_url == (url or None)


@pytest.mark.parametrize(
    "url",
    [
        "tiles.example/s.json",
        "ftp://tiles.example/s.json",
        "https://",
        "https://*",
        "https://tiles.example; script-src *",
        "https://a b/",
        "javascript:alert(1)",
        "https://tiles.example:x/",
    ],
)
def test_an_origin_cannot_widen_the_policy(url: str) -> None:
    try:
        origins = ServeSettings.from_env({"MAP_STYLE_URL": url}).map_style_origins
    except SettingError:
        return
    assert origins == ("https://tiles.example",)
