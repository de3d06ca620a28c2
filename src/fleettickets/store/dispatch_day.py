"""What a day of the crews is planned from, read in one snapshot."""

from datetime import date, datetime
from typing import Any, NamedTuple

from fleettickets.domain.crew_day import (
    Pin,
    PlannerSettings,
    PublishedStop,
    ReportedTicket,
    Shift,
    TicketId,
    TicketToPlan,
)
from fleettickets.domain.place import Position
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_FIND_CONTENT = query("find_content")
_SELECT_DAY_SETTINGS = query("select_day_settings")
_SELECT_OPEN_JOBS = query("select_open_jobs")
_SELECT_SHIFTS = query("select_shifts")
_SELECT_PINS = query("select_pins")
_SELECT_PLAN_STOPS = query("select_plan_stops")
_SELECT_REPORTS = query("select_reports")
_SELECT_PLAN_LUNCHES = query("select_plan_lunches")


class Content(NamedTuple):
    """How new the tickets are."""

    content_as_of: datetime | None
    is_stale: bool
    wall_clock_at: datetime


def find_content(conn: Connection) -> Content:
    """Return how new the tickets are."""
    row = conn.execute(_FIND_CONTENT).fetchone()
    assert row is not None  # noqa: S101 - an aggregate returns one row
    return Content(*row)


def planner_settings(conn: Connection) -> PlannerSettings:
    """Return the prices and what travel is estimated from."""
    row = conn.execute(_SELECT_DAY_SETTINGS).fetchone()
    assert row is not None  # noqa: S101 - the table has one row
    return PlannerSettings(*row)


def open_tickets(conn: Connection) -> tuple[TicketToPlan, ...]:
    """Return every open ticket, by dataset and id."""
    rows = conn.execute(_SELECT_OPEN_JOBS)
    return tuple(_open_ticket(row[:2], row[2], row[3:]) for row in rows)


def _open_ticket(
    key: tuple[str, str], longitude: float | None, row: tuple[Any, ...]
) -> TicketToPlan:
    latitude, due_at, appointed_at, is_actionable, skills, *rest = row
    position = None if longitude is None else Position(longitude, latitude)
    needed = None if skills is None else frozenset(skills)
    return TicketToPlan(
        TicketId(*key), position, due_at, appointed_at, is_actionable, needed, *rest
    )


def shifts_on(conn: Connection, plan_on: date) -> tuple[Shift, ...]:
    """Return the crews that work on a day, by name."""
    return tuple(
        Shift(
            crew_id,
            name,
            team,
            frozenset(skills),
            Position(*rest[:2]),
            Position(*rest[2:4]),
            *rest[4:],
        )
        for crew_id, name, team, skills, *rest in conn.execute(_SELECT_SHIFTS, {"plan_on": plan_on})
    )


def pins_on(conn: Connection, plan_on: date) -> dict[TicketId, Pin]:
    """Return what people have pinned on a day."""
    return {
        TicketId(dataset, ticket_id): Pin(crew, starts_at, order)
        for dataset, ticket_id, crew, starts_at, order in conn.execute(
            _SELECT_PINS, {"plan_on": plan_on}
        )
    }


def plan_stops(
    conn: Connection, plan_on: date, plan_id: int | None = None
) -> tuple[PublishedStop, ...]:
    """Return the stops of a plan; without an id, of the published one of the day."""
    params = {"plan_on": plan_on, "plan_id": plan_id}
    return tuple(
        PublishedStop(
            crew_id,
            Position(longitude, latitude),
            *rest,
            tickets=tuple(map(TicketId, datasets, ticket_ids)),
        )
        for crew_id, longitude, latitude, *rest, datasets, ticket_ids in conn.execute(
            _SELECT_PLAN_STOPS, params
        )
    )


def plan_lunches(
    conn: Connection, plan_on: date, plan_id: int | None = None
) -> dict[int, tuple[datetime, datetime]]:
    """Return when the crews of a plan have lunch, by crew."""
    params = {"plan_on": plan_on, "plan_id": plan_id}
    return {
        crew_id: (begins, ends)
        for crew_id, begins, ends in conn.execute(_SELECT_PLAN_LUNCHES, params)
    }


def reports_on(conn: Connection, plan_on: date) -> dict[TicketId, ReportedTicket]:
    """Return what crews have reported on a day; of two crews, what the later one says."""
    found = {}
    for row in conn.execute(_SELECT_REPORTS, {"plan_on": plan_on}):
        dataset, ticket_id, crew, arrived_at, done_at, crew_id, longitude, latitude, *rest = row
        key = TicketId(dataset, ticket_id)
        stop = PublishedStop(crew_id, Position(longitude, latitude), *rest, tickets=(key,))
        found[key] = ReportedTicket(key, crew, arrived_at, done_at, stop)
    return found
