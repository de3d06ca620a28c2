"""The other clusters around a cluster: an address that is at one of them is not at its own."""

import math
from collections.abc import Iterable
from functools import lru_cache

from fleettickets.domain.place import Position, box_around, distance_m

# An answer may be as far from its cluster as this, and twice as far as from another cluster. Of the
# answers that are farther, one in five is within 5 km of the true place (docs/geocoding.md).
_ALLOWED_M = 3_000.0
_TIMES = 2.0
# An answer this near to another cluster is that cluster itself: the address names it.
_ITSELF_M = 150.0


class Rivals:
    """The positions of all clusters, by what is near."""

    def __init__(self, clusters: Iterable[Position]) -> None:
        self._clusters = list(clusters)
        self.around = lru_cache(maxsize=1024)(self._find_around)

    def _find_around(self, near: Position | None, radius_m: float) -> tuple[Position, ...]:
        """Return the clusters near which an answer may be that is in the radius."""
        if near is None:
            return ()
        box = box_around(near, 2 * radius_m)
        return tuple(spot for spot in self._clusters if spot != near and box.holds(spot))


def nearer_rival_m(
    position: Position, own_away_m: float, rivals: tuple[Position, ...]
) -> float | None:
    """Return how far the nearest other cluster is, if the position clearly belongs to that one."""
    if not rivals or own_away_m <= _ALLOWED_M:
        return None
    shrink = math.cos(math.radians(position.latitude))
    longitude, latitude = position
    nearest = min(
        rivals,
        key=lambda spot: ((spot[0] - longitude) * shrink) ** 2 + (spot[1] - latitude) ** 2,
    )
    away_m = distance_m(nearest, position)
    if away_m < _ITSELF_M:
        return None
    return away_m if own_away_m > _TIMES * away_m + _ALLOWED_M else None
