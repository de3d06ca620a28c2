-- R1 closes three times on the 24th; team A had it first, B since the first reopening.
-- Credits: A's closing of 09:50 was taken back at 12:00, B's of 13:40 at 16:00; B's of 17:30 stands.
-- R2, an installation for 17:00, was reopened twice too, and is open at 18:00.
INSERT INTO given (
    file_at, ticket_id, normalized_status, raw_status, assigned_team, created_at_service, closed_at,
    mttr, sla_status
)
VALUES
('2026-06-24 08:20', 'R1', 'open', 'New', 'A', '2026-06-24 08:00:00', NULL, NULL, NULL),
('2026-06-24 10:00', 'R1', 'closed', 'Done', 'A', '2026-06-24 08:00:00', '2026-06-24 09:50:00', '1.8333333333333333', 'Within SLA'),
('2026-06-24 12:00', 'R1', 'open', 'Again', 'B', '2026-06-24 08:00:00', NULL, NULL, NULL),
('2026-06-24 14:00', 'R1', 'closed', 'Done', 'B', '2026-06-24 08:00:00', '2026-06-24 13:40:00', '1.6666666666666667', 'Breached'),
('2026-06-24 16:00', 'R1', 'open', 'Again', 'B', '2026-06-24 08:00:00', NULL, NULL, NULL),
('2026-06-24 18:00', 'R1', 'closed', 'Done', 'B', '2026-06-24 08:00:00', '2026-06-24 17:30:00', '1.5', 'Within SLA');

INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, raw_status, created_at_service, scheduled_at,
    closed_at
)
VALUES
('crq', '2026-06-24 10:00', 'R2', 'closed', 'Done', '2026-06-24 08:00:00', '2026-06-24 17:00:00', '2026-06-24 09:50:00'),
('crq', '2026-06-24 12:00', 'R2', 'open', 'Again', '2026-06-24 08:00:00', '2026-06-24 17:00:00', NULL),
('crq', '2026-06-24 14:00', 'R2', 'closed', 'Done', '2026-06-24 08:00:00', '2026-06-24 17:00:00', '2026-06-24 13:40:00'),
('crq', '2026-06-24 16:00', 'R2', 'open', 'Again', '2026-06-24 08:00:00', '2026-06-24 17:00:00', NULL),
('crq', '2026-06-24 18:00', 'R2', 'open', 'Parts', '2026-06-24 08:00:00', '2026-06-24 17:00:00', NULL);
