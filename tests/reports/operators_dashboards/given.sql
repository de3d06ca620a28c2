-- The feed as the operator exports it: ids, statuses and clusters in capitals, the lifecycle in
-- bucket, no coordinates, a third without created_at_service. As of Thursday the 25th, 12:00.
-- WOT0715527 has been open for 50 h, past its 48; WOT0715601 for 40 h, by first_seen_at, at risk;
-- WOT0715733 waits. WOT0714002 took 36.5 h and is Compliant, WOT0714118 60 h and is Breached;
-- WOT0714200 was closed on Monday at 00:00. WOT0715800 is an alarm, and no ticket.
INSERT INTO given (
    file_at, ticket_id, normalized_status, raw_status, bucket, is_actionable, cluster, region,
    location_name, assigned_team, owner, sla_status, mttr, created_at_service, first_seen_at,
    closed_at, is_alarm
)
VALUES
('2026-06-22 15:50:39', 'WOT0714200', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'KAMPALA ROAD', 'KAMPALA', NULL, 'TEAM KAMPALA 1', 'OKELLO J', 'Compliant', '4', '2026-06-21 20:00:00', NULL, '2026-06-22 00:00:00', 'false'),
('2026-06-25 12:00', 'WOT0715527', 'ACCEPTED', 'ACCEPTED', 'pending', 'true', 'MUIGAI INN', 'NAIROBI', 'MUIGAI INN, GATE 2', 'TEAM THIKA 3', 'NJERI M', NULL, NULL, '2026-06-23 10:00:00', NULL, NULL, 'false'),
('2026-06-25 12:00', 'WOT0715601', 'WORK IN PROGRESS', 'WORK IN PROGRESS', 'pending', 'true', 'NYALI', 'MOMBASA', 'LINKS ROAD', 'TEAM COAST 1', 'HASSAN A', NULL, NULL, NULL, '2026-06-23 20:00:00', NULL, 'false'),
('2026-06-25 12:00', 'WOT0715733', 'PENDING', 'PENDING', 'pending', 'false', 'MUIGAI INN', 'NAIROBI', NULL, 'TEAM THIKA 3', NULL, NULL, NULL, '2026-06-25 07:00:00', NULL, NULL, 'false'),
('2026-06-25 12:00', 'WOT0714002', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'NAIROBI', NULL, 'TEAM THIKA 3', 'NJERI M', 'Compliant', '36.5', '2026-06-23 21:30:00', NULL, '2026-06-25 10:00:00', 'false'),
('2026-06-25 12:00', 'WOT0714118', 'CLOSED INCOMPLETE', 'CLOSED INCOMPLETE', 'closed', 'false', 'NYALI', 'MOMBASA', NULL, 'TEAM COAST 1', 'HASSAN A', 'Breached', '60', '2026-06-22 20:00:00', NULL, '2026-06-25 08:00:00', 'false'),
('2026-06-25 12:00', 'WOT0715800', 'ACCEPTED', 'ACCEPTED', 'pending', 'true', 'MUIGAI INN', 'NAIROBI', NULL, NULL, NULL, NULL, NULL, '2026-06-25 11:00:00', NULL, NULL, 'true');

-- Installations: one due today at 15:00, one closed a day after its appointment.
INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, raw_status, bucket, is_actionable, cluster,
    region, assigned_team, sla_status, mttr, created_at_service, scheduled_at, closed_at
)
VALUES
('crq', '2026-06-25 12:00', 'WOT0301001', 'ASSIGNED', 'ASSIGNED', 'pending', 'true', 'MUIGAI INN', 'NAIROBI', 'TEAM THIKA 3', NULL, NULL, '2026-06-22 08:00:00', '2026-06-25 15:00:00', NULL),
('crq', '2026-06-25 12:00', 'WOT0300877', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'NYALI', 'MOMBASA', 'TEAM COAST 1', NULL, '72.25', '2026-06-22 08:00:00', '2026-06-24 09:00:00', '2026-06-25 09:00:00');

INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)
VALUES ('MUIGAI INN', 'SRID=4326;POINT(36.95 -1.17)', 'manual', 'cluster');
