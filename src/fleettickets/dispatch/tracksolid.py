"""Where devices are, from the API of Tracksolid Pro (docs/dispatch.md#where-the-crews-are)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import md5
from typing import Any

from fleettickets.config import TracksolidSettings
from fleettickets.dispatch.http_text import UnansweredError, fetch
from fleettickets.domain.fix import Fix
from fleettickets.domain.position_reports import UnreadableFixError, read_fields
from fleettickets.planner_errors import TooOftenError, TrackerError

_TOKEN_S = 7200
_TOKEN_CODE, _OFTEN_CODE = 1004, 1006


def sign(secret: str, fields: dict[str, str]) -> str:
    """Return the signature of a request: MD5 of its sorted fields between the secret."""
    text = "".join(f"{name}{fields[name]}" for name in sorted(fields) if name != "sign")
    return md5(f"{secret}{text}{secret}".encode(), usedforsecurity=False).hexdigest().upper()


class Tracksolid:
    """Asks for the newest position of every device of an account."""

    def __init__(self, settings: TracksolidSettings) -> None:
        self._settings = settings
        self._token: str | None = None

    def fixes(self) -> list[Fix]:
        """Return where the devices are; positions of cell towers are left out.

        Raises:
            TooOftenError: the server wants to be asked less often.
            TrackerError: there is no usable answer.
        """
        for is_last in (False, True):
            code, result = self._locations()
            if code == 0:
                return list(_fixes(result))
            if code != _TOKEN_CODE or is_last:
                raise _refusal("jimi.user.device.location.list", code)
            self._token = None  # it has expired, or another login has replaced it
        raise AssertionError  # the loop returns or raises

    def _locations(self) -> tuple[int, Any]:
        if self._token is None:
            self._token = self._new_token()
        method = "jimi.user.device.location.list"
        private = {"target": self._settings.account, "access_token": self._token}
        return self._ask(method, private)

    def _new_token(self) -> str:
        method = "jimi.oauth.token.get"
        password = md5(self._settings.password.encode(), usedforsecurity=False).hexdigest()
        private = {
            "user_id": self._settings.account,
            "user_pwd_md5": password,
            "expires_in": str(_TOKEN_S),
        }
        code, result = self._ask(method, private)
        token = result.get("accessToken") if isinstance(result, dict) else None
        if code != 0 or not isinstance(token, str):
            raise _refusal(method, code)
        return token

    def _ask(self, method: str, private: dict[str, str]) -> tuple[int, Any]:
        fields = {
            "method": method,
            "app_key": self._settings.app_key,
            "timestamp": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}",
            "sign_method": "md5",
            "v": "1.0",
            "format": "json",
            **private,
        }
        fields["sign"] = sign(self._settings.app_secret, fields)
        document = self._post(method, fields)
        try:
            return int(document["code"]), document.get("result")
        except (KeyError, TypeError, ValueError, AttributeError):
            raise TrackerError(method, "an answer without a code") from None

    def _post(self, method: str, fields: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        settings = self._settings
        try:
            text = fetch(
                "POST", settings.url, settings.timeout_s, fields=fields, encode_multipart=False
            )
        except UnansweredError as error:
            raise TrackerError(method, str(error)) from None
        try:
            return json.loads(text)
        except ValueError:
            raise TrackerError(method, "an answer that is not JSON") from None


def _refusal(method: str, code: int) -> TrackerError:
    if code == _OFTEN_CODE:
        return TooOftenError(method, f"asked too often ({code})")
    return TrackerError(method, f"code {code}")


def _fixes(result: object) -> Iterator[Fix]:
    for device in result if isinstance(result, list) else []:
        if not isinstance(device, dict) or device.get("posType") == "LBS":
            continue
        fields = {
            "id": device.get("imei"),
            "lat": device.get("lat"),
            "lon": device.get("lng"),
            "timestamp": device.get("gpsTime"),
            "bearing": device.get("direction"),
        }
        try:
            fix = read_fields(fields)
        except UnreadableFixError:
            continue  # a device that has not yet had a position
        if fix is not None and fix.at is not None:
            speed = _speed(device.get("speed"))
            yield fix._replace(speed_kmh=speed)


def _speed(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except ValueError:
        return None
