-- The content ends on the 25th at 12:00; asked as of 09:00 it is the clock that moves, not the
-- tickets. A1 is then 23 h old and at risk, not breached; A2, which began later, is 0 minutes old.
-- The window ends at 09:00: it holds C1's closing of 08:00, not C2's of 10:00, and the openings of
-- A1, C1 and C2. S1 is an installation for 10:00. What was open at 09:00, the backlog tells: A1 and
-- C2. Only what was closed before it is a team's.
-- Incidents have 24 h here, and are at risk from 18 h on.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

INSERT INTO given (file_at, ticket_id, normalized_status, created_at_service, closed_at)
VALUES
('2026-06-25 12:00', 'A1', 'open', '2026-06-24 10:00:00', NULL),
('2026-06-25 12:00', 'A2', 'open', '2026-06-25 10:00:00', NULL),
('2026-06-25 12:00', 'C1', 'closed', '2026-06-25 07:00:00', '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'C2', 'closed', '2026-06-25 07:30:00', '2026-06-25 10:00:00');

INSERT INTO given (dataset, file_at, ticket_id, created_at_service, scheduled_at)
VALUES ('crq', '2026-06-25 12:00', 'S1', '2026-06-24 08:00:00', '2026-06-25 10:00:00');
