-- As of 12:00 on the 25th; incidents have 24 h and are at risk from 18 h on. A ticket
-- that is exactly as old as its target is not late yet; one that is as old as at_risk is at risk.
-- Kilimani has an hour and half an hour. No policy: unknown, unless a time was agreed.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

DELETE FROM tickets.sla_policy
WHERE dataset = 'crq';

INSERT INTO tickets.sla_policy (dataset, cluster, target_minutes, at_risk_minutes)
VALUES ('inc', 'Kilimani', 60, 30);

INSERT INTO given (dataset, file_at, ticket_id, cluster, created_at_service, scheduled_at)
VALUES
('inc', '2026-06-25 12:00', 'T1', 'Westlands', '2026-06-24 12:00:00', NULL),
('inc', '2026-06-25 12:00', 'T2', 'Westlands', '2026-06-24 11:59:59', NULL),
('inc', '2026-06-25 12:00', 'T3', 'Westlands', '2026-06-24 18:00:00', NULL),
('inc', '2026-06-25 12:00', 'T4', NULL, '2026-06-24 18:00:01', NULL),
('inc', '2026-06-25 12:00', 'T5', 'Kilimani', '2026-06-25 11:00:00', NULL),
('inc', '2026-06-25 12:00', 'T6', 'Kilimani', '2026-06-25 10:59:59', NULL),
('inc', '2026-06-25 12:00', 'T7', 'kilimani', '2026-06-25 10:59:59', NULL),
('crq', '2026-06-25 12:00', 'T8', 'Westlands', '2026-06-20 12:00:00', NULL),
('crq', '2026-06-25 12:00', 'T9', 'Westlands', '2026-06-20 12:00:00', '2026-06-25 12:00:00');
