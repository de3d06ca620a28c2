-- On the 25th W1 lies in Westlands, and the snapshot of that day has it there. The file of the 26th
-- moves it to Kilimani, where it counts from then on, for the past too.
INSERT INTO given (run, file_at, ticket_id, cluster, created_at_service)
VALUES
(1, '2026-06-25 12:00', 'W1', 'Westlands', '2026-06-25 08:00:00'),
(2, '2026-06-26 12:00', 'W1', 'Kilimani', '2026-06-25 08:00:00');
