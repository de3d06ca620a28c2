-- As of 12:00 on the 25th. N1 is aged from first_seen_at, 30 h; its mttr of a minute is no target.
-- N2 has no start: its age and state are unknown. N3 is an hour old. N4 starts a day after its
-- file was written (the source's clock is ahead): it starts with the file, and its age is 0. N8 was closed half an hour before
-- the only file that shows it, and has no start: it opens and closes with the file.
-- N5 was due five days after it was first seen; N6 has only an appointment; N7 has nothing.
-- Incidents have 24 h here, and are at risk from 18 h on.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

INSERT INTO given (file_at, ticket_id, created_at_service, first_seen_at, mttr)
VALUES
('2026-06-25 12:00', 'N1', NULL, '2026-06-24 06:00:00', '0.016666666666666666'),
('2026-06-25 12:00', 'N2', NULL, NULL, NULL),
('2026-06-25 12:00', 'N3', '2026-06-25 11:00:00', '2026-06-20 06:00:00', NULL),
('2026-06-25 12:00', 'N4', '2026-06-26 12:30:00', NULL, NULL);

INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, first_seen_at, scheduled_at, closed_at
)
VALUES
('inc', '2026-06-25 12:00', 'N8', 'closed', NULL, NULL, '2026-06-25 11:30:00'),
('crq', '2026-06-25 12:00', 'N5', 'open', '2026-06-20 06:00:00', NULL, NULL),
('crq', '2026-06-25 12:00', 'N6', 'open', NULL, '2026-06-26 09:00:00', NULL),
('crq', '2026-06-25 12:00', 'N7', 'open', NULL, NULL, NULL);
