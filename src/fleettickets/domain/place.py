"""Places: where something is, how precisely that is known, and what is asked about it."""

import math
from dataclasses import dataclass
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
"""From fine to coarse; a position set by hand has the precision ``manual`` instead."""

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
        """Return whether the position lies in the box or on its edge."""
        return (
            self.west <= position.longitude <= self.east
            and self.south <= position.latitude <= self.north
        )


class Question(NamedTuple):
    """What a provider is asked: the text of one distinct place, cleaned and in lower case."""

    text: str
    near: Position | None = None
    """The cluster's position, where it is known."""
    radius_m: float = 25_000
    """How far from ``near`` an answer may lie."""
    is_cluster: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of a provider's answers to a question."""

    position: Position
    name: str
    """The place's own name, without the places around it."""
    precision: str
    """One of PRECISIONS."""
    country: str | None = None
    """Two lower-case letters, where the provider says."""
    is_exact: bool = True
    """False where the provider itself calls the match a fallback or an approximation."""
    reach: float = 1.0
    """The share of the allowed distance within which it is believed; less for a vague position."""


class Place(NamedTuple):
    """A cluster, or (with a name) a location of a cluster, as the tickets write them."""

    cluster: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What is known of a place; without a position, ``reason`` says why."""

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
    """Return the smallest box that holds every point within the radius, off the poles."""
    height = math.degrees(radius_m / _EARTH_RADIUS_M)
    width = height / max(0.01, math.cos(math.radians(centre.latitude)))
    return Area(
        centre.longitude - width,
        centre.latitude - height,
        centre.longitude + width,
        centre.latitude + height,
    )
