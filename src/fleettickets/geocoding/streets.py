"""Which remote answers are precise streets: those whose whole length is near their point."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fleettickets.domain.place import Area, Candidate, Position, distance_m

# A position that is called street is within this distance of every point of the street.
_STREET_M = 1_000.0
# Pieces of a street of one name that are farther apart than this are different streets.
_APART_M = 5_000.0


def coarsen_streets(items: Sequence[Any], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates; a street longer than its point can stand for is an area instead.

    ``items`` are the provider's answers, in the same order. A street has a box in ``boundingbox``,
    and long ones are several answers, one for each piece.
    """
    boxes = [_box(item) for item in items]
    return [
        replace(each, precision="suburb")
        if each.precision == "street" and _reach_m(each, candidates, boxes) > _STREET_M
        else each
        for each in candidates
    ]


def _reach_m(
    street: Candidate, candidates: Sequence[Candidate], boxes: Sequence[Area | None]
) -> float:
    """Return how far the street's pieces reach from its point."""
    corners = [
        Position(longitude, latitude)
        for each, box in zip(candidates, boxes, strict=True)
        if box is not None and each.precision == "street" and each.name == street.name
        if distance_m(each.position, street.position) <= _APART_M
        for longitude in (box.west, box.east)
        for latitude in (box.south, box.north)
    ]
    return max((distance_m(street.position, corner) for corner in corners), default=0.0)


def _box(item: Any) -> Area | None:  # noqa: ANN401 - JSON
    """Return the answer's box: south, north, west, east, written as text."""
    try:
        south, north, west, east = map(float, item["boundingbox"])
    except (TypeError, KeyError, ValueError):
        return None
    return Area(west, south, east, north)
