-- The newest change in the file of 00:20 on the 26th is of 22:00 on the 25th: the snapshot is the
-- 25th's, and has V0, V1 and V3 open. V3 was reopened at 22:00, as its update says, though the file
-- came later. Nothing dates V1's reopening other than the file, so in the events it comes back on
-- the 26th. V2 brings the content to the 27th.
INSERT INTO given (
    run, file_at, ticket_id, normalized_status, raw_status, created_at_service, closed_at,
    source_updated_at
)
VALUES
(1, '2026-06-25 12:00', 'V1', 'closed', 'Done', '2026-06-25 08:00:00', '2026-06-25 11:00:00', NULL),
(1, '2026-06-25 12:00', 'V3', 'closed', 'Done', '2026-06-25 08:00:00', '2026-06-25 11:00:00', NULL),
(1, '2026-06-26 00:20', 'V0', 'open', 'New', '2026-06-25 21:00:00', NULL, '2026-06-25 22:00:00'),
(1, '2026-06-26 00:20', 'V1', 'open', 'Again', '2026-06-25 08:00:00', NULL, ' '),
(1, '2026-06-26 00:20', 'V3', 'open', 'Again', '2026-06-25 08:00:00', NULL, '2026-06-25 22:00:00'),
(2, '2026-06-27 09:00', 'V2', 'open', 'New', '2026-06-27 08:00:00', NULL, NULL);
