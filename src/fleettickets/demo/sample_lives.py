"""The lives of the sample feed's tickets: what happens to one, when, and what is exported.

Times are whole seconds of the EAT wall clock since 1970-01-01 00:00 EAT; 0 means blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp
from random import Random
from typing import NamedTuple

from fleettickets.demo.sample_places import Crew, chance, pick

MINUTE = 60
HOUR = 3600
DAY = 86_400

CREWS_START_H = 6
CREWS_STOP_H = 21

OVERTAKEN_SHARE = 0.75
REPEAT_SHARE = 0.11
ABANDONED_SHARE = 0.003
SLOW_SHARE = 0.15
SLOW_PACE = 9

SLA_MINUTES = {"inc": 48 * 60, "crq": 5 * 24 * 60}

CLOSED_STATUSES = ("CLOSED COMPLETE", "CLOSED INCOMPLETE", "CLOSED SKIPPED")
CLOSED_CUM_WEIGHTS = (90, 96, 100)
FINAL_STATUSES = frozenset({*CLOSED_STATUSES, "CANCELLED"})
UNDATED_SHARE = 0.01
"""Closed tickets without a closing time."""


class Step(NamedTuple):
    """The changing columns of a ticket after one change, and when the exporter captured it."""

    captured_s: int
    seen_s: int
    updated_s: int
    status: str
    bucket: str
    is_actionable: bool
    team: str
    owner: str
    sla: str
    mttr: str
    scheduled_s: int
    closed_s: int


class Outage(NamedTuple):
    """A failure that affects many tickets of a cluster."""

    restored_s: int


@dataclass(slots=True)
class Life:
    """One ticket's life so far; ``mark`` appends the current state as a step."""

    rng: Random
    dataset: str
    born_s: int
    is_alarm: bool = False
    now_s: int = field(init=False)
    team: str = ""
    owner: str = ""
    sla: str = ""
    mttr: str = ""
    scheduled_s: int = 0
    closed_s: int = 0
    idle_s: int = 0
    pace: int = field(init=False)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now_s = self.born_s
        # Some tickets wait for a part, a permit or a landlord, so there are old open ones.
        self.pace = SLOW_PACE if chance(self.rng, SLOW_SHARE) else 1

    def wait(self, median_s: float) -> None:
        """Let a log-normally distributed time pass, at least a minute."""
        self.now_s += MINUTE + int(median_s * self.pace * exp(self.rng.gauss(0.0, 0.7)))

    def wait_for_crew(self, median_s: float) -> None:
        """Let time pass; if that ends at night, until a crew starts in the morning."""
        self.wait(median_s)
        hour = self.now_s // HOUR % 24
        if not CREWS_START_H <= hour < CREWS_STOP_H:
            morning_s = (self.now_s + (24 - CREWS_STOP_H) * HOUR) // DAY * DAY
            self.now_s = morning_s + CREWS_START_H * HOUR + self.rng.randrange(2 * HOUR)

    def assign(self, crew: Crew) -> None:
        """Assign the ticket to a crew, one of whom owns it from now on."""
        self.team = crew.team
        self.owner = self.rng.choice(crew.owners)
        self.mark("ASSIGNED")

    def mark(self, status: str, *, is_waiting: bool = False) -> None:
        """Record a change of status at the current time."""
        last_s = self.steps[-1].seen_s if self.steps else 0
        seen_s = max(last_s + 1, self.now_s + 30 + int(self.rng.random() * 8 * MINUTE))
        is_over = status in FINAL_STATUSES
        self.steps.append(
            Step(
                seen_s,
                seen_s,
                self.now_s,
                status,
                "closed" if is_over else "pending",
                not (is_over or is_waiting),
                self.team,
                self.owner,
                self.sla,
                self.mttr,
                self.scheduled_s,
                self.closed_s,
            )
        )

    def suspend(self, status: str, median_s: float) -> None:
        """Let nobody be able to act for some time, which the source does not count."""
        self.mark(status, is_waiting=True)
        suspended_s = self.now_s
        self.wait_for_crew(median_s)
        self.idle_s += self.now_s - suspended_s

    def close(self, status: str = "") -> None:
        """Close the ticket now; the source counts the hours without idle time."""
        worked_s = (self.now_s - self.born_s - self.idle_s) * self.rng.uniform(0.85, 1.0)
        minutes = max(1, int(worked_s / MINUTE))
        self.closed_s = 0 if chance(self.rng, UNDATED_SHARE) else self.now_s
        self.mttr = str(minutes / 60)
        self.sla = "Compliant" if minutes <= SLA_MINUTES[self.dataset] else "Breached"
        self.mark(status or pick(self.rng, CLOSED_STATUSES, CLOSED_CUM_WEIGHTS))

    def reopen(self) -> None:
        """Reopen the closed ticket."""
        self.closed_s = 0
        self.mttr = self.sla = ""
        self.mark("ACCEPTED")

    def cancel(self) -> None:
        """Cancel the ticket; half of the cancelled ones have no closing time."""
        self.closed_s = self.now_s if chance(self.rng, 0.5) else 0
        self.mark("CANCELLED")


def live_incident(life: Life, crews: Sequence[Crew], outage: Outage | None) -> None:
    """Simulate an incident from the report to its end."""
    rng = life.rng
    life.assign(rng.choice(crews))
    if chance(rng, 0.05):
        life.wait(2 * HOUR)
        life.cancel()
        return
    _accept(life, crews)
    _repair(life)
    if outage and life.now_s < outage.restored_s:
        life.now_s = outage.restored_s + rng.randrange(40 * MINUTE)
    life.close()
    if chance(rng, 0.05):
        life.wait_for_crew(9 * HOUR)
        life.reopen()
        life.wait_for_crew(3 * HOUR)
        _repair(life)
        life.close()


def _accept(life: Life, crews: Sequence[Crew]) -> None:
    rng = life.rng
    if chance(rng, 0.14):
        life.wait_for_crew(60 * MINUTE)
        life.assign(rng.choice(crews))
    life.wait_for_crew(40 * MINUTE)
    if chance(rng, 0.6):
        life.scheduled_s = (life.now_s + rng.randint(1, 5) * HOUR) // (5 * MINUTE) * (5 * MINUTE)
    life.mark("ACCEPTED")
    if chance(rng, 0.04):
        life.wait(30 * MINUTE)
        life.suspend("ACCEPTED", 10 * HOUR)
        life.mark("ACCEPTED")


def _repair(life: Life) -> None:
    rng = life.rng
    life.wait_for_crew(80 * MINUTE)
    life.mark("WORK IN PROGRESS")
    if chance(rng, 0.07):
        life.wait(40 * MINUTE)
        life.suspend("PENDING", 14 * HOUR)
        life.mark("WORK IN PROGRESS")
    life.wait(75 * MINUTE)


def live_alarm(life: Life) -> None:
    """Simulate a ticket that the monitoring system opens and, mostly, closes itself."""
    life.team = "NOC"
    life.mark("ASSIGNED")
    if chance(life.rng, 0.9):
        life.wait(50 * MINUTE)
        life.close("CLOSED COMPLETE")


def live_change(life: Life, crews: Sequence[Crew]) -> None:
    """Simulate a change request from the order to the finished visit."""
    rng = life.rng
    life.assign(rng.choice(crews))
    if chance(rng, 0.07):
        life.wait(20 * HOUR)
        life.cancel()
        return
    life.wait_for_crew(5 * HOUR)
    _book(life)
    while chance(rng, 0.2):
        life.now_s += rng.randrange(max(HOUR, life.scheduled_s - life.now_s))
        _book(life)
    _visit(life)
    while chance(rng, 0.12):
        life.suspend("PENDING", 4 * HOUR)
        _book(life)
        _visit(life)
    life.close("CLOSED INCOMPLETE" if chance(rng, 0.05) else "CLOSED COMPLETE")


def _book(life: Life) -> None:
    day = life.now_s // DAY + life.rng.choice((1, 1, 1, 2, 2, 3, 5))
    life.scheduled_s = day * DAY + 8 * HOUR + life.rng.randrange(17) * HOUR // 2
    life.mark("ACCEPTED")


def _visit(life: Life) -> None:
    life.now_s = max(life.now_s + HOUR, life.scheduled_s + life.rng.randrange(-20, 90) * MINUTE)
    if chance(life.rng, 0.5):
        life.mark("WORK IN PROGRESS")
    life.wait(100 * MINUTE)


def export_life(life: Life, gap_s: int) -> list[Step]:
    """Return the steps that appear in the feed, in order of capture.

    A change followed by another within gap_s is mostly lost, some tickets are exported again
    unchanged, and a few disappear from the export before they end.
    """
    rng = life.rng
    steps = life.steps
    if len(steps) > 1 and chance(rng, ABANDONED_SHARE):
        steps = steps[: rng.randrange(1, len(steps))]
    exported: list[Step] = []
    for step, later in pairwise(steps):
        lasted_s = later.captured_s - step.captured_s
        if lasted_s < gap_s and chance(rng, OVERTAKEN_SHARE):
            continue
        exported.append(step)
        if lasted_s > 2 * gap_s and chance(rng, REPEAT_SHARE):
            again_s = step.captured_s + rng.randrange(gap_s, lasted_s)
            exported.append(step._replace(captured_s=again_s))
    last = steps[-1]
    exported.append(last)
    if chance(rng, REPEAT_SHARE):
        again_s = last.captured_s + rng.randrange(gap_s, DAY)
        exported.append(last._replace(captured_s=again_s))
    return exported
