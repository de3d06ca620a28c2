"""Small days for the tests of the planner, drawn by Hypothesis or seeded."""

import random

import numpy as np
from hypothesis import strategies as st

from fleettickets.dispatch.problem import CrewOnShift, Due, Job, Lunch, Problem

SKILLS = ("splice", "install", "wireless")


def small_day(seed: int, jobs: int = 7, crews: int = 3) -> Problem:
    """Return a crowded day with every kind of rule in it."""
    draw = random.Random(seed)
    spots = [(draw.uniform(0, 60), draw.uniform(0, 60)) for _ in range(jobs + 2 * crews)]
    travel = [[round(abs(a - c) + abs(b - d)) for c, d in spots] for a, b in spots]
    crew_list = tuple(_crew(draw, number, jobs) for number in range(crews))
    job_list = tuple(_job(draw, number, crew_list) for number in range(jobs))
    return Problem(crew_list, job_list, np.array(travel, np.int32))


def _crew(draw: random.Random, number: int, jobs: int) -> CrewOnShift:
    begins = draw.choice((0, 0, 60, 120))
    ends = begins + draw.choice((180, 240, 360))
    opens = begins + draw.randrange(30, 120)
    lunch = Lunch(30, opens, opens + 60) if draw.random() < 0.7 else None
    skills = frozenset(skill for skill in SKILLS if draw.random() < 0.7)
    places = jobs + 2 * number, jobs + 2 * number + 1
    return CrewOnShift(f"Crew {number}", skills, *places, begins, ends, draw.choice((0, 30)), lunch)


def _job(draw: random.Random, number: int, crews: tuple[CrewOnShift, ...]) -> Job:
    windows = []
    for _ in range(draw.choice((0, 0, 1, 2))):
        opens = draw.randrange(0, 240)
        windows.append((opens, opens + draw.randrange(20, 150)))
    names = [crew.name for crew in crews] or ["nobody"]
    is_pinned = draw.random() < 0.25
    return Job(
        f"T{number}",
        number,
        draw.randrange(15, 90),
        draw.choice((10_000, 5_000, 2_500, 1_200)),
        frozenset(skill for skill in SKILLS if draw.random() < 0.25),
        tuple(sorted(windows)),
        tuple(
            Due(draw.randrange(-100, 300), draw.choice((40, 15, 5, 2)))
            for _ in range(draw.choice((0, 1, 1, 2)))
        ),
        draw.choice(names) if is_pinned else None,
        draw.randrange(0, 240) if draw.random() < 0.1 else None,
        draw.choice((1, 2, 3)) if draw.random() < 0.2 else None,
        draw.choice(names) if draw.random() < 0.3 else None,
    )


days = st.builds(small_day, st.integers(0, 2**32), jobs=st.integers(0, 12), crews=st.integers(0, 4))
