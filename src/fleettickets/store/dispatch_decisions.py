"""What people decide for the crews' days: crews, job rules, pins and holds."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from fleettickets.domain.crew_day import TicketId
from fleettickets.store.connect import Connection
from fleettickets.store.queries import query

_UPSERT_CREW = query("upsert_crew")
_LIST_JOB_RULES = query("list_job_rules")
_FIND_OPEN_TICKET = query("find_open_ticket")
_FIND_CREW = query("find_crew")
_UPSERT_PIN = query("upsert_pin")
_DELETE_PIN = query("delete_pin")
_UPSERT_HOLD = query("upsert_hold")
_DELETE_HOLD = query("delete_hold")


class CrewLine(NamedTuple):
    """A crew as a file gives it; it works the same hours on each of the weekdays."""

    name: str
    team: str | None
    skills: list[str]
    start_latitude: float
    start_longitude: float
    end_latitude: float
    end_longitude: float
    starts_at: time
    ends_at: time
    lunch_from: time | None
    lunch_to: time | None
    lunch_minutes: int | None
    device: str | None
    weekdays: list[int]


class PinLine(NamedTuple):
    """What a person decides about a ticket; None: nothing."""

    crew_id: int | None
    starts_at: datetime | None
    visit_order: int | None


class RuleLine(NamedTuple):
    """A job rule and how many open tickets it catches; without an id: those that none catches."""

    rule_id: int | None
    position: int | None
    dataset: str | None
    conditions: dict[str, str] | None
    skills: list[str] | None
    minutes: int | None
    priority: int | None
    is_active: bool | None
    is_default: bool | None
    note: str | None
    tickets: int


def save_crew(conn: Connection, crew: CrewLine) -> bool:
    """Write a crew and its shifts; return whether it is new."""
    row = conn.execute(_UPSERT_CREW, crew._asdict()).fetchone()
    return row is not None and bool(row[0])


def list_rules(conn: Connection) -> list[RuleLine]:
    """Return the job rules by position."""
    return [RuleLine(*row) for row in conn.execute(_LIST_JOB_RULES)]


def find_open_ticket(conn: Connection, ticket_id: str, dataset: str | None) -> list[TicketId]:
    """Return the open tickets that have this id."""
    params = {"ticket_id": ticket_id, "dataset": dataset}
    return [TicketId(*row) for row in conn.execute(_FIND_OPEN_TICKET, params)]


def find_crew(conn: Connection, name: str) -> tuple[int, str] | None:
    """Return an active crew's id and its name as it is spelled."""
    row: tuple[Any, ...] | None = conn.execute(_FIND_CREW, {"name": name}).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def pin(
    conn: Connection, ticket: TicketId, plan_on: date, decided: PinLine, *, keeps_rest: bool
) -> None:
    """Pin a ticket on a day; ``keeps_rest``: what is not given stays as it was."""
    params = {**ticket._asdict(), "plan_on": plan_on, **decided._asdict()}
    conn.execute(_UPSERT_PIN, params | {"keeps_rest": keeps_rest})


def unpin(conn: Connection, ticket: TicketId, plan_on: date) -> bool:
    """Remove a ticket's pin of a day; False if it has none."""
    params = {**ticket._asdict(), "plan_on": plan_on}
    return conn.execute(_DELETE_PIN, params).fetchone() is not None


def hold(conn: Connection, ticket: TicketId, reason: str, ends_on: date | None) -> None:
    """Keep a ticket out of every plan until it is released, or until the day it ends on."""
    conn.execute(_UPSERT_HOLD, {**ticket._asdict(), "reason": reason, "ends_on": ends_on})


def release(conn: Connection, ticket: TicketId) -> bool:
    """Release a ticket that was held back; False if it was not."""
    return conn.execute(_DELETE_HOLD, ticket._asdict()).fetchone() is not None
