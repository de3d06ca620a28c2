"""Travel times as the crow flies, without any server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from fleettickets.dispatch.travel.table import Minutes
from fleettickets.domain.place import Position

_EARTH_RADIUS_KM = 6371.0088
_EAT = ZoneInfo("Africa/Nairobi")
_SAME_PLACE_KM = 0.03


@dataclass(frozen=True, slots=True)
class Estimate:
    """A fixed time plus a time for each km as the crow flies, times the factor of the hour.

    Measured against a road graph of Nairobi, its median error is 12 %; a constant factor on the
    distance is wrong at both ends (docs/dispatch.md#travel-times).
    """

    fixed_minutes: float = 1.5
    minutes_a_km: float = 2.09
    factors: tuple[float, ...] = (1.0,) * 24
    """By the hour of leaving, in East Africa Time."""
    name: str = "estimate"
    is_estimate: bool = True

    def minutes(
        self, origins: Sequence[Position], destinations: Sequence[Position], leave_at: datetime
    ) -> Minutes:
        """Return whole minutes, rounded up; 0 at the same place."""
        start, end = _radians(origins), _radians(destinations)
        latitudes = (start[:, None, 1] + end[None, :, 1]) / 2
        x = (end[None, :, 0] - start[:, None, 0]) * np.cos(latitudes)
        y = end[None, :, 1] - start[:, None, 1]
        km = _EARTH_RADIUS_KM * np.hypot(x, y)
        factor = self.factors[leave_at.astimezone(_EAT).hour]
        # Rounded first, so that the last bit of a machine's cosine makes no minute.
        exact = np.round(factor * (self.fixed_minutes + self.minutes_a_km * km), 6)
        return np.where(km < _SAME_PLACE_KM, 0, np.ceil(exact)).astype(np.int32)


def _radians(places: Sequence[Position]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    degrees = np.array(places, np.float64).reshape(len(places), 2)
    return np.radians(degrees)
