-- The words of the real feed. As of 12:00 on the 25th, of the incidents:
-- open: L1 and L10, as the flag says; L4, whatever its status says; L8, reopened, which kept its old
-- closing time.
-- waiting: L2, accepted and not actionable; L9, whose status no rule knows.
-- closed: L3 by its status alone, with the file of 10:00; L5 by its bucket, with that of 11:00; L6 as
-- usual; L7, whose closing time and status win over the flag; L11 by its closing time alone.
-- L10 was actionable from 08:00 on, waited from 09:00 and was actionable again from 11:00 on.
INSERT INTO given (
    file_at, ticket_id, normalized_status, raw_status, bucket, is_actionable, assigned_team,
    created_at_service, closed_at, sla_status
)
VALUES
('2026-06-25 08:00', 'L10', 'ACCEPTED', 'ACCEPTED', 'pending', 'true', 'A', '2026-06-25 08:00:00', NULL, NULL),
('2026-06-25 09:00', 'L10', 'ACCEPTED', 'ACCEPTED', 'pending', 'false', 'A', '2026-06-25 08:00:00', NULL, NULL),
('2026-06-25 10:00', 'L3', 'CLOSED COMPLETE', 'CLOSED COMPLETE', NULL, 'false', 'A', '2026-06-25 07:00:00', NULL, NULL),
('2026-06-25 11:00', 'L5', 'ACCEPTED', 'ACCEPTED', 'closed', 'false', 'B', '2026-06-25 07:00:00', NULL, NULL),
('2026-06-25 11:00', 'L10', 'ACCEPTED', 'ACCEPTED', 'pending', 'true', 'A', '2026-06-25 08:00:00', NULL, NULL),
('2026-06-25 12:00', 'L1', 'ACCEPTED', 'ACCEPTED', 'pending', 'true', 'A', '2026-06-25 09:30:00', NULL, NULL),
('2026-06-25 12:00', 'L2', 'ACCEPTED', 'ACCEPTED', 'pending', 'false', 'B', '2026-06-23 11:00:00', NULL, NULL),
('2026-06-25 12:00', 'L4', 'CLOSED COMPLETE', 'CLOSED COMPLETE', NULL, 'true', 'A', '2026-06-25 06:00:00', NULL, NULL),
('2026-06-25 12:00', 'L6', 'CLOSED SKIPPED', 'CLOSED SKIPPED', 'closed', 'false', 'B', '2026-06-25 06:00:00', '2026-06-25 08:30:00', 'Breached'),
('2026-06-25 12:00', 'L7', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'pending', 'true', 'B', '2026-06-25 06:00:00', '2026-06-25 09:00:00', NULL),
('2026-06-25 12:00', 'L8', 'ACCEPTED', 'ACCEPTED', 'pending', 'true', 'A', '2026-06-24 06:00:00', '2026-06-24 09:00:00', NULL),
('2026-06-25 12:00', 'L9', 'PARKED', 'PARKED', NULL, 'false', 'B', NULL, NULL, NULL),
('2026-06-25 12:00', 'L11', NULL, 'PARKED', NULL, NULL, 'B', '2026-06-25 06:00:00', '2026-06-25 08:00:00', NULL);

INSERT INTO given (dataset, file_at, ticket_id, normalized_status, is_actionable, created_at_service)
VALUES
('crq', '2026-06-25 12:00', 'K1', 'PENDING', NULL, '2026-06-25 06:00:00'),
('crq', '2026-06-25 12:00', 'K2', 'Closed - Incomplete', 'false', '2026-06-25 06:00:00');
