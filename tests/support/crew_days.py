"""A published day of two crews for today, of tickets that are there, at any time of the day."""

from contextlib import closing
from typing import NamedTuple

from fleettickets.store.connect import connect
from fleettickets.store.tokens import add_token

_MAKE = """
WITH crews AS (
    INSERT INTO dispatch.crews
        (name, team, start_latitude, start_longitude, end_latitude, end_longitude)
    VALUES ('Kilimani 1', 'Nairobi West', -1.29, 36.79, -1.29, 36.79),
        ('Westlands 2', 'Nairobi West', -1.26, 36.80, -1.26, 36.80)
    RETURNING crew_id, name
),
shifts AS (
    INSERT INTO dispatch.shifts (crew_id, weekday, starts_at, ends_at)
    SELECT c.crew_id, d, '08:00', '17:00' FROM crews AS c CROSS JOIN generate_series(1, 7) AS d
),
plan AS (
    INSERT INTO dispatch.plans (plan_on, state, content_as_of, planned_from, seed, iterations,
        travel_source, cost, parts, published_at, published_by)
    SELECT (now() AT TIME ZONE 'Africa/Nairobi')::date, 'published', now(), now(), 0, 0,
        'estimate', 0,
        '{"driving": 0, "overtime": 0, "late": 0, "unserved": 0, "changes": 0}', now(), 'ann'
    RETURNING plan_id, plan_on
),
days AS (
    INSERT INTO dispatch.crew_days (plan_id, crew_id, shift_from, shift_to, lunch_from, lunch_to,
        ends_at, overtime_minutes, driving_minutes)
    SELECT p.plan_id, c.crew_id, e.day + '8:00', e.day + '17:00', e.day + '12:10', e.day + '12:55',
        e.day + '16:20', 0, 74
    FROM plan AS p CROSS JOIN crews AS c
    CROSS JOIN LATERAL (SELECT (p.plan_on::timestamp AT TIME ZONE 'Africa/Nairobi') AS day) AS e
    RETURNING plan_id, crew_id, shift_from
),
jobs AS (
    SELECT j.*, row_number() OVER (ORDER BY j.dataset, j.ticket_id) AS number
    FROM dispatch.open_jobs AS j WHERE j.latitude IS NOT NULL AND j.is_actionable
),
placed AS (
    SELECT d.*, j.dataset, j.ticket_id, j.latitude, j.longitude,
        (j.number - 1) / 2 + 1 AS stop_number,
        d.shift_from + ((j.number - 1) / 2) * interval '70 minutes' + interval '15 minutes' AS at
    FROM (SELECT *, row_number() OVER (ORDER BY crew_id) AS crew_number FROM days) AS d
    INNER JOIN jobs AS j ON j.number %% 2 = d.crew_number %% 2 AND j.number <= 2 * {stops}
),
stops AS (
    INSERT INTO dispatch.stops (plan_id, crew_id, stop_number, latitude, longitude, travel_minutes,
        arrives_at, starts_at, ends_at, late_minutes, is_pinned)
    SELECT plan_id, crew_id, stop_number, latitude, longitude, 14, at, at,
        at + interval '45 minutes', CASE WHEN stop_number = 3 THEN 25 ELSE 0 END, FALSE
    FROM placed
)
INSERT INTO dispatch.stop_tickets (plan_id, dataset, ticket_id, crew_id, stop_number)
SELECT plan_id, dataset, ticket_id, crew_id, stop_number FROM placed
"""

_AGAIN = """
UPDATE dispatch.plans SET state = 'superseded';
INSERT INTO dispatch.plans (plan_on, state, content_as_of, planned_from, seed, iterations,
    travel_source, cost, parts, published_at, published_by)
SELECT plan_on, 'published', content_as_of, planned_from, 1, 0, travel_source, cost, parts, now(),
    'ann'
FROM dispatch.plans;
INSERT INTO dispatch.crew_days
SELECT (n).* FROM dispatch.crew_days AS d
CROSS JOIN LATERAL jsonb_populate_record(d,
    jsonb_build_object('plan_id', (SELECT max(plan_id) FROM dispatch.plans))) AS n;
INSERT INTO dispatch.stops
SELECT (n).* FROM dispatch.stops AS d
CROSS JOIN LATERAL jsonb_populate_record(d,
    jsonb_build_object('plan_id', (SELECT max(plan_id) FROM dispatch.plans))) AS n
WHERE d.stop_number < (SELECT max(stop_number) FROM dispatch.stops);
INSERT INTO dispatch.stop_tickets
SELECT (n).* FROM dispatch.stop_tickets AS d
CROSS JOIN LATERAL jsonb_populate_record(d,
    jsonb_build_object('plan_id', (SELECT max(plan_id) FROM dispatch.plans))) AS n
WHERE d.stop_number < (SELECT max(stop_number) FROM dispatch.stop_tickets);
"""


class CrewDay(NamedTuple):
    """The tokens of a published day."""

    first: str
    second: str
    dispatcher: str


def publish_today(url: str, stops: int = 4) -> CrewDay:
    """Publish a day of today with so many stops for each crew; return tokens."""
    with closing(connect(url)) as conn:
        conn.execute(_MAKE.replace("%%", "%").replace("{stops}", str(stops)).encode())
        names = ("Kilimani 1", "Westlands 2")
        ids = [
            conn.execute("SELECT crew_id FROM dispatch.crews WHERE name = %s", (name,)).fetchone()
            for name in names
        ]
        first, second = (
            add_token(conn, f"phone of {name}", "crew", None, found[0] if found else None)[0]
            for name, found in zip(names, ids, strict=True)
        )
        dispatcher = add_token(conn, "ann", "dispatcher", None)[0]
    return CrewDay(first, second, dispatcher)


def publish_without_last_stop(url: str) -> None:
    """Publish another plan of today, in which each crew has one stop less."""
    with closing(connect(url)) as conn:
        conn.execute(_AGAIN.encode())
