"""Seeded days around Nairobi: crews, incidents and installations that do not exist."""

import random
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from fleettickets.dispatch.problem import CrewOnShift, Due, IntArray, Job, Lunch, Prices, Problem
from fleettickets.domain.place import Position

_DEPOTS = (Position(36.8510, -1.3050), Position(36.8110, -1.2680))
_DAY_ENDS = 690
_LAST = 779
PRICES = Prices()


@dataclass(frozen=True, slots=True)
class Size:
    """A kind of day."""

    name: str
    jobs: int
    crews: int
    has_dues: bool = True

    def day(self, seed: int) -> Problem:
        """Return the seeded day, whose minute 0 is 07:00."""
        return _Day(self, seed).problem()


SIZES = (
    Size("60/8", 60, 8),
    Size("250/25", 250, 25),
    Size("800/60", 800, 60),
    Size("quiet", 130, 25),
    Size("quiet, driving only", 130, 25, has_dues=False),
)


@cache
def _places() -> tuple[Position, ...]:
    """Return places as a city has them: estates, the more the nearer to its centre."""
    draw = random.Random("places")  # noqa: S311 - a benchmark
    estates = [(draw.gauss(36.83, 0.07), draw.gauss(-1.28, 0.045)) for _ in range(120)]
    return tuple(
        Position(x + draw.gauss(0, 0.009), y + draw.gauss(0, 0.009))
        for x, y in (draw.choice(estates) for _ in range(2400))
    )


class _Day:
    def __init__(self, size: Size, seed: int) -> None:
        self._size = size
        self._draw = random.Random(f"day/{size.jobs}/{size.crews}/{seed}")  # noqa: S311 - a benchmark
        self._centres = self._draw.sample(_places(), 24)

    def problem(self) -> Problem:
        """Return the day."""
        count = self._size.jobs
        ends: list[Position] = []
        crews = [self._crew(number, count, ends) for number in range(self._size.crews)]
        spots = [self._spot() for _ in range(count)]
        jobs = [self._job(number) for number in range(count)]
        self._pin(jobs, crews)
        if not self._size.has_dues:
            jobs = [replace(job, dues=()) for job in jobs]
        travel = _travel([*spots, *ends])
        return Problem(tuple(crews), tuple(jobs), travel, PRICES, _DAY_ENDS)

    def _spot(self) -> Position:
        draw = self._draw
        is_dense = draw.random() < 0.7  # noqa: PLR2004 - most tickets are in clusters
        near = draw.choice(self._centres if is_dense else _places())
        spread = 0.011 if is_dense else 0.002
        return Position(near[0] + draw.gauss(0, spread), near[1] + draw.gauss(0, spread))

    def _crew(self, number: int, first: int, ends: list[Position]) -> CrewOnShift:
        draw = self._draw
        shares = {"install": 0.6, "splice": 0.45, "wireless": 0.3, "enterprise": 0.25}
        skills = {skill for skill, share in shares.items() if number == 0 or draw.random() < share}
        home, depot = self._spot(), draw.choice(_DEPOTS)
        ends += [draw.choice((depot, home)), draw.choice((depot, home))]
        begins, until = draw.choices(((60, 600), (0, 540), (180, 720)), (70, 15, 15))[0]
        opens = 300 if begins < 180 else 360  # noqa: PLR2004 - the late shift eats later
        return CrewOnShift(
            f"C{number:02}",
            frozenset(skills),
            first + 2 * number,
            first + 2 * number + 1,
            begins,
            until,
            60 if until < 720 else 30,  # noqa: PLR2004 - the late shift
            Lunch(45, opens, opens + 120),
        )

    def _job(self, number: int) -> Job:
        is_incident = self._draw.random() < 0.65  # noqa: PLR2004 - as in the feed
        return self._incident(number) if is_incident else self._installation(number)

    def _incident(self, number: int) -> Job:
        draw = self._draw
        priority = draw.choices((1, 2, 3), (8, 30, 62))[0]
        needs = ((), ("splice",), ("wireless",), ("enterprise", "splice"))
        skills = draw.choices(needs, (55, 25, 12, 8))[0]
        minutes = draw.choice((30, 30, 45, 45, 60, 90))
        due = Due(draw.randrange(-240, 720) - minutes, PRICES.for_late(priority))
        left_out = PRICES.for_unserved(priority)
        return Job(f"INC{number:04}", number, minutes, left_out, frozenset(skills), dues=(due,))

    def _installation(self, number: int) -> Job:
        draw = self._draw
        priority = draw.choices((2, 3, 4), (20, 50, 30))[0]
        skills = draw.choices((("install",), ("install", "wireless")), (85, 15))[0]
        minutes, kind = draw.choice((60, 90, 90, 120)), draw.choice(("hard", "soft", "none"))
        opens = draw.choice((60, 120, 180, 240, 360, 420))
        closes = opens + draw.choice((120, 180))
        job = Job(
            f"CRQ{number:04}",
            number,
            minutes,
            PRICES.for_unserved(priority),
            frozenset(skills),
        )
        if kind == "hard":
            return replace(job, windows=((opens, closes),))
        if kind == "soft":
            return replace(job, windows=((opens, _LAST),), dues=(Due(closes, PRICES.appointment),))
        return replace(job, dues=(Due(draw.randrange(0, 600), PRICES.for_late(priority)),))

    def _pin(self, jobs: list[Job], crews: list[CrewOnShift]) -> None:
        draw = self._draw
        for number in draw.sample(range(len(jobs)), max(2, len(jobs) // 25)):
            able = [crew for crew in crews if jobs[number].allowed(crew)]
            if able:
                jobs[number] = replace(jobs[number], crew=draw.choice(able).name)


def _travel(places: list[Position]) -> IntArray:
    """Return minutes at 22 km/h on ways 1.35 times as long as the crow flies, plus 3 to park."""
    radians = np.radians(np.array(places))
    x = radians[None, :, 0] - radians[:, None, 0]
    x = x * np.cos((radians[None, :, 1] + radians[:, None, 1]) / 2)
    y = radians[None, :, 1] - radians[:, None, 1]
    km = 6371 * np.hypot(x, y)
    minutes: IntArray = np.ceil(np.round(km * 1.35 / 22 * 60 + 3, 6)).astype(np.int32)
    minutes[km < 0.03] = 1  # noqa: PLR2004 - the same compound
    np.fill_diagonal(minutes, 0)
    return minutes
