-- Z1 was said to be closed on the 25th at 09:00, then, an hour later, on the 24th at 09:00. The
-- corrected time is the one that counts; closure_events keeps what was first said.
-- Z2 closes, reopens at 11:00, and is said to have closed again at 10:30: the second closing counts
-- from the reopening on, so that Z2 is never open twice.
INSERT INTO given (file_at, ticket_id, normalized_status, raw_status, created_at_service, closed_at)
VALUES
('2026-06-23 08:20', 'Z1', 'open', 'New', '2026-06-23 08:00:00', NULL),
('2026-06-25 10:00', 'Z1', 'closed', 'Done', '2026-06-23 08:00:00', '2026-06-25 09:00:00'),
('2026-06-25 11:00', 'Z1', 'closed', 'Done', '2026-06-23 08:00:00', '2026-06-24 09:00:00'),
('2026-06-25 10:00', 'Z2', 'closed', 'Done', '2026-06-25 08:00:00', '2026-06-25 09:00:00'),
('2026-06-25 11:00', 'Z2', 'open', 'Again', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'Z2', 'closed', 'Done', '2026-06-25 08:00:00', '2026-06-25 10:30:00');
