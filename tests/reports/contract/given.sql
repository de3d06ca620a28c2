-- What the examples of docs/dashboard-api-contract.md are drawn from. As of 12:00 on the 25th:
-- WOT0715527 is late, WOT0715528 was closed by B after A had held it longer, WOT0715529 was closed,
-- came back and was closed for good; WOT0301001 is due at 16:00.
INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, raw_status, cluster, location_name,
    assigned_team, owner, sla_status, mttr, created_at_service, scheduled_at, closed_at, latitude,
    longitude, bucket
)
VALUES
('inc', '2026-06-24 09:00', 'WOT0715527', 'ACCEPTED', 'ACCEPTED', 'MUIGAI INN', 'MUIGAI INN, GATE 2', 'A', 'ann', NULL, NULL, '2026-06-24 08:00:00', NULL, NULL, '-1.2676', '36.8108', 'pending'),
('inc', '2026-06-24 20:20', 'WOT0715528', 'ACCEPTED', 'ACCEPTED', 'KILIMANI', NULL, 'A', NULL, NULL, NULL, '2026-06-24 20:00:00', NULL, NULL, NULL, NULL, 'pending'),
('inc', '2026-06-25 07:00', 'WOT0715528', 'ACCEPTED', 'ACCEPTED', 'KILIMANI', NULL, 'B', NULL, NULL, NULL, '2026-06-24 20:00:00', NULL, NULL, NULL, NULL, 'pending'),
('inc', '2026-06-25 09:00', 'WOT0715528', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'KILIMANI', NULL, 'B', NULL, 'Compliant', '12.666666666666666', '2026-06-24 20:00:00', NULL, '2026-06-25 08:40:00', NULL, NULL, 'closed'),
('inc', '2026-06-25 09:00', 'WOT0715529', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'MUIGAI INN', NULL, 'A', 'ann', 'Compliant', '0.5', '2026-06-25 08:00:00', NULL, '2026-06-25 08:30:00', NULL, NULL, 'closed'),
('inc', '2026-06-25 10:00', 'WOT0715529', 'WORK IN PROGRESS', 'WORK IN PROGRESS', 'MUIGAI INN', NULL, 'A', 'ann', NULL, NULL, '2026-06-25 08:00:00', NULL, NULL, NULL, NULL, 'pending'),
('inc', '2026-06-25 12:00', 'WOT0715529', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'MUIGAI INN', NULL, 'A', 'ann', 'Breached', '3.6666666666666665', '2026-06-25 08:00:00', NULL, '2026-06-25 11:40:00', NULL, NULL, 'closed'),
('crq', '2026-06-25 12:00', 'WOT0301001', 'ACCEPTED', 'ACCEPTED', 'MUIGAI INN', 'MUIGAI INN, GATE 4', 'C', 'cat', NULL, NULL, '2026-06-22 08:00:00', '2026-06-25 16:00:00', NULL, '-1.2655', '36.8046', 'pending');

-- A published plan of that day.
INSERT INTO dispatch.crews (
    name, team, start_latitude, start_longitude, end_latitude, end_longitude
)
VALUES ('Alpha', 'A', -1.29, 36.82, -1.29, 36.82);
INSERT INTO dispatch.plans (
    plan_on, state, made_at, made_by, content_as_of, planned_from, seed, iterations, travel_source,
    cost, parts, published_at, published_by
)
VALUES (
    '2026-06-25', 'published', '2026-06-25 09:00+00', 'keeper', '2026-06-25 09:00+00',
    '2026-06-25 09:00+00', 0, 2000, 'estimate', 9250,
    '{"driving": 250, "overtime": 0, "late": 6500, "unserved": 2500, "changes": 0}',
    '2026-06-25 09:05+00', 'keeper'
);
INSERT INTO dispatch.crew_days (
    plan_id, crew_id, shift_from, shift_to, lunch_from, lunch_to, ends_at, overtime_minutes,
    driving_minutes
)
VALUES (
    1, 1, '2026-06-25 05:00+00', '2026-06-25 14:00+00', '2026-06-25 09:30+00',
    '2026-06-25 10:15+00', '2026-06-25 11:12+00', 0, 25
);
INSERT INTO dispatch.stops (
    plan_id, crew_id, stop_number, latitude, longitude, travel_minutes, arrives_at, starts_at,
    ends_at, late_minutes, is_pinned
)
VALUES (
    1, 1, 1, -1.2676, 36.8108, 12, '2026-06-25 09:12+00', '2026-06-25 10:15+00',
    '2026-06-25 11:00+00', 130, TRUE
);
INSERT INTO dispatch.stop_tickets (plan_id, dataset, ticket_id, crew_id, stop_number)
VALUES (1, 'inc', 'WOT0715527', 1, 1);
INSERT INTO dispatch.unassigned (plan_id, dataset, ticket_id, reason, detail, instead)
VALUES (
    1, 'crq', 'WOT0301001', 'full', '1 crew full: no place in the route is allowed',
    '{"crew": "Alpha", "tickets": ["WOT0715527"], "price_minutes": 650}'
);
