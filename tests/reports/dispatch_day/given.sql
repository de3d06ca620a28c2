-- Two versions of a plan were published on the 25th. Alpha reports: N1 was to begin by 9:15 (due at
-- 10:00, 45 minutes of work), planned for 8:30, and began at 9:30; C1 was appointed for 14:00, and
-- kept until 16:00. Bravo reports nothing: its device stayed at S1 from 9:05 on, the feed closed S1,
-- and nobody knows of S2. Zulu had no stop. D1 was dropped by the second version.
INSERT INTO given (
    dataset, file_at, ticket_id, is_actionable, created_at_service, scheduled_at, closed_at,
    latitude, longitude
)
VALUES
('inc', '2026-06-25 06:00', 'N1', 'true', '2026-06-23 10:00:00', NULL, NULL, '-1.27', '36.80'),
('inc', '2026-06-25 06:00', 'S1', 'true', '2026-06-23 10:00:00', NULL, NULL, '-1.30', '36.85'),
('inc', '2026-06-25 06:00', 'S2', 'true', '2026-06-23 18:00:00', NULL, NULL, '-1.31', '36.86'),
('inc', '2026-06-25 06:00', 'D1', 'true', '2026-06-23 18:00:00', NULL, NULL, '-1.31', '36.87'),
('crq', '2026-06-25 06:00', 'C1', 'true', '2026-06-20 09:00:00', '2026-06-25 14:00:00', NULL, '-1.28', '36.82'),
('inc', '2026-06-25 12:00', 'S1', 'false', '2026-06-23 10:00:00', NULL, '2026-06-25 09:50:00', '-1.30', '36.85');

INSERT INTO dispatch.crews (
    name, team, device, start_latitude, start_longitude, end_latitude, end_longitude
)
VALUES
('Alpha', 'North', NULL, -1.29, 36.82, -1.29, 36.82),
('Bravo', 'South', '353002', -1.33, 36.85, -1.33, 36.85),
('Zulu', NULL, NULL, -1.29, 36.82, -1.29, 36.82);
INSERT INTO dispatch.plans (
    plan_on, state, made_at, planned_from, seed, iterations, travel_source, cost, parts,
    published_at, published_by
)
VALUES
('2026-06-25', 'superseded', '2026-06-25 05:50+03', '2026-06-25 08:00+03', 0, 1, 'estimate', 0, '{}', '2026-06-25 06:00+03', 'ann'),
('2026-06-25', 'published', '2026-06-25 10:50+03', '2026-06-25 10:50+03', 0, 1, 'estimate', 0, '{}', '2026-06-25 11:00+03', 'ann'),
('2026-06-25', 'draft', '2026-06-25 11:50+03', '2026-06-25 11:50+03', 0, 1, 'estimate', 0, '{}', NULL, NULL);
INSERT INTO dispatch.crew_days (
    plan_id, crew_id, shift_from, shift_to, ends_at, overtime_minutes, driving_minutes
)
SELECT
    p.plan_id,
    c.crew_id,
    '2026-06-25 08:00+03',
    '2026-06-25 17:00+03',
    '2026-06-25 17:00+03',
    0,
    (ARRAY[40, 30, 0])[c.crew_id]
FROM dispatch.plans AS p
CROSS JOIN dispatch.crews AS c;
INSERT INTO dispatch.stops (
    plan_id, crew_id, stop_number, latitude, longitude, travel_minutes, arrives_at, starts_at,
    ends_at, late_minutes, is_pinned, is_begun
)
VALUES
(1, 1, 1, -1.27, 36.80, 15, '2026-06-25 08:30+03', '2026-06-25 08:30+03', '2026-06-25 09:15+03', 0, FALSE, FALSE),
(1, 1, 2, -1.28, 36.82, 10, '2026-06-25 13:50+03', '2026-06-25 14:00+03', '2026-06-25 15:30+03', 0, FALSE, FALSE),
(1, 2, 1, -1.30, 36.85, 15, '2026-06-25 09:00+03', '2026-06-25 09:00+03', '2026-06-25 09:45+03', 10, FALSE, FALSE),
(1, 2, 2, -1.31, 36.87, 15, '2026-06-25 10:00+03', '2026-06-25 10:00+03', '2026-06-25 10:45+03', 0, FALSE, FALSE),
(2, 1, 1, -1.27, 36.80, 15, '2026-06-25 09:30+03', '2026-06-25 09:30+03', '2026-06-25 10:00+03', 15, FALSE, TRUE),
(2, 1, 2, -1.28, 36.82, 10, '2026-06-25 14:00+03', '2026-06-25 14:00+03', '2026-06-25 15:30+03', 0, FALSE, FALSE),
(2, 2, 1, -1.30, 36.85, 15, '2026-06-25 09:00+03', '2026-06-25 09:00+03', '2026-06-25 09:45+03', 10, FALSE, TRUE),
(2, 2, 2, -1.31, 36.86, 5, '2026-06-25 12:00+03', '2026-06-25 12:00+03', '2026-06-25 12:45+03', 45, FALSE, FALSE),
(3, 2, 1, -1.31, 36.87, 15, '2026-06-25 12:00+03', '2026-06-25 12:00+03', '2026-06-25 12:45+03', 0, FALSE, FALSE);
INSERT INTO dispatch.stop_tickets (plan_id, crew_id, stop_number, dataset, ticket_id)
VALUES
(1, 1, 1, 'inc', 'N1'),
(1, 1, 2, 'crq', 'C1'),
(1, 2, 1, 'inc', 'S1'),
(1, 2, 2, 'inc', 'D1'),
(2, 1, 1, 'inc', 'N1'),
(2, 1, 2, 'crq', 'C1'),
(2, 2, 1, 'inc', 'S1'),
(2, 2, 2, 'inc', 'S2'),
(3, 2, 1, 'inc', 'D1');
INSERT INTO dispatch.crew_reports (
    plan_on, crew_id, dataset, ticket_id, arrived_at, done_at, reported_by
)
VALUES
('2026-06-25', 1, 'inc', 'N1', '2026-06-25 09:30+03', '2026-06-25 10:00+03', 'van 1'),
('2026-06-25', 1, 'crq', 'C1', '2026-06-25 16:30+03', '2026-06-25 17:00+03', 'van 1');
-- Two drives of 1,668 m in 5 minutes and 1,612 m in 10; then it stays.
INSERT INTO dispatch.positions (device, at, latitude, longitude)
VALUES
('353002', '2026-06-25 08:50+03', -1.33, 36.85),
('353002', '2026-06-25 08:55+03', -1.315, 36.85),
('353002', '2026-06-25 09:05+03', -1.3005, 36.85),
('353002', '2026-06-25 09:12+03', -1.3004, 36.85);
