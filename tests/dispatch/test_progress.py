"""How far a crew is, by its reports: pure, without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from fleettickets.dispatch.assembly import Assembled, assemble
from fleettickets.dispatch.engine import plan_day
from fleettickets.dispatch.orders import DayOrders
from fleettickets.dispatch.planned import PlannedDay, PlannedStop, describe
from fleettickets.dispatch.progress import begun_stops
from fleettickets.dispatch.search import Effort
from fleettickets.dispatch.travel.estimate import Estimate
from fleettickets.domain.crew_day import (
    EAT,
    PublishedStop,
    ReportedTicket,
    Shift,
    TicketId,
    TicketToPlan,
)
from fleettickets.domain.place import Position

DAY = date(2026, 6, 25)
DEPOT = Position(36.82, -1.29)


def at(clock: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock), EAT)


def place(number: int) -> Position:
    return Position(36.82 + number / 50, -1.29)


def key(number: int) -> TicketId:
    return TicketId("inc", f"T{number}")


def ticket(number: int) -> TicketToPlan:
    due_at = at("09:00") + timedelta(hours=number)
    return TicketToPlan(key(number), place(number), due_at, None, True, frozenset(), 45, 2)  # noqa: FBT003


def stop(number: int, clock: str, crew_id: int = 1) -> PublishedStop:
    starts_at = at(clock)
    ends_at = starts_at + timedelta(minutes=45)
    return PublishedStop(
        crew_id, place(number), 10, starts_at, starts_at, ends_at, 0, is_pinned=False,
        tickets=(key(number),),
    )  # fmt: skip


def shift(crew_id: int, name: str, *, lunch: bool = False) -> Shift:
    hours = (time(8), time(17))
    eats = (time(12), time(14), 45) if lunch else (None, None, None)
    return Shift(crew_id, name, None, frozenset(), DEPOT, DEPOT, *hours, *eats)


ALPHA = (stop(1, "08:30"), stop(2, "09:30"), stop(3, "10:30"), stop(4, "11:30"))


def day(
    now: str,
    said: Mapping[int, tuple[str | None, str | None]],
    *,
    reporter: tuple[int, str] = (1, "Alpha"),
) -> DayOrders:
    """A day of two crews; Alpha has the four stops, and the reports are arrived and done."""
    stops = {one.tickets[0]: one for one in ALPHA}
    reports = {}
    for number, (arrived, done) in said.items():
        home = replace(stops[key(number)], crew_id=reporter[0])
        arrived_at, done_at = (at(one) if one else None for one in (arrived, done))
        reports[key(number)] = ReportedTicket(key(number), reporter[1], arrived_at, done_at, home)
    tickets = tuple(ticket(number) for number in range(1, 5))
    shifts = (shift(1, "Alpha"), shift(2, "Bravo"))
    return DayOrders(DAY, at(now), tickets, shifts, published=ALPHA, reports=reports)


def solved(orders: DayOrders) -> tuple[PlannedDay, Assembled]:
    assembled = assemble(orders, Estimate(), Estimate())
    plan = plan_day(assembled.problem, Effort(30), orders=assembled.rest.orders)
    return describe(assembled, plan, seed=0, content_as_of=None), assembled


def stops_of(plan: PlannedDay, crew: str) -> list[PlannedStop]:
    [found] = [one for one in plan.crews if one.crew == crew]
    return list(found.stops)


def begun(orders: DayOrders, crew: int = 0) -> list[tuple[str, datetime, datetime]]:
    found = begun_stops(orders)[crew]
    return [(one.tickets[0].ticket_id, one.starts_at, one.ends_at) for one in found]


def test_a_crew_that_reports_nothing_is_where_the_plan_says() -> None:
    assert [name for name, *_ in begun(day("10:00", {}))] == ["T1", "T2"]


def test_what_was_reported_replaces_what_was_planned() -> None:
    orders = day("10:00", {1: ("08:50", "09:40")})

    assert begun(orders) == [("T1", at("08:50"), at("09:40"))]  # not T2, planned at 09:30


def test_a_crew_that_has_arrived_is_free_when_its_work_ends() -> None:
    orders = day("10:00", {1: ("08:30", "09:15"), 2: ("09:50", None)})

    assert begun(orders)[1] == ("T2", at("09:50"), at("10:35"))
    plan, assembled = solved(orders)
    crew = assembled.problem.crews[0]
    assert crew.shift_from == 155  # 10:35, counted from 08:00
    [third] = [one for one in stops_of(plan, "Alpha") if one.tickets == (key(3),)]
    assert third.arrives_at >= at("10:35")
    assert third.travel_minutes == Estimate().minutes([place(2)], [place(3)], at("10:00"))[0][0]


def test_work_that_lasts_longer_ends_now_at_the_earliest() -> None:
    assert begun(day("10:00", {1: ("08:30", None)})) == [("T1", at("08:30"), at("10:00"))]


def test_a_crew_that_is_done_early_is_free_early() -> None:
    orders = day("09:00", {1: ("08:20", "08:40")})
    plan, assembled = solved(orders)

    assert assembled.problem.crews[0].shift_from == 60
    reported = stops_of(plan, "Alpha")[0]
    assert (reported.is_begun, reported.starts_at, reported.ends_at) == (
        True, at("08:20"), at("08:40"),
    )  # fmt: skip
    assert stops_of(plan, "Alpha")[1].starts_at < at("09:30")


def test_every_ticket_stands_once_whatever_was_reported() -> None:
    reports = {1: ("08:30", "09:15"), 2: (None, "10:10"), 4: ("10:20", None)}
    for reporter in ((1, "Alpha"), (2, "Bravo"), (9, "Gone")):
        plan, _ = solved(day("10:30", reports, reporter=reporter))
        keys = [one for crew in plan.crews for stop in crew.stops for one in stop.tickets]
        keys += [line.key for line in plan.unassigned]
        assert sorted(keys) == [key(number) for number in range(1, 5)]


def test_done_by_a_crew_that_has_gone_home_is_not_planned_again() -> None:
    reports = {1: ("08:30", "09:15"), 2: ("09:30", None)}
    plan, _ = solved(day("10:00", reports, reporter=(9, "Gone")))

    left = {line.key: (line.reason, line.detail) for line in plan.unassigned}
    assert left[key(1)] == ("done", "Gone reported it done at 09:15; the feed has not closed it")
    assert key(2) not in left  # somebody else does it


def test_a_ticket_that_moved_is_begun_where_it_was_reported() -> None:
    orders = day("09:00", {2: ("08:40", None)}, reporter=(2, "Bravo"))

    assert begun(orders, crew=1) == [("T2", at("08:40"), at("09:25"))]
    assert [name for name, *_ in begun(orders)] == ["T1"]


def test_a_stop_that_the_feed_has_closed_needs_no_report() -> None:
    orders = day("10:00", {1: ("08:30", "09:15")})
    closed = replace(orders, tickets=orders.tickets[2:])

    assert [name for name, *_ in begun(closed)] == ["T1", "T2"]


def test_a_wrong_clock_of_a_phone_stays_within_the_day() -> None:
    assert begun(day("10:00", {1: ("09:00", "15:00")})) == [("T1", at("09:00"), at("10:00"))]
    assert begun(day("10:00", {1: ("11:00", None)})) == [("T1", at("10:00"), at("10:45"))]


def test_lateness_is_what_happened() -> None:
    [found] = begun_stops(day("13:00", {1: ("11:00", "11:40")}))[0]

    assert found.late_minutes == 105  # due at 10:00, 45 minutes of work


def test_lunch_that_work_has_eaten_up_is_still_to_come() -> None:
    orders = day("12:30", {1: ("08:30", "09:15"), 2: ("11:50", None)})
    lunch = {1: (at("12:10"), at("12:55"))}
    orders = replace(
        orders, shifts=(shift(1, "Alpha", lunch=True), shift(2, "Bravo")), published_lunches=lunch
    )
    plan, assembled = solved(orders)

    assert assembled.problem.crews[0].lunch is not None
    eaten = next(crew.lunch for crew in plan.crews if crew.crew == "Alpha")
    assert eaten is None or eaten[0] >= at("12:35")
