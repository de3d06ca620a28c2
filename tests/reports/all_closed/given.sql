-- Content up to 2026-06-25 12:00, so the window of 24 h begins on the 24th at 12:00.
-- C1 and C2 were opened and closed in it; C3 was closed an hour before it. Of the installations D1
-- was closed an hour before its appointment, D2 a day after its own; the source gives no verdict.
INSERT INTO given (
    file_at, ticket_id, normalized_status, raw_status, assigned_team, owner, created_at_service,
    closed_at, mttr, sla_status
)
VALUES
('2026-06-25 12:00', 'C1', 'closed', 'Done', 'A', 'ann', '2026-06-25 08:00:00', '2026-06-25 09:30:00', '1', 'Within SLA'),
('2026-06-25 12:00', 'C2', 'resolved', 'Done', 'B', NULL, '2026-06-24 20:00:00', '2026-06-25 11:00:00', '2', 'Breached'),
('2026-06-25 12:00', 'C3', 'closed', 'Done', 'A', 'ann', '2026-06-23 06:00:00', '2026-06-24 11:00:00', '0,5', 'Within SLA');

INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, created_at_service, scheduled_at, closed_at, mttr
)
VALUES
('crq', '2026-06-25 12:00', 'D1', 'closed', '2026-06-20 08:00:00', '2026-06-25 10:00:00', '2026-06-25 09:00:00', '1'),
('crq', '2026-06-25 12:00', 'D2', 'closed', '2026-06-20 08:00:00', '2026-06-24 09:00:00', '2026-06-25 09:00:00', '1.5');
