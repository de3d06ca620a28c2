"""What every source of travel times offers, and the whole table of a day."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import numpy as np

from fleettickets.dispatch.problem import IntArray
from fleettickets.domain.place import Position

Minutes = list[list[int | None]] | IntArray
"""From each origin to each destination; None, or below 0: no answer."""


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
    table = _as_array(travel.minutes(places, places, leave_at), len(places))
    missing = table < 0
    count = int(missing.sum())
    if count:
        estimates = _as_array(fallback.minutes(places, places, leave_at), len(places))
        table = np.where(missing, estimates, table)
    np.fill_diagonal(table, 0)
    return TravelTable(table, count)


def _as_array(answers: Minutes, size: int) -> IntArray:
    if isinstance(answers, np.ndarray):
        return answers
    rows = [[-1 if cell is None else cell for cell in row] for row in answers]
    return np.array(rows, np.int32).reshape(size, size)
