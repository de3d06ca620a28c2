"""Find coordinates in the text of an address: numbers, links to maps, and plus codes."""

import re
from collections.abc import Iterator
from typing import Protocol
from urllib.parse import unquote

from openlocationcode import openlocationcode

from fleettickets.domain.place import Area, Position

_N = r"([-+]?\d{1,3}(?:\.\d+)?)"
_GLOBE = Area(-180, -90, 180, 90)

# Places of a link to a map, the surest first: the pin, the search, the middle of the view.
_LINKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"!3d{_N}!4d{_N}",
        rf"\bmlat={_N}&(?:amp;)?mlon={_N}",
        rf"[?&](?:q|query|ll|sll|daddr|destination|center|saddr)=(?:loc:)?{_N},\s*\+?{_N}",
        rf"/(?:place|search|dir)/[^?#]*?{_N},\s*\+?{_N}",
        rf"#map=\d+(?:\.\d+)?/{_N}/{_N}",
        rf"@{_N},{_N}",
        rf"\bgeo:{_N},{_N}",
    )
)
_IS_LINK = re.compile(
    r"https?://|www\.|geo:|google\.[a-z.]+/maps|openstreetmap\.org", re.IGNORECASE
)
# Three decimals are 100 m; numbers with fewer may be anything.
_DECIMAL = r"([-+]?\d{1,3}\.\d{3,15})"
_PAIR = re.compile(
    rf"(?<![\d.])([NS])?\s*{_DECIMAL}\s*°?\s*([NS])?\b[\s,;/|]+"
    rf"(?:(?:long?|lng|longitude|e|w)\b[:\s=]*)?([EW])?\s*{_DECIMAL}(?![\d.])\s*°?\s*([EW])?\b",
    re.IGNORECASE,
)
_DEGREES = (
    r"(\d{1,3})\s*[°\u00ba\u02da]\s*(\d{1,2}(?:\.\d+)?)\s*['\u2019\u2032`]?\s*"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"\u201d\u2033]|''|\u2019\u2019)?)?"
)
_SEXAGESIMAL = (
    re.compile(rf"{_DEGREES}\s*(?P<letter>[NSEW])\b", re.IGNORECASE),
    re.compile(rf"\b(?P<letter>[NSEW])\s*{_DEGREES}", re.IGNORECASE),
)
_CODE = "[23456789CFGHJMPQRVWX]"
_FULL_CODE = re.compile(
    rf"(?<![A-Z0-9+])({_CODE}{{8}}\+{_CODE}{{2,7}})(?![A-Z0-9+])", re.IGNORECASE
)
_SHORT_CODE = re.compile(
    rf"(?<![A-Z0-9+])({_CODE}{{4}}(?:{_CODE}{{2}})?\+{_CODE}{{2,7}})(?![A-Z0-9+])", re.IGNORECASE
)


class _CodeArea(Protocol):
    latitudeCenter: float  # noqa: N815 - the library's own names
    longitudeCenter: float  # noqa: N815


def find_position(text: str, area: Area | None, near: Position | None = None) -> Position | None:
    """Return the first coordinates in the text that can be a place of the service area.

    As with the feed's own, (0, 0) is none, and latitude and longitude that were exchanged are
    exchanged again. ``near`` is the cluster's position, which short plus codes need.
    """
    for position in _positions(text, near):
        for candidate in (position, Position(position.latitude, position.longitude)):
            if (
                candidate != (0, 0)
                and _GLOBE.holds(candidate)
                and (area or _GLOBE).holds(candidate)
            ):
                return candidate
    return None


def _positions(text: str, near: Position | None) -> Iterator[Position]:
    if _IS_LINK.search(text):
        link = unquote(text)
        for pattern in _LINKS:
            for latitude, longitude in pattern.findall(link):
                yield Position(float(longitude), float(latitude))
    for north, latitude, south, east, longitude, west in _PAIR.findall(text):
        yield Position(
            _signed(float(longitude), east or west), _signed(float(latitude), north or south)
        )
    yield from _sexagesimal(text)
    for code in _FULL_CODE.findall(text):
        if openlocationcode.isFull(code):
            yield _middle(openlocationcode.decode(code))
    if near is not None:
        for code in _SHORT_CODE.findall(text):
            if openlocationcode.isShort(code):
                full = openlocationcode.recoverNearest(code, near.latitude, near.longitude)
                yield _middle(openlocationcode.decode(full))


def _sexagesimal(text: str) -> Iterator[Position]:
    """Yield pairs of degrees and minutes, one north or south and one east or west."""
    for pattern in _SEXAGESIMAL:
        latitude: float | None = None
        for match in pattern.finditer(text):
            letter = match["letter"].upper()
            degrees, minutes, seconds = (
                float(part or 0) for part in match.groups() if part != match["letter"]
            )
            value = _signed(degrees + minutes / 60 + seconds / 3600, letter)
            if letter in "NS":
                latitude = value
            elif latitude is not None:
                yield Position(value, latitude)
                latitude = None


def _signed(degrees: float, letter: str) -> float:
    return -abs(degrees) if letter and letter.upper() in "SW" else degrees


def _middle(area: _CodeArea) -> Position:
    return Position(round(area.longitudeCenter, 6), round(area.latitudeCenter, 6))
