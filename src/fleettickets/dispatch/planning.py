"""Plan a day of the database: read it, plan it, keep the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from fleettickets.dispatch.assembly import Assembled, assemble, leave_at, places_of
from fleettickets.dispatch.engine import DayPlan, plan_day
from fleettickets.dispatch.orders import DayOrders, DaySettings
from fleettickets.dispatch.planned import PlannedDay, as_json, describe
from fleettickets.dispatch.problem import Prices
from fleettickets.dispatch.replan import CALM
from fleettickets.dispatch.search import Effort
from fleettickets.dispatch.travel.estimate import Estimate
from fleettickets.dispatch.travel.remembered import Routing, look_up
from fleettickets.dispatch.travel.table import Travel
from fleettickets.domain.crew_day import PlannerSettings
from fleettickets.store import dispatch_day
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_plans import insert_plan
from fleettickets.store.snapshot import one_instant
from fleettickets.store.travel_times import TravelTimes

ITERATIONS = 2000


@dataclass(frozen=True, slots=True)
class LoadedDay:
    """A day as the database has it now."""

    orders: DayOrders
    content: dispatch_day.Content
    estimate: Estimate


def load_day(
    conn: Connection,
    plan_on: date,
    *,
    now: datetime | None = None,
    plan_id: int | None = None,
) -> LoadedDay:
    """Read a day in one snapshot; ``plan_id`` stands in for the published plan."""
    with one_instant(conn):
        content = dispatch_day.find_content(conn)
        settings = dispatch_day.planner_settings(conn)
        orders = DayOrders(
            plan_on,
            now or content.wall_clock_at,
            dispatch_day.open_tickets(conn),
            dispatch_day.shifts_on(conn, plan_on),
            dispatch_day.pins_on(conn, plan_on),
            dispatch_day.plan_stops(conn, plan_on, plan_id),
            dispatch_day.plan_lunches(conn, plan_on, plan_id),
            DaySettings(prices_of(settings), settings.appointment_minutes),
            dispatch_day.reports_on(conn, plan_on),
        )
    estimate = Estimate(
        settings.travel_fixed_minutes,
        settings.travel_minutes_a_km,
        tuple(settings.travel_factors),
    )
    return LoadedDay(orders, content, estimate)


def known_travel(conn: Connection, loaded: LoadedDay, source: Routing | None) -> Travel:
    """Return the travel times of the day, as far as they are remembered; the rest is asked.

    Without a source they are estimated.

    Raises:
        TravelError: the source gives no usable answer.
    """
    if source is None:
        return loaded.estimate
    orders = loaded.orders
    return look_up(source, TravelTimes(conn), places_of(orders), leave_at(orders))


def prices_of(settings: PlannerSettings) -> Prices:
    """Return the prices as the planner takes them."""
    late_1, late_2, late_3, late_4 = settings.late_prices
    left_1, left_2, left_3, left_4 = settings.unserved_prices
    return Prices(
        settings.driving_price,
        settings.overtime_price,
        (late_1, late_2, late_3, late_4),
        settings.appointment_price,
        (left_1, left_2, left_3, left_4),
        settings.change_price,
    )


def plan_loaded(
    loaded: LoadedDay,
    effort: Effort,
    *,
    travel: Travel | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> tuple[PlannedDay, Assembled, DayPlan]:
    """Plan a day. What is published for it is changed only where that pays.

    Raises:
        TravelError: the source of travel times gives no usable answer.
        PlanError: the plan breaks a rule, which is a fault of ours.
    """
    assembled = assemble(loaded.orders, travel or loaded.estimate, loaded.estimate)
    is_again = any(assembled.rest.orders)
    calm = Effort(effort.iterations, effort.seed, effort.limit_s, CALM) if is_again else effort
    orders = assembled.rest.orders if is_again else None
    plan = plan_day(assembled.problem, calm, orders=orders, advance=advance)
    shown = describe(assembled, plan, seed=effort.seed, content_as_of=loaded.content.content_as_of)
    return shown, assembled, plan


def keep(conn: Connection, plan: PlannedDay) -> int:
    """Keep a plan as a draft and return its id."""
    document = as_json(plan)
    for crew, shown in zip(plan.crews, document["crews"], strict=True):
        lunch = shown.pop("lunch") or {}
        shown |= {
            "crew_id": crew.crew_id,
            "lunch_from": lunch.get("from"),
            "lunch_to": lunch.get("to"),
        }
        for stop, stop_shown in zip(crew.stops, shown["stops"], strict=True):
            stop_shown["tickets"] = [key._asdict() for key in stop.tickets]
    return insert_plan(conn, document)
