"""What dispatchers and crews read and decide through the server, each decision on a known state."""

from datetime import date, datetime
from typing import Any, NamedTuple

from fleettickets.domain.crew_day import TicketId
from fleettickets.domain.fix import Fix
from fleettickets.planner_errors import ChangedError, UnconfirmedError, UnknownDispatchError
from fleettickets.store import dispatch_decisions as decisions
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_day import find_content
from fleettickets.store.dispatch_plans import PlanLine, find_plan, publish_plan
from fleettickets.store.queries import query

_LIST_PLANS = query("list_plans")
_READ_DISPATCH_DAY = query("read_dispatch_day")
_LOCK_TICKET = query("lock_ticket")
_READ_DECISION = query("read_decision")
_FIND_PUBLISHED = query("find_published")
_READ_CREW_DAY = query("read_crew_day")
_SAVE_REPORT = query("save_report")
_INSERT_POSITION = query("insert_position")
_DELETE_OLD_POSITIONS = query("delete_old_positions")
_READ_POSITIONS = query("read_positions")
_READ_TRACKS = query("read_tracks")

ANY = "*"
"""Whatever the state is."""
NONE = "none"
"""No decision about a ticket, or no published plan of a day."""


class WantedPin(NamedTuple):
    """What a pin is to be; None: not decided."""

    crew: str | None
    starts_at: datetime | None
    order: int | None


class WantedHold(NamedTuple):
    """What a hold is to be."""

    reason: str
    ends_on: date | None


class CrewReport(NamedTuple):
    """What a crew reports of a ticket."""

    ticket: TicketId
    arrived_at: datetime | None
    done_at: datetime | None


def list_plans(conn: Connection, plan_on: date | None) -> list[dict[str, Any]]:
    """Return the plans of a day without their content, the newest first."""
    return _one(conn, _LIST_PLANS, {"plan_on": plan_on}) or []


def read_day_state(conn: Connection, plan_on: date | None) -> dict[str, Any]:
    """Return the decisions, reports and crews of a day."""
    return _one(conn, _READ_DISPATCH_DAY, {"plan_on": plan_on}) or {}


def read_decision(conn: Connection, ticket: TicketId, plan_on: date) -> dict[str, Any]:
    """Return what is decided about a ticket on a day, with its version."""
    return _one(conn, _READ_DECISION, {**ticket._asdict(), "plan_on": plan_on}) or {}


def decide(
    conn: Connection,
    ticket: TicketId,
    plan_on: date,
    wanted: WantedPin | WantedHold | type[WantedPin | WantedHold],
    *,
    known: str,
) -> dict[str, Any]:
    """Make a decision, or with a class take one back; return what is decided then.

    ``known`` is the version on which the decision rests.

    Raises:
        ChangedError: somebody else has decided since.
        UnknownDispatchError: there is no such ticket or crew.
    """
    with conn.transaction():
        conn.execute(_LOCK_TICKET, ticket._asdict())
        before = read_decision(conn, ticket, plan_on)
        if known not in (ANY, before["version"]):
            raise ChangedError(ticket.ticket_id, _who_decided(before))
        if isinstance(wanted, WantedPin):
            _pin(conn, ticket, plan_on, wanted)
        elif isinstance(wanted, WantedHold):
            _check_ticket(conn, ticket)
            decisions.hold(conn, ticket, wanted.reason, wanted.ends_on)
        elif wanted is WantedPin:
            decisions.unpin(conn, ticket, plan_on)
        else:
            decisions.release(conn, ticket)
        return read_decision(conn, ticket, plan_on)


def _pin(conn: Connection, ticket: TicketId, plan_on: date, wanted: WantedPin) -> None:
    _check_ticket(conn, ticket)
    crew_id = crew_of(conn, wanted.crew) if wanted.crew is not None else None
    decided = decisions.PinLine(crew_id, wanted.starts_at, wanted.order)
    decisions.pin(conn, ticket, plan_on, decided, keeps_rest=False)


def _check_ticket(conn: Connection, ticket: TicketId) -> None:
    if not decisions.find_open_ticket(conn, ticket.ticket_id, ticket.dataset):
        raise UnknownDispatchError(ticket.ticket_id, f"is no open ticket of {ticket.dataset}")


def crew_of(conn: Connection, name: str) -> int:
    """Return the id of an active crew.

    Raises:
        UnknownDispatchError: there is none of this name.
    """
    found = decisions.find_crew(conn, name)
    if found is None:
        raise UnknownDispatchError(name[:80], "no active crew has this name")
    return found[0]


def _who_decided(decision: dict[str, Any]) -> str:
    pin, hold = decision["pin"], decision["hold"]
    if pin is None and hold is None:
        return "somebody has taken the decision back"
    last = max((one for one in (pin, hold) if one), key=lambda one: str(one["made_at"]))
    what = "held it" if last is hold else f"pinned it{_where(last)}"
    return f"{last['made_by']} {what} at {last['made_at']}"


def _where(pin: dict[str, Any]) -> str:
    to = f" to {pin['crew']}" if pin["crew"] else ""
    return to + (f" for {pin['starts_at']}" if pin["starts_at"] else "")


def publish(conn: Connection, plan_id: int, *, instead_of: str, is_confirmed: bool) -> PlanLine:
    """Publish a draft in place of the plan that the caller knows: its id, "none", or any.

    Raises:
        UnknownDispatchError: there is no such draft.
        ChangedError: another plan has been published since.
        UnconfirmedError: the plan's tickets are out of date.
    """
    with conn.transaction():
        line = find_plan(conn, plan_id=plan_id)
        if line is None:
            raise UnknownDispatchError(f"plan {plan_id}", "does not exist")
        why = outdated(conn, line)
        published = publish_plan(
            conn, line, check=lambda: _check_published(conn, line, instead_of, why, is_confirmed)
        )
        if not published:
            raise ChangedError(f"plan {plan_id}", "is no longer a draft")
    found = find_plan(conn, plan_id=plan_id)
    assert found is not None  # noqa: S101 - plans are never deleted
    return found


def _check_published(
    conn: Connection,
    line: PlanLine,
    instead_of: str,
    outdated_because: str | None,
    is_confirmed: bool,  # noqa: FBT001 - private
) -> None:
    row = conn.execute(_FIND_PUBLISHED, {"plan_on": line.plan_on}).fetchone()
    known = NONE if row is None else str(row[0])
    if instead_of not in (ANY, known):
        problem = "no plan is published" if row is None else f"{row[1]} has published plan {row[0]}"
        raise ChangedError(f"{line.plan_on}", problem)
    if outdated_because and not is_confirmed:
        raise UnconfirmedError(f"plan {line.plan_id}", outdated_because)


def outdated(conn: Connection, line: PlanLine) -> str | None:
    """Return in which way the plan's tickets are out of date; None: they are not."""
    content = find_content(conn)
    if content.is_stale:
        return f"the tickets are out of date (as of {content.content_as_of})"
    if line.content_as_of != content.content_as_of:
        return (
            f"it was made from tickets as of {line.content_as_of}, and there are newer ones "
            f"(as of {content.content_as_of})"
        )
    return None


def read_crew_day(conn: Connection, crew_id: int, plan_on: date | None) -> dict[str, Any] | None:
    """Return a crew's day of the published plan; None if it has none."""
    found: dict[str, Any] | None = _one(
        conn, _READ_CREW_DAY, {"crew_id": crew_id, "plan_on": plan_on}
    )
    return found


def save_report(conn: Connection, crew_id: int, plan_on: date, report: CrewReport) -> None:
    """Keep what a crew reports.

    Raises:
        UnknownDispatchError: no published plan gave it this ticket on that day.
    """
    params = {
        **report.ticket._asdict(),
        "crew_id": crew_id,
        "plan_on": plan_on,
        "arrived_at": report.arrived_at,
        "done_at": report.done_at,
    }
    if conn.execute(_SAVE_REPORT, params).fetchone() is None:
        raise UnknownDispatchError(report.ticket.ticket_id, f"is not on this crew's {plan_on}")


def take_fix(conn: Connection, fix: Fix, crew_id: int | None = None) -> str:
    """Keep where a device is; return what became of it: kept, old or future."""
    row = conn.execute(_INSERT_POSITION, {**fix._asdict(), "crew_id": crew_id}).fetchone()
    return str(row[0]) if row else "old"


def forget_positions(conn: Connection) -> None:
    """Delete positions that have been kept long enough."""
    conn.execute(_DELETE_OLD_POSITIONS)


def read_positions(conn: Connection) -> dict[str, Any]:
    """Return where the crews are."""
    return _one(conn, _READ_POSITIONS, {}) or {}


def read_tracks(conn: Connection, plan_on: date | None, crew_id: int | None) -> dict[str, Any]:
    """Return where the crews were on a day: instants, longitudes and latitudes, by crew."""
    return _one(conn, _READ_TRACKS, {"plan_on": plan_on, "crew_id": crew_id}) or {}


def _one(conn: Connection, statement: bytes, params: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    row = conn.execute(statement, params).fetchone()
    return row[0] if row else None
