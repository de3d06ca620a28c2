-- Midnight in Nairobi is 21:00 UTC. M1 closes a second before it, M2 on it; M3 opens on it. M4 opens
-- a second before the next, M5 on that. The first run ends with the 25th 20 minutes old: its
-- snapshot has M3 only, and M4 was learned since. Of the installations X1 is due a second before the
-- 26th, X2 when it begins.
-- Incidents have 24 h here, and are at risk from 18 h on.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

INSERT INTO given (run, file_at, ticket_id, normalized_status, created_at_service, closed_at)
VALUES
(1, '2026-06-25 00:20', 'M1', 'closed', '2026-06-24 22:00:00', '2026-06-24 23:59:59'),
(1, '2026-06-25 00:20', 'M2', 'closed', '2026-06-24 22:00:00', '2026-06-25 00:00:00'),
(1, '2026-06-25 00:20', 'M3', 'open', '2026-06-25 00:00:00', NULL),
(2, '2026-06-26 00:20', 'M4', 'open', '2026-06-25 23:59:59', NULL),
(2, '2026-06-26 00:20', 'M5', 'open', '2026-06-26 00:00:00', NULL);

INSERT INTO given (dataset, file_at, ticket_id, created_at_service, scheduled_at)
VALUES
('crq', '2026-06-25 12:00', 'X1', '2026-06-25 00:00:00', '2026-06-25 23:59:59'),
('crq', '2026-06-25 12:00', 'X2', '2026-06-25 00:00:00', '2026-06-26 00:00:00');
