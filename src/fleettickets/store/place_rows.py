"""Places as the database lists them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from fleettickets.domain.place import Kind, Place, Position


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place of open tickets without a lasting position, and its last answer."""

    place: Place
    provider: str | None
    query: str | None
    reason: str | None
    is_expired: bool
    near: Position | None = None


class SharedAnswer(NamedTuple):
    """The answer to a question about a location: its name and position."""

    place: Place
    query: str
    name: str
    position: Position


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that matches a name that a person typed, and its number of tickets."""

    kind: Kind
    region: str
    cluster: str | None
    location_name: str | None
    query: str | None
    is_manual: bool
    longitude: float | None
    latitude: float | None
    tickets: int

    @property
    def place(self) -> Place:
        """Return its name as the tickets spell it."""
        return Place(self.cluster, self.location_name, self.region or None)

    @property
    def position(self) -> Position | None:
        """Return its position, if it has one."""
        return point(self.longitude, self.latitude)


@dataclass(frozen=True, slots=True)
class ReviewedPlace:
    """A place without a position of its own, and why."""

    kind: Kind
    region: str
    cluster: str | None
    place: str
    query: str | None
    provider: str
    reason: str | None
    answer: str | None
    refused_longitude: float | None
    refused_latitude: float | None
    asked_at: datetime
    open_tickets: int
    far_m: float | None
    """How far the answer is from the evidence: the cluster, or where the cluster's tickets are."""
    evidence_longitude: float | None
    evidence_latitude: float | None


@dataclass(frozen=True, slots=True)
class PlaceEdit:
    """What a person did to a place, in all its spellings."""

    edit_id: int
    edited_at: datetime
    edited_by: str
    kind: Kind
    region: str
    cluster: str | None
    location_name: str | None
    spellings: int
    longitude: float | None
    latitude: float | None
    was_longitude: float | None
    was_latitude: float | None
    is_wrong: bool
    is_undone: bool


def point(longitude: float | None, latitude: float | None) -> Position | None:
    """Return the position, or None if a coordinate is blank."""
    if longitude is None or latitude is None:
        return None
    return Position(longitude, latitude)
