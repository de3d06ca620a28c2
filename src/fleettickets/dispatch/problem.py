"""What a day's plan is made from: crews, jobs, travel times and prices.

Times are whole minutes from the start of the planned day, costs are tenths of a driving minute, so
every sum is exact and the same on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = 10_000_000
"""A cost that no plan can pay. Every feasible cost of a route stays below half of it."""

IntArray = NDArray[np.int32]
IndexArray = NDArray[np.int64]
Window = tuple[int, int]

PIN_SLACK = 10
"""A job that is pinned to a time may start this many minutes earlier or later."""
LUNCH_GRACE = 30
"""Lunch may begin this many minutes after its window has closed."""
PINNED_BONUS = 10_000
"""Leaving out a job that a person has promised costs this much more."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What each part of a plan costs, in tenths of a driving minute."""

    driving: int = 10
    overtime: int = 20
    late: tuple[int, int, int, int] = (40, 15, 5, 2)
    """A minute past due, by priority 1 to 4."""
    appointment: int = 20
    """A minute past a soft appointment."""
    unserved: tuple[int, int, int, int] = (10_000, 5_000, 2_500, 1_200)
    change: int = 600
    """A job that moves to another crew than published."""

    def for_late(self, priority: int) -> int:
        """Return the price of a minute past due."""
        return self.late[priority - 1]

    def for_unserved(self, priority: int) -> int:
        """Return the price of leaving a job out, apart from its lateness."""
        return self.unserved[priority - 1]


class Due(NamedTuple):
    """A start later than ``minute`` costs ``price`` a minute; it may lie before the day."""

    minute: int
    price: int

    def lateness(self, start: int) -> int:
        """Return how late a start is; what was late before the day is not counted."""
        return max(0, start - max(0, self.minute))


@dataclass(frozen=True, slots=True)
class Lunch:
    """A break of so many minutes that begins inside the window."""

    minutes: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class CrewOnShift:
    """A crew on shift; ``start`` and ``end`` are places of the travel matrix."""

    name: str
    skills: frozenset[str]
    start: int
    end: int
    shift_from: int
    shift_to: int
    overtime: int = 60
    """Minutes past the shift's end that are allowed."""
    lunch: Lunch | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One visit: a ticket, or several at one point."""

    name: str
    place: int
    minutes: int
    left_out: int
    """What it costs to leave it out, apart from its lateness."""
    skills: frozenset[str] = frozenset()
    windows: tuple[Window, ...] = ()
    """It may only start inside one of them, both ends included; none: at any time."""
    dues: tuple[Due, ...] = ()
    crew: str | None = None
    """Pinned to this crew."""
    starts_at: int | None = None
    """Pinned to this minute."""
    order: int | None = None
    """Jobs of one crew that have one are done in this order."""
    published_crew: str | None = None

    @property
    def is_pinned(self) -> bool:
        """Whether a person has decided something about it."""
        return self.crew is not None or self.starts_at is not None or self.order is not None

    def allowed(self, crew: CrewOnShift) -> bool:
        """Return whether the crew has the skills, and no other crew is pinned."""
        return self.skills <= crew.skills and self.crew in (None, crew.name)


@dataclass(frozen=True)
class Problem:
    """A day to be planned. ``travel[a][b]`` is in minutes, over all places."""

    crews: tuple[CrewOnShift, ...]
    jobs: tuple[Job, ...]
    travel: IntArray
    prices: Prices = field(default_factory=Prices)
    day_ends: int | None = None
    """Lateness of jobs that are left out counts up to here; None: the last shift's end."""
    not_before: int = 0
    """Nothing may start earlier: the rest of a day that has begun."""

    @cached_property
    def horizon(self) -> int:
        """The first minute at which nothing may start or end any more."""
        last = max((crew.shift_to + crew.overtime for crew in self.crews), default=0)
        return max(last, 60) + 1

    @cached_property
    def unserved(self) -> tuple[int, ...]:
        """What leaving out each job costs."""
        last = max((crew.shift_to for crew in self.crews), default=0)
        ends = last if self.day_ends is None else self.day_ends
        return tuple(self._unserved(job, ends) for job in self.jobs)

    def _unserved(self, job: Job, ends: int) -> int:
        late = sum(due.lateness(ends) * due.price for due in job.dues)
        promised = PINNED_BONUS if job.crew is not None else 0
        return job.left_out + late + promised

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which crew may do which job, apart from times: jobs by crews."""
        pairs = [[job.allowed(crew) for crew in self.crews] for job in self.jobs]
        return np.array(pairs, dtype=np.bool_).reshape(len(self.jobs), len(self.crews))

    def with_jobs(self, jobs: Sequence[Job]) -> "Problem":
        """Return the same day with other jobs at the same places."""
        return replace(self, jobs=tuple(jobs))


Orders = list[list[int]]
"""For each crew the indexes of its jobs, in order."""


def windows_of(job: Job, horizon: int) -> tuple[Window, ...]:
    """Return the minutes in which the job may start, both ends included."""
    windows = job.windows or ((0, horizon - 1),)
    if job.starts_at is None:
        return windows
    return ((max(0, job.starts_at - PIN_SLACK), job.starts_at + PIN_SLACK),)
