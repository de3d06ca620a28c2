"""A database URL that cannot be used is explained without showing it."""

import pytest

from fleettickets.errors import SettingError, StoreError
from fleettickets.store.connect import connect


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:seKret/part@127.0.0.1/x",
        "postgresql://user:pa@seKret@127.0.0.1/x",
        "postgres//user:seKret@host",
        "host=a seKret",
        "host=a passwrd=seKret",
    ],
)
def test_an_unusable_url_is_a_setting_error_that_hides_it(url: str) -> None:
    with pytest.raises(SettingError) as caught:
        connect(url)

    assert "seKret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["postgresql://u:seKret@127.0.0.1:1/x", "host=127.0.0.1 port=1 password=seKret"]
)
def test_an_unavailable_server_is_a_store_error_that_hides_the_password(url: str) -> None:
    with pytest.raises(StoreError, match="Connection refused") as caught:
        connect(url)

    assert "seKret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_password_in_the_servers_message_is_hidden() -> None:
    with pytest.raises(StoreError) as caught:
        connect("host=seKret.invalid password=seKret")

    assert "seKret" not in str(caught.value)
