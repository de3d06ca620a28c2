-- As of 12:00 on the 25th: each ticket a second before or right at an edge of the ageing buckets.
-- Durations are whole minutes, rounded down: a second before four hours is 239 minutes.
INSERT INTO given (file_at, ticket_id, created_at_service)
VALUES
('2026-06-25 12:00', 'G0', '2026-06-25 12:00:00'),
('2026-06-25 12:00', 'G1', '2026-06-25 08:00:01'),
('2026-06-25 12:00', 'G2', '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'G3', '2026-06-24 12:00:01'),
('2026-06-25 12:00', 'G4', '2026-06-24 12:00:00'),
('2026-06-25 12:00', 'G5', '2026-06-22 12:00:01'),
('2026-06-25 12:00', 'G6', '2026-06-22 12:00:00'),
('2026-06-25 12:00', 'G7', '2026-06-18 12:00:01'),
('2026-06-25 12:00', 'G8', '2026-06-18 12:00:00');
