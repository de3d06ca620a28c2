"""Decisions and plans of dispatch, for tests of what must not be lost."""

from contextlib import closing

from fleettickets.store.connect import connect

_DECIDED = """
INSERT INTO dispatch.crews
    (name, skills, start_latitude, start_longitude, end_latitude, end_longitude)
VALUES ('Crew {n}', '{{splice}}', -1.2, 36.8, -1.2, 36.8);
INSERT INTO dispatch.shifts (crew_id, weekday, starts_at, ends_at)
SELECT max(crew_id), {n}, '08:00', '17:00' FROM dispatch.crews;
INSERT INTO dispatch.absences (crew_id, first_on, last_on)
SELECT max(crew_id), '2026-06-25', '2026-06-26' FROM dispatch.crews;
INSERT INTO dispatch.job_rules (position, minutes, priority) VALUES ({n}, 30, {n});
INSERT INTO dispatch.pins (dataset, ticket_id, plan_on, crew_id)
SELECT 'inc', 'T{n}', '2026-06-25', max(crew_id) FROM dispatch.crews;
INSERT INTO dispatch.holds (dataset, ticket_id, reason) VALUES ('inc', 'H{n}', 'no access');
DELETE FROM dispatch.holds WHERE ticket_id = 'H1' AND {n} = 2;
UPDATE dispatch.settings SET change_price = {n};
INSERT INTO dispatch.plans
    (plan_on, planned_from, seed, iterations, travel_source, cost, parts)
VALUES ('2026-06-2{n}', now(), 1, 1, 'estimate', 1, '{{}}');
INSERT INTO dispatch.crew_days
    (plan_id, crew_id, shift_from, shift_to, ends_at, overtime_minutes, driving_minutes)
SELECT max(plan_id), (SELECT max(crew_id) FROM dispatch.crews), now(), now(), now(), 0, 0
FROM dispatch.plans;
INSERT INTO dispatch.stops
SELECT plan_id, crew_id, 1, -1.2, 36.8, 5, now(), now(), now(), 0, TRUE FROM dispatch.crew_days
ON CONFLICT DO NOTHING;
INSERT INTO dispatch.stop_tickets
SELECT plan_id, 'inc', 'T1', crew_id, stop_number FROM dispatch.stops ON CONFLICT DO NOTHING;
INSERT INTO dispatch.unassigned (plan_id, dataset, ticket_id, reason, detail)
SELECT max(plan_id), 'inc', 'T9', 'full', 'full' FROM dispatch.plans;
INSERT INTO dispatch.crew_reports (plan_on, crew_id, dataset, ticket_id, arrived_at, reported_by)
SELECT '2026-06-2{n}', max(crew_id), 'inc', 'T1', now(), 'Crew {n}' FROM dispatch.crews;
UPDATE dispatch.plans SET state = 'published', published_at = now() WHERE state = 'draft';
-- No decisions: they are in the dump of everything only.
INSERT INTO dispatch.travel_places (latitude_e5, longitude_e5)
SELECT -120000, 3680000 + i FROM generate_series(1, 2) AS i WHERE {n} = 1;
INSERT INTO dispatch.travel_times (source, origin_id, destination_id, minutes)
SELECT 'osrm', min(place_id), max(place_id), 5 FROM dispatch.travel_places
ON CONFLICT DO NOTHING;
"""


def decide_on_dispatch(url: str, number: int) -> None:
    """Change everything that people can decide about the crews' days; ``number`` is 1, then 2."""
    with closing(connect(url)) as conn:
        conn.execute(_DECIDED.format(n=number).encode())
