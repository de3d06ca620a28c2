"""The demo's crews: shifts, skills, published plans, and crews that drive along them.

Two days are planned: the one on which the feed's content ends, which is over, with everything that
the crews reported; and today, where the crews are on their way. Their hours fit the clock, so that
they are on shift whenever somebody looks.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from fleettickets.demo.drives import drives_of
from fleettickets.dispatch.planning import LoadedDay, keep, load_day, plan_loaded
from fleettickets.dispatch.search import Effort
from fleettickets.domain.crew_day import EAT
from fleettickets.domain.place import Position
from fleettickets.domain.position_reports import read_fields
from fleettickets.errors import StoreError
from fleettickets.store.connect import Connection
from fleettickets.store.demo_database import DemoTeam, insert_demo_rules, list_demo_teams
from fleettickets.store.dispatch_day import find_content, shifts_on
from fleettickets.store.dispatch_decisions import CrewLine, save_crew
from fleettickets.store.dispatch_desk import save_report, take_fix
from fleettickets.store.dispatch_plans import find_plan, publish_plan, read_plan

_CREWS = 24
_PAST, _TODAY = Effort(30), Effort(80)
"""Little: a demo begins soon, and `dispatch plan` finds better plans."""
_NEW_INCIDENTS = 5
"""So many came after today's plan was made, so somebody must decide about them."""
_SHIFT_H = 9
_BEFORE_H = 3
"""A shift began so long ago, if the day allows it."""
_FIX_EVERY = timedelta(minutes=10)


def begin_crews(conn: Connection, now: datetime | None = None) -> str:
    """Make crews and plans, unless today's plan is published already; return a summary.

    Raises:
        StoreError: there is nothing to plan.
    """
    at = (now or find_content(conn).wall_clock_at).astimezone(EAT)
    if find_plan(conn, plan_on=at.date(), state="published") is None:
        teams = list_demo_teams(conn, _CREWS)
        with conn.transaction():
            insert_demo_rules(conn)
            for number, team in enumerate(teams):
                save_crew(conn, _crew(number, team, at))
        content = find_content(conn).content_as_of
        if content is not None and content.astimezone(EAT).date() < at.date():
            past = content.astimezone(EAT).date()
            _publish(conn, _loaded(conn, past, at), _PAST)
            advance(conn, datetime.combine(past, time(23), EAT), plan_on=past)
        _publish(conn, _without_newest(_loaded(conn, at.date(), at)), _TODAY)
    advance(conn, at)
    plan = read_plan(conn, plan_on=at.date())
    assert plan is not None  # noqa: S101 - published above
    stops = sum(len(crew["stops"]) for crew in plan["crews"])
    if not stops:
        raise StoreError("demo", "the crews have no stops")
    return f"{len(plan['crews'])} crews, {stops} stops, plan {plan['plan_id']}"


def _shift(at: datetime) -> tuple[time, time]:
    first = max(0, min(at.hour - _BEFORE_H, 23 - _SHIFT_H))
    return time(first), time(first + _SHIFT_H)


def _crew(number: int, team: DemoTeam, at: datetime) -> CrewLine:
    begins, ends = _shift(at)
    skills = ["splice", "install"] if number % 3 else ["splice"]
    return CrewLine(
        team.team.removeprefix("Team "),
        team.team,
        skills,
        team.latitude,
        team.longitude,
        team.latitude,
        team.longitude,
        begins,
        ends,
        time(begins.hour + 4),
        time(begins.hour + 6),
        45,
        f"3530{number:04}",
        list(range(1, 8)),
    )


def _loaded(conn: Connection, plan_on: date, at: datetime) -> LoadedDay:
    """Return the day as it was when the shifts began."""
    return load_day(conn, plan_on, now=datetime.combine(plan_on, _shift(at)[0], EAT))


def _without_newest(loaded: LoadedDay) -> LoadedDay:
    """Return the day without its last incidents by due time: they were not known yet."""
    incidents = [
        ticket
        for ticket in loaded.orders.tickets
        if ticket.key.dataset == "inc" and ticket.is_actionable and ticket.position
    ]
    incidents.sort(key=lambda ticket: (str(ticket.due_at), ticket.key))
    new = {ticket.key for ticket in incidents[-_NEW_INCIDENTS:]}
    known = tuple(ticket for ticket in loaded.orders.tickets if ticket.key not in new)
    return replace(loaded, orders=replace(loaded.orders, tickets=known))


def _publish(conn: Connection, loaded: LoadedDay, effort: Effort) -> None:
    plan, _, _ = plan_loaded(loaded, effort)
    line = find_plan(conn, plan_id=keep(conn, plan))
    assert line is not None  # noqa: S101 - just kept
    publish_plan(conn, line)


def advance(
    conn: Connection, until: datetime, *, plan_on: date | None = None, since: datetime | None = None
) -> None:
    """Post what the crews of a day report until an instant, and where their trackers were.

    ``since``: what came before has been posted already.
    """
    day = plan_on or until.astimezone(EAT).date()
    plan = read_plan(conn, plan_on=day)
    if plan is None or plan["state"] != "published":
        return
    with conn.transaction():
        for drive in drives_of(plan, shifts_on(conn, day)):
            for report in drive.reports_until(until):
                if (
                    since is None
                    or max(report.done_at or since, report.arrived_at or since) > since
                ):
                    save_report(conn, drive.crew_id, day, report)
            for at in _instants(since or drive.begins_at, until):
                fix = read_fields(_as_osmand_sends(drive.position_at(at), at))
                assert fix is not None  # noqa: S101 - it is valid
                take_fix(conn, fix, drive.crew_id)


def _instants(since: datetime, until: datetime) -> Iterator[datetime]:
    until = min(until, since + timedelta(hours=_SHIFT_H + 1))
    at = since
    while at < until:
        yield at
        at += _FIX_EVERY
    yield until


def _as_osmand_sends(position: Position, at: datetime) -> dict[str, str]:
    return {
        "id": "demo",
        "lat": f"{position.latitude:.6f}",
        "lon": f"{position.longitude:.6f}",
        "timestamp": f"{at.timestamp():.0f}",
        "accuracy": "8",
    }
