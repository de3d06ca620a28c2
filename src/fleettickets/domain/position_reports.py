"""Read what trackers send: four bodies, one record (docs/dispatch.md#where-the-crews-are)."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fleettickets.domain.fix import Fix

_KMH_A_KNOT = 1.852
_KMH_A_MS = 3.6
_MS_FROM = 10_000_000_000
"""A timestamp from here on is in milliseconds."""
_LONGEST_NAME = 120
_LATITUDE, _LONGITUDE, _TURN = 90, 180, 360

Fields = Mapping[str, Any]


class UnreadableFixError(ValueError):
    """A report names no device, or no place that can be used; the message says which."""


def read_fields(fields: Fields) -> Fix | None:
    """Return the fix in a query or form: OsmAnd, the old Traccar Client, curl; None: not valid.

    Raises:
        UnreadableFixError: it cannot be used.
    """
    if str(fields.get("valid", "true")).lower() in ("false", "0"):
        return None
    latitude, longitude = fields.get("lat"), fields.get("lon")
    if "location" in fields:
        latitude, _, longitude = str(fields["location"]).partition(",")
    return _fix(
        fields.get("id", fields.get("deviceid")),
        fields.get("timestamp"),
        (latitude, longitude),
        accuracy_m=_number(fields.get("accuracy")),
        speed_kmh=_times(fields.get("speed"), _KMH_A_KNOT),
        heading=_number(fields.get("bearing", fields.get("heading"))),
        battery=_number(fields.get("batt")),
    )


def read_document(document: object) -> Fix | None:
    """Return the fix in a JSON body; None if it reports no place, such as OwnTracks' other types.

    Raises:
        UnreadableFixError: it cannot be used.
    """
    if not isinstance(document, dict):
        raise UnreadableFixError("expected a JSON object")
    if "_type" in document:
        return _own_tracks(document) if document["_type"] == "location" else None
    if "position" in document and "device" in document:
        return _traccar_server(_part(document, "position"), _part(document, "device"))
    if "location" in document:
        return _traccar_client(_part(document, "location"), document.get("device_id"))
    return read_fields(document)


def _traccar_client(location: Fields, device: object) -> Fix:
    coords, battery = _part(location, "coords"), location.get("battery")
    level = battery.get("level") if isinstance(battery, dict) else None
    return _fix(
        device,
        location.get("timestamp"),
        (coords.get("latitude"), coords.get("longitude")),
        accuracy_m=_number(coords.get("accuracy")),
        speed_kmh=_times(coords.get("speed"), _KMH_A_MS),
        heading=_number(coords.get("heading")),
        battery=_times(level, 100),
    )


def _traccar_server(position: Fields, device: Fields) -> Fix | None:
    if position.get("valid") is False:
        return None
    attributes = position.get("attributes")
    level = attributes.get("batteryLevel") if isinstance(attributes, dict) else None
    return _fix(
        device.get("uniqueId"),
        position.get("fixTime"),
        (position.get("latitude"), position.get("longitude")),
        accuracy_m=_number(position.get("accuracy")),
        speed_kmh=_times(position.get("speed"), _KMH_A_KNOT),
        heading=_number(position.get("course")),
        battery=_number(level),
    )


def _own_tracks(document: Fields) -> Fix:
    topic = document.get("topic")
    return _fix(
        topic or document.get("tid"),
        document.get("tst"),
        (document.get("lat"), document.get("lon")),
        accuracy_m=_number(document.get("acc")),
        speed_kmh=_number(document.get("vel")),
        heading=_number(document.get("cog")),
        battery=_number(document.get("batt")),
    )


def _part(document: Fields, name: str) -> dict[str, Any]:
    part = document.get(name)
    if not isinstance(part, dict):
        raise UnreadableFixError(f"{name}: expected an object")
    return part


def _fix(device: object, at: object, place: tuple[object, object], **details: float | None) -> Fix:
    name = "" if device is None else str(device).strip()
    if not name or len(name) > _LONGEST_NAME or "\0" in name:
        raise UnreadableFixError("the device's id is missing or too long")
    latitude, longitude = _degrees(place[0], _LATITUDE), _degrees(place[1], _LONGITUDE)
    if latitude is None or longitude is None:
        raise UnreadableFixError(f"no place: latitude {place[0]!r}, longitude {place[1]!r}"[:200])
    if latitude == 0 and longitude == 0:
        raise UnreadableFixError("(0, 0) is no place of a crew")
    heading = details.get("heading")
    if heading is not None:
        details["heading"] = heading % _TURN if heading >= 0 else None
    return Fix(name, _instant(at), latitude, longitude, **details)


def _degrees(value: object, most: int) -> float | None:
    number = _signed(value)
    return number if number is not None and abs(number) <= most else None


def _signed(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) < 1e9 else None  # noqa: PLR2004 - any


def _number(value: object) -> float | None:
    """Return a number from 0 on; anything else, such as -1, means that it is unknown."""
    number = _signed(value)
    return number if number is not None and number >= 0 else None


def _times(value: object, factor: float) -> float | None:
    number = _number(value)
    return None if number is None else number * factor


def _instant(value: object) -> datetime | None:
    """Return an instant from seconds, milliseconds or ISO 8601, which is UTC without an offset."""
    if value is None or value == "":
        return None
    try:
        seconds = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        seconds = math.nan
    try:
        if math.isfinite(seconds):
            return datetime.fromtimestamp(seconds / 1000 if seconds >= _MS_FROM else seconds, UTC)
        instant = datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError):
        raise UnreadableFixError(f"no time: {str(value)[:60]!r}") from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
