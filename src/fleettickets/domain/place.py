"""Places: their positions, how precise those are, and the questions that find them."""

import math
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PRECISIONS = (
    "building",
    "venue",
    "street",
    "neighbourhood",
    "suburb",
    "city",
    "county",
    "state",
    "country",
)
"""From fine to coarse. A position set by hand has the precision ``manual`` instead, and one that
stands in the address has ``point``."""

_CLASSES = {
    "manual": "point",
    "point": "point",
    "building": "building",
    "venue": "landmark",
    "street": "street",
    "neighbourhood": "sub-location",
}


def precision_class(precision: str) -> str:
    """Return the ``geo_precision`` of a located place (``tickets.precision_class`` is the same)."""
    return _CLASSES.get(precision, "area")


Kind = Literal["cluster", "location"]

_EARTH_RADIUS_M = 6_371_008.8


class Position(NamedTuple):
    """A point on the globe in degrees, longitude first (SRID 4326)."""

    longitude: float
    latitude: float


class Area(NamedTuple):
    """A box in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, position: Position) -> bool:
        """Return whether the position is in the box or on its edge."""
        return (
            self.west <= position.longitude <= self.east
            and self.south <= position.latitude <= self.north
        )


class Region(NamedTuple):
    """What a ticket's region stands for: counties, or a city and its surroundings."""

    name: str
    """Such as ``Mombasa``; empty for several counties."""
    counties: frozenset[str]
    centre: Position | None = None
    """The middle of the city, if it is one."""
    radius_m: float = 0
    """How far the city's surroundings reach across the border of its county."""
    box: Area | None = None
    """What a provider is asked to search; places at its edge may be in other regions."""

    def admits(self, county: str | None, position: Position) -> bool:
        """Return whether a place of this county, at this position, is in the region.

        A place whose county is not known is, if it is in the region's box.
        """
        if county in self.counties:
            return True
        if self.centre is not None and distance_m(self.centre, position) <= self.radius_m:
            return True
        return not county and self.box is not None and self.box.holds(position)


class Question(NamedTuple):
    """A question for a provider: the text of one distinct place, cleaned and in lower case."""

    text: str
    near: Position | None = None
    """The cluster's position, if known."""
    radius_m: float = 25_000
    """The largest allowed distance of an answer from ``near``."""
    is_cluster: bool = False
    region: Region | None = None
    """Where the answer must be, if the ticket's region is understood."""
    landmarks: frozenset[str] = frozenset()
    """The parts of the text that follow *opposite*, *near* or *behind*."""
    rivals: tuple[Position, ...] = ()
    """The other clusters around: what is at one of them is not at this one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of a provider's answers to a question."""

    position: Position
    name: str
    """The place's own name, without the places around it."""
    precision: str
    """One of PRECISIONS."""
    country: str | None = None
    """Two lower-case letters, if the provider gives the country."""
    is_exact: bool = True
    """False if the provider itself calls the match a fallback or an approximation."""
    reach: float = 1.0
    """The share of the allowed distance within which it is accepted; less if it is vague."""
    county: str | None = None
    """Where it is, if that is known."""
    is_area: bool = False
    """Whether it is the middle of an area such as a constituency."""
    areas: tuple[str, ...] = field(default=(), compare=False)
    """The names in its address, as a remote provider gives them."""


class Place(NamedTuple):
    """A cluster, or (with a name) a location of a cluster, spelled as in the tickets."""

    cluster: str | None
    name: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The stored answer for a place; without a position, ``reason`` gives the cause."""

    query: str
    provider: str
    precision: str
    position: Position | None
    answer: str | None = None
    reason: str | None = None
    refused: Position | None = None
    is_manual: bool = False


def distance_m(a: Position, b: Position) -> float:
    """Return the distance on the ground, within 0.5 %."""
    latitudes = math.radians(a.latitude), math.radians(b.latitude)
    half = (
        math.sin((latitudes[1] - latitudes[0]) / 2) ** 2
        + math.cos(latitudes[0])
        * math.cos(latitudes[1])
        * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def box_around(centre: Position, radius_m: float) -> Area:
    """Return the smallest box that holds every point within the radius; not valid at the poles."""
    height = math.degrees(radius_m / _EARTH_RADIUS_M)
    width = height / max(0.01, math.cos(math.radians(centre.latitude)))
    return Area(
        centre.longitude - width,
        centre.latitude - height,
        centre.longitude + width,
        centre.latitude + height,
    )
