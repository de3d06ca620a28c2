"""Where the demo's crews are, and what they have reported: their plan, along straight lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fleettickets.domain.crew_day import Shift, TicketId
from fleettickets.domain.place import Position
from fleettickets.store.dispatch_desk import CrewReport

_LATE_EVERY, _LATE = 4, timedelta(minutes=20)
"""Every fourth crew runs late."""
_HOME = timedelta(minutes=20)
"""How long the way back takes."""


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop of a crew as it happens."""

    tickets: tuple[TicketId, ...]
    position: Position
    leaves_at: datetime
    """When the drive to it begins."""
    arrives_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Drive:
    """A crew's day as it happens."""

    crew_id: int
    start: Position
    end: Position
    begins_at: datetime
    halts: tuple[Halt, ...]

    def position_at(self, at: datetime) -> Position:
        """Return where the crew is."""
        here = self.start
        for halt in self.halts:
            if at < halt.arrives_at:
                return _between(here, halt.position, halt.leaves_at, halt.arrives_at, at)
            here = halt.position
        if not self.halts:
            return here
        done_at = self.halts[-1].ends_at
        return _between(here, self.end, done_at, done_at + _HOME, at)

    def reports_until(self, at: datetime) -> Iterator[CrewReport]:
        """Yield what the crew has reported."""
        for halt in self.halts:
            if halt.arrives_at <= at:
                done_at = halt.ends_at if halt.ends_at <= at else None
                for ticket in halt.tickets:
                    yield CrewReport(ticket, halt.arrives_at, done_at)


def drives_of(plan: dict[str, Any], shifts: Sequence[Shift]) -> list[Drive]:
    """Return how the crews drive along a plan, which is a document of fn_dispatch_plan."""
    shift_of = {shift.name: (number, shift) for number, shift in enumerate(shifts)}
    drives = []
    for crew in plan["crews"]:
        if crew["crew"] in shift_of:
            number, shift = shift_of[crew["crew"]]
            # Of a plan that was made on the way, the times are already those that were reported.
            is_first = not any(stop["is_begun"] for stop in crew["stops"])
            late = _LATE if is_first and number % _LATE_EVERY == 0 else timedelta()
            halts = tuple(_halt(stop, late) for stop in crew["stops"])
            begins_at = datetime.fromisoformat(crew["shift_from"])
            drives.append(Drive(shift.crew_id, shift.start, shift.end, begins_at, halts))
    return drives


def _halt(stop: dict[str, Any], late: timedelta) -> Halt:
    arrives_at = datetime.fromisoformat(stop["arrives_at"]) + late
    return Halt(
        tuple(map(TicketId, stop["datasets"], stop["tickets"])),
        Position(stop["longitude"], stop["latitude"]),
        arrives_at - timedelta(minutes=stop["travel_minutes"]),
        arrives_at,
        datetime.fromisoformat(stop["ends_at"]) + late,
    )


def _between(
    here: Position, there: Position, leaves_at: datetime, arrives_at: datetime, at: datetime
) -> Position:
    if at <= leaves_at:
        return here
    if at >= arrives_at:
        return there
    share = (at - leaves_at) / (arrives_at - leaves_at)
    return Position(
        here.longitude + share * (there.longitude - here.longitude),
        here.latitude + share * (there.latitude - here.latitude),
    )
