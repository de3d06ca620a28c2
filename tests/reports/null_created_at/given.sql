-- As of 12:00 on the 25th. N1 is aged from first_seen_at, 30 h; its mttr of a minute is no target.
-- N2 has no start: its age and state are unknown. N3 is an hour old. N4 starts after the content
-- ends (the source's clock is ahead): its age is 0, not negative.
INSERT INTO given (file_at, ticket_id, created_at_service, first_seen_at, mttr)
VALUES
('2026-06-25 12:00', 'N1', NULL, '2026-06-24 06:00:00', '1'),
('2026-06-25 12:00', 'N2', NULL, NULL, NULL),
('2026-06-25 12:00', 'N3', '2026-06-25 11:00:00', '2026-06-20 06:00:00', NULL),
('2026-06-25 12:00', 'N4', '2026-06-25 12:30:00', NULL, NULL);
