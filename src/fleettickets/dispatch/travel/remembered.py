"""Travel times that a routing server has answered once, so that only what is new is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np

from fleettickets.dispatch.problem import IntArray
from fleettickets.dispatch.travel.table import Travel
from fleettickets.domain.place import Position

NO_WAY, UNKNOWN = -1, -2
"""The server knows no way; it has not been asked."""
_NEAR = 5
"""Decimals of a degree; places that are equal in them are one (about a metre)."""


class Routing(Travel, Protocol):
    """A source that is worth remembering."""

    def memory_key(self, leave_at: datetime) -> str:
        """Return what its answers depend on, besides the places."""


class Memory(Protocol):
    """Where answers are kept."""

    def recall(self, source: str, places: Sequence[Position]) -> IntArray:
        """Return the minutes between all places; ``NO_WAY`` or ``UNKNOWN`` where there are none."""

    def remember(self, source: str, places: Sequence[Position], minutes: IntArray) -> None:
        """Keep the minutes between places, but for ``UNKNOWN`` ones."""


@dataclass(frozen=True, slots=True)
class Known:
    """The times between places that have been looked up; it asks nobody."""

    name: str
    number: dict[Position, int]
    table: IntArray
    is_estimate: bool = False

    def minutes(
        self,
        origins: Sequence[Position],
        destinations: Sequence[Position],
        leave_at: datetime,  # noqa: ARG002 - looked up for one time
    ) -> IntArray:
        """Return whole minutes; below 0: no answer."""
        rows = [self.number[_near(place)] for place in origins]
        columns = [self.number[_near(place)] for place in destinations]
        found: IntArray = self.table[np.ix_(rows, columns)]
        return found


def look_up(
    source: Routing, memory: Memory, places: Sequence[Position], leave_at: datetime
) -> Known:
    """Return the times between the places: the remembered ones, and the rest as the source says.

    Raises:
        TravelError: the source gives no usable answer.
    """
    number: dict[Position, int] = {}
    for place in places:
        number.setdefault(_near(place), len(number))
    near = list(number)
    key = source.memory_key(leave_at)
    table = memory.recall(key, near)
    new = _new_places(table)
    if new:
        old = [index for index in range(len(near)) if index not in set(new)]
        asked = np.full_like(table, UNKNOWN)
        everywhere = range(len(near))
        for rows, columns in ((new, everywhere), (old, new)):
            if rows:
                origins, ends = [near[a] for a in rows], [near[b] for b in columns]
                answers = source.minutes(origins, ends, leave_at)
                asked[np.ix_(list(rows), list(columns))] = _as_array(answers)
        memory.remember(key, near, asked)
        table = np.where(asked == UNKNOWN, table, asked)
    return Known(source.name, number, table)


def _near(place: Position) -> Position:
    return Position(round(place.longitude, _NEAR), round(place.latitude, _NEAR))


def _new_places(table: IntArray) -> list[int]:
    """Return the fewest places, roughly, whose rows and columns hold all that is unknown."""
    unknown = table == UNKNOWN
    np.fill_diagonal(unknown, val=False)
    new = []
    while unknown.any():
        worst = int((unknown.sum(0) + unknown.sum(1)).argmax())
        new.append(worst)
        unknown[worst, :] = unknown[:, worst] = False
    # Then one table of everything takes fewer requests.
    return list(range(len(table))) if 2 * len(new) >= len(table) else sorted(new)


def _as_array(answers: object) -> IntArray:
    if isinstance(answers, np.ndarray):
        return np.maximum(answers, NO_WAY).astype(np.int32)
    assert isinstance(answers, list)  # noqa: S101 - the other form of Minutes
    return np.array(
        [[NO_WAY if cell is None else cell for cell in row] for row in answers], np.int32
    )
