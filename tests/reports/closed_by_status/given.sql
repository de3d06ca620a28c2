-- Cancelled without a closing time: the version that showed it dates it. X1 is in the window,
-- X2 was cancelled two days before, X3 was cancelled, came back, and is open. The source gives no
-- verdict, so the due time does: X1 ended within its 24 h; X4 ended two days after it began.
-- Incidents have 24 h here, and are at risk from 18 h on.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

INSERT INTO given (
    file_at, ticket_id, normalized_status, raw_status, is_actionable, created_at_service
)
VALUES
('2026-06-25 11:00', 'X1', 'cancelled', 'Cancelled', 'false', '2026-06-25 08:00:00'),
('2026-06-23 11:00', 'X2', 'Cancelled', 'Cancelled', 'false', '2026-06-23 08:00:00'),
('2026-06-25 10:00', 'X3', 'canceled', 'Cancelled', 'false', '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'X3', 'open', 'Again', 'true', '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'X4', 'resolved', 'Done', 'false', '2026-06-23 08:00:00');
