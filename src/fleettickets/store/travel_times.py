"""Travel times that routing servers have answered, kept for a while."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fleettickets.domain.place import Position
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_RECALL_TRAVEL = query("recall_travel")
_SAVE_TRAVEL_PLACES = query("save_travel_places")
_SAVE_TRAVEL = query("save_travel")
_DELETE_OLD_TRAVEL = query("delete_old_travel")

_SCALE = 100_000
_NO_WAY, _UNKNOWN = -1, -2

Table = NDArray[np.int32]


class TravelTimes:
    """The table dispatch.travel_times."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    def recall(self, source: str, places: Sequence[Position]) -> Table:
        """Return the minutes between all places: -1 where there is no way, -2 where unknown."""
        table = np.full((len(places), len(places)), _UNKNOWN, np.int32)
        params = {"source": source, **_columns(places)}
        for origin, ends, minutes in self._conn.execute(_RECALL_TRAVEL, params):
            table[origin - 1, np.array(ends) - 1] = minutes
        return table

    def remember(self, source: str, places: Sequence[Position], minutes: Table) -> None:
        """Keep the minutes between places, but for unknown ones, and forget what is old."""
        rows, columns = np.nonzero(minutes != _UNKNOWN)
        with self._conn.transaction():
            found = self._conn.execute(_SAVE_TRAVEL_PLACES, _columns(places))
            ids = np.array([place_id for (place_id,) in found], np.int64)
            params = {
                "source": source,
                "origins": ids[rows].tolist(),
                "ends": ids[columns].tolist(),
                "minutes": minutes[rows, columns].tolist(),
            }
            self._conn.execute(_SAVE_TRAVEL, params)
            self._conn.execute(_DELETE_OLD_TRAVEL)


def _columns(places: Sequence[Position]) -> dict[str, list[int]]:
    return {
        "latitudes": [round(place.latitude * _SCALE) for place in places],
        "longitudes": [round(place.longitude * _SCALE) for place in places],
    }
