-- The content reaches 12 January 2026, 12:00, so closings from the 5th, 12:00, on are too recent for
-- the 7 days of a first-time fix. Week 1 of 2026 begins on 29 December and ends with 4 January.
-- W1: ann, in the last second of week 1. W2: ann, in the first of week 2. W3: ann, on 31 December;
-- came back on 2 January and stayed open: no fix. W4: Ann, spelled otherwise; recent. W5: ben,
-- yesterday; came back the same day: known later. W6: ben 5 h, cat 1 h: ben's; came back after 9
-- days, so a fix but no job; closed again by cat. W7: nobody. W8: still open.
INSERT INTO given (
    file_at, ticket_id, owner, assigned_team, normalized_status, is_actionable, created_at_service,
    closed_at, mttr, sla_status
)
VALUES
('2025-12-31 11:00', 'W3', 'ann', 'A', 'closed', 'false', '2025-12-31 08:00:00', '2025-12-31 10:00:00', '2', 'Within SLA'),
('2026-01-01 08:00', 'W6', 'ben', 'A', 'open', 'true', '2026-01-01 08:00:00', NULL, NULL, NULL),
('2026-01-01 13:00', 'W6', 'cat', 'A', 'open', 'true', '2026-01-01 08:00:00', NULL, NULL, NULL),
('2026-01-01 15:00', 'W6', 'cat', 'A', 'closed', 'false', '2026-01-01 08:00:00', '2026-01-01 14:00:00', '6', 'Within SLA'),
('2026-01-02 09:00', 'W3', 'ann', 'A', 'open', 'true', '2025-12-31 08:00:00', NULL, NULL, NULL),
('2026-01-05 01:00', 'W1', 'ann', 'A', 'closed', 'false', '2026-01-04 22:00:00', '2026-01-04 23:59:59', '1', 'Within SLA'),
('2026-01-05 01:00', 'W2', 'ann', 'B', 'closed', 'false', '2026-01-02 22:00:00', '2026-01-05 00:00:00', '3', 'Breached'),
('2026-01-05 13:00', 'W7', NULL, NULL, 'closed', 'false', '2026-01-05 10:00:00', '2026-01-05 11:00:00', NULL, NULL),
('2026-01-06 10:00', 'W4', 'ANN', 'A', 'closed', 'false', '2026-01-06 08:00:00', '2026-01-06 09:00:00', NULL, 'Within SLA'),
('2026-01-10 09:00', 'W6', 'cat', 'A', 'open', 'true', '2026-01-01 08:00:00', NULL, NULL, NULL),
('2026-01-10 12:00', 'W6', 'cat', 'A', 'closed', 'false', '2026-01-01 08:00:00', '2026-01-10 11:00:00', '8', 'Within SLA'),
('2026-01-11 09:00', 'W5', 'ben', 'A', 'closed', 'false', '2026-01-11 07:00:00', '2026-01-11 08:00:00', '1', 'Within SLA'),
('2026-01-11 15:00', 'W5', 'ben', 'A', 'open', 'true', '2026-01-11 07:00:00', NULL, NULL, NULL),
('2026-01-12 12:00', 'W8', 'ben', 'A', 'open', 'true', '2026-01-12 10:00:00', NULL, NULL, NULL);
