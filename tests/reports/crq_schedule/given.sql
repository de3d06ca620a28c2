-- As of 12:00 on the 25th; at risk a day before the time that was agreed (5 d less 4 d).
-- S1 is past its time; S2 and S3 are due today; S4 in two days; S5 in eight. S6 has no time: due
-- five days after it began, that is tomorrow at 12:00, so at risk from this minute on.
INSERT INTO given (dataset, file_at, ticket_id, created_at_service, scheduled_at)
VALUES
('crq', '2026-06-25 12:00', 'S1', '2026-06-20 08:00:00', '2026-06-25 10:00:00'),
('crq', '2026-06-25 12:00', 'S2', '2026-06-20 08:00:00', '2026-06-25 16:00:00'),
('crq', '2026-06-25 12:00', 'S3', NULL, '2026-06-25 23:59:00'),
('crq', '2026-06-25 12:00', 'S4', '2026-06-10 08:00:00', '2026-06-27 09:00:00'),
('crq', '2026-06-25 12:00', 'S5', '2026-06-20 08:00:00', '2026-07-03 09:00:00'),
('crq', '2026-06-25 12:00', 'S6', '2026-06-21 12:00:00', NULL),
-- An incident's scheduled_at is a visit, not a promise.
('inc', '2026-06-25 12:00', 'I1', '2026-06-25 08:00:00', '2026-06-25 09:00:00');
