-- A closing on each of three days, and one dated after the newest file by a clock that is ahead,
-- which counts at the file's time.
-- Two tickets are open: O1 for a day and a half hour, O2 without a start.
INSERT INTO given (
    file_at, ticket_id, normalized_status, created_at_service, closed_at, mttr
)
VALUES
('2026-06-24 12:00', 'C1', 'closed', '2026-06-22 08:00:00', '2026-06-22 10:00:00', '1'),
('2026-06-24 12:00', 'C2', 'closed', '2026-06-22 08:00:00', '2026-06-23 08:00:00', '2'),
('2026-06-24 12:00', 'C3', 'closed', '2026-06-22 08:00:00', '2026-06-24 08:00:00', NULL),
('2026-06-24 12:00', 'C4', 'closed', '2026-06-22 08:00:00', '2026-06-29 08:00:00', NULL),
('2026-06-24 12:00', 'O1', 'open', '2026-06-23 11:30:00', NULL, NULL),
('2026-06-24 12:00', 'O2', 'open', NULL, NULL, NULL);
