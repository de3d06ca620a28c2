-- The file of the 25th says that L1 was closed on the 23rd; that day's snapshot had it open. A
-- second late thing: the file of the 24th, with L2, comes after the one of the 25th. L3, for 18:00
-- of the 23rd, was closed at 20:00, as the file of the 25th says.
-- Incidents have 24 h here, and are at risk from 18 h on.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

INSERT INTO given (run, file_at, ticket_id, normalized_status, created_at_service, closed_at)
VALUES
(1, '2026-06-23 08:20', 'L1', 'open', '2026-06-23 08:00:00', NULL),
(2, '2026-06-25 09:00', 'L1', 'closed', '2026-06-23 08:00:00', '2026-06-23 20:00:00'),
(3, '2026-06-24 10:00', 'L2', 'open', '2026-06-24 09:00:00', NULL);

INSERT INTO given (
    run, dataset, file_at, ticket_id, normalized_status, created_at_service, scheduled_at, closed_at
)
VALUES
(1, 'crq', '2026-06-23 08:20', 'L3', 'open', '2026-06-23 08:00:00', '2026-06-23 18:00:00', NULL),
(2, 'crq', '2026-06-25 09:00', 'L3', 'closed', '2026-06-23 08:00:00', '2026-06-23 18:00:00', '2026-06-23 20:00:00');
