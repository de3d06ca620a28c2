"""What every source of travel times offers, and the whole table of a day."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import numpy as np

from fleettickets.dispatch.problem import IntArray
from fleettickets.domain.place import Position

Minutes = list[list[int | None]]
"""From each origin to each destination; None: no answer."""


class Travel(Protocol):
    """A source of travel times."""

    @property
    def name(self) -> str:
        """What a plan calls it."""

    @property
    def is_estimate(self) -> bool:
        """Whether no roads are known to it."""

    def minutes(
        self, origins: Sequence[Position], destinations: Sequence[Position], leave_at: datetime
    ) -> Minutes:
        """Return whole minutes, rounded up.

        Raises:
            TravelError: the source gives no usable answer.
        """


class TravelTable(NamedTuple):
    """The times between all places of a day."""

    minutes: IntArray
    estimated_pairs: int
    """Pairs for which the source had no answer, so that they are estimated."""


def travel_table(
    travel: Travel, places: Sequence[Position], leave_at: datetime, fallback: Travel
) -> TravelTable:
    """Return the times between all places.

    Raises: as ``Travel.minutes``.
    """
    answers = travel.minutes(places, places, leave_at)
    table = np.array(
        [[-1 if cell is None else cell for cell in row] for row in answers], np.int32
    ).reshape(len(places), len(places))
    missing = table < 0
    count = int(missing.sum())
    if count:
        estimates = fallback.minutes(places, places, leave_at)
        table = np.where(missing, np.array(estimates, np.int32), table).astype(np.int32)
    np.fill_diagonal(table, 0)
    return TravelTable(table, count)
