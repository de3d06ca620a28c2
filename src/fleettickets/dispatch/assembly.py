"""Plan a day of the database: its tickets and crews in, its plan in instants and tickets out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from fleettickets.dispatch.checker import Checked, CrewDay, Parts, TimedVisit
from fleettickets.dispatch.orders import DayOrders
from fleettickets.dispatch.problem import CrewOnShift, Job, Lunch, Problem
from fleettickets.dispatch.progress import begun_stops
from fleettickets.dispatch.replan import Remaining, rest_of_day
from fleettickets.dispatch.travel.table import Travel, travel_table
from fleettickets.dispatch.visits import VisitTickets, job_of, make_visits
from fleettickets.domain.crew_day import EAT, PublishedStop, Shift
from fleettickets.domain.place import Position


@dataclass(frozen=True, slots=True)
class Assembled:
    """The problem of a day, and which visit each of its jobs is."""

    day: DayOrders
    rest: Remaining
    visits: tuple[VisitTickets, ...]
    """For each job of the rest."""
    begun: tuple[tuple[PublishedStop, ...], ...]
    """For each crew the published stops that have begun."""
    travel_source: str
    estimated_pairs: int

    @property
    def problem(self) -> Problem:
        """The problem to be solved."""
        return self.rest.problem


def assemble(day: DayOrders, travel: Travel, fallback: Travel) -> Assembled:
    """Return the problem of the day, or of what is left of it.

    Raises:
        TravelError: the source of travel times gives no usable answer.
    """
    begun, visits = _parts(day)
    places, number = _places(day, begun, visits)
    table = travel_table(travel, places, leave_at(day), fallback)
    jobs = [job_of(visit, number[visit.position], day) for visit in visits]
    jobs += [_done(stop, number[stop.position]) for stops in begun for stop in stops]
    crews = tuple(_crew(shift, day, number) for shift in day.shifts)
    problem = Problem(crews, tuple(jobs), table.minutes, day.settings.prices)
    published = _published(day, problem, visits, begun)
    rest = rest_of_day(problem, published, day.now_minute, [len(stops) for stops in begun])
    left = tuple(visits[job] for job in rest.jobs)
    return Assembled(day, rest, left, tuple(begun), travel.name, table.estimated_pairs)


def leave_at(day: DayOrders) -> datetime:
    """Return for which time drives are asked."""
    return day.instant_of(max(day.now_minute, 0))


def places_of(day: DayOrders) -> list[Position]:
    """Return every place between which crews may drive."""
    return _places(day, *_parts(day))[0]


def _parts(day: DayOrders) -> tuple[list[tuple[PublishedStop, ...]], list[VisitTickets]]:
    begun = begun_stops(day)
    keys = {key for stops in begun for stop in stops for key in stop.tickets}
    return begun, make_visits(day, keys)


def _places(
    day: DayOrders,
    begun: Sequence[Sequence[PublishedStop]],
    visits: Sequence[VisitTickets],
) -> tuple[list[Position], dict[Position, int]]:
    """Return every place once, and its number."""
    number: dict[Position, int] = {}
    for visit in visits:
        number.setdefault(visit.position, len(number))
    for stops in begun:
        for stop in stops:
            number.setdefault(stop.position, len(number))
    for shift in day.shifts:
        number.setdefault(shift.start, len(number))
        number.setdefault(shift.end, len(number))
    return list(number), number


def _crew(shift: Shift, day: DayOrders, number: dict[Position, int]) -> CrewOnShift:
    def minute(at: time) -> int:
        return day.minute_of(datetime.combine(day.plan_on, at, EAT))

    lunch = None
    if shift.lunch_minutes and shift.lunch_from and shift.lunch_to:
        lunch = Lunch(shift.lunch_minutes, minute(shift.lunch_from), minute(shift.lunch_to))
    return CrewOnShift(
        shift.name,
        shift.skills,
        number[shift.start],
        number[shift.end],
        minute(shift.starts_at),
        minute(shift.ends_at),
        shift.overtime_minutes,
        lunch,
    )


def _done(stop: PublishedStop, place: int) -> Job:
    name = "/".join(stop.tickets[0]) if stop.tickets else "stop"
    minutes = int((stop.ends_at - stop.starts_at).total_seconds() // 60)
    return Job(name, place, minutes, 0)


def _published(
    day: DayOrders,
    problem: Problem,
    visits: Sequence[VisitTickets],
    begun: Sequence[Sequence[PublishedStop]],
) -> Checked:
    """Return the published plan in minutes: what has begun, then the visits that it still holds."""
    stop_of = {key: stop for stop in day.published for key in stop.tickets}
    first_begun = len(visits)
    days = []
    for crew, shift in enumerate(day.shifts):
        done = [_visit(day, stop, first_begun + number) for number, stop in enumerate(begun[crew])]
        first_begun += len(done)
        planned = [
            (stop_of[visit.keys[0]], index)
            for index, visit in enumerate(visits)
            if visit.published_crew == shift.crew_id
        ]
        planned.sort(key=lambda pair: (pair[0].starts_at, pair[1]))
        done += [_visit(day, stop, index) for stop, index in planned]
        span = day.published_lunches.get(shift.crew_id)
        lunch = (day.minute_of(span[0]), day.minute_of(span[1])) if span else None
        begins = problem.crews[crew].shift_from
        days.append(CrewDay(crew, tuple(done), lunch, 0, begins, 0, 0, ()))
    return Checked(tuple(days), (), Parts(0, 0, 0, 0, 0), ())


def _visit(day: DayOrders, stop: PublishedStop, job: int) -> TimedVisit:
    at = [day.minute_of(instant) for instant in (stop.arrives_at, stop.starts_at, stop.ends_at)]
    return TimedVisit(job, stop.travel_minutes, at[0], at[1], at[2], stop.late_minutes, 0)
