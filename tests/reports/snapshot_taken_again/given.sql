-- The second run brings a ticket that began the day before, and a closing that the source dates on
-- the day after. Neither moves the content's own time, nor any count of the day's snapshot.
INSERT INTO given (run, file_at, ticket_id, created_at_service)
VALUES (1, '2026-06-23 09:00', 'W1', '2026-06-22 08:00:00');
INSERT INTO given (
    run, file_at, ticket_id, normalized_status, created_at_service, closed_at, source_updated_at
)
VALUES
(
    2, '2026-06-24 13:00', 'W1', 'closed', '2026-06-22 08:00:00', '2026-06-24 12:00:00',
    '2026-06-23 08:00:00'
),
(2, '2026-06-24 13:00', 'W2', 'open', '2026-06-22 08:00:00', NULL, '2026-06-23 08:00:00');
INSERT INTO given (run, file_at, ticket_id, created_at_service)
VALUES (3, '2026-06-25 09:00', 'W3', '2026-06-25 08:00:00');
