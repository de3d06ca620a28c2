-- Cancelled without a closing time: the version that showed it dates it. X1 is in the window,
-- X2 was cancelled two days before, X3 was cancelled, came back, and is open. The source gives no
-- verdict, so the due time does: X1 ended within its 24 h; X4 ended two days after it began.
INSERT INTO given (file_at, ticket_id, normalized_status, raw_status, created_at_service)
VALUES
('2026-06-25 11:00', 'X1', 'cancelled', 'Cancelled', '2026-06-25 08:00:00'),
('2026-06-23 11:00', 'X2', 'Cancelled', 'Cancelled', '2026-06-23 08:00:00'),
('2026-06-25 10:00', 'X3', 'canceled', 'Cancelled', '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'X3', 'open', 'Again', '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'X4', 'resolved', 'Done', '2026-06-23 08:00:00');
