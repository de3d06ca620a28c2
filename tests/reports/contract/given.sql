-- What the examples of docs/dashboard-api-contract.md are drawn from. As of 12:00 on the 25th:
-- INC1 is late, INC2 was closed by B after A had held it longer, INC3 was closed, came back and was
-- closed for good; CRQ1 is due at 16:00.
INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, raw_status, cluster, location_name,
    assigned_team, owner, sla_status, mttr, created_at_service, scheduled_at, closed_at, latitude,
    longitude, bucket
)
VALUES
('inc', '2026-06-24 09:00', 'INC1', 'open', 'Assigned', 'Westlands', 'Ring Road', 'A', 'ann', NULL, NULL, '2026-06-24 08:00:00', NULL, NULL, '-1.2676', '36.8108', 'pending'),
('inc', '2026-06-24 20:20', 'INC2', 'open', 'Assigned', 'Kilimani', NULL, 'A', NULL, NULL, NULL, '2026-06-24 20:00:00', NULL, NULL, NULL, NULL, 'pending'),
('inc', '2026-06-25 07:00', 'INC2', 'open', 'Assigned', 'Kilimani', NULL, 'B', NULL, NULL, NULL, '2026-06-24 20:00:00', NULL, NULL, NULL, NULL, 'pending'),
('inc', '2026-06-25 09:00', 'INC2', 'closed', 'Restored', 'Kilimani', NULL, 'B', NULL, 'Within SLA', '12.666666666666666', '2026-06-24 20:00:00', NULL, '2026-06-25 08:40:00', NULL, NULL, 'closed'),
('inc', '2026-06-25 09:00', 'INC3', 'closed', 'Restored', 'Westlands', NULL, 'A', 'ann', 'Within SLA', '0.5', '2026-06-25 08:00:00', NULL, '2026-06-25 08:30:00', NULL, NULL, 'closed'),
('inc', '2026-06-25 10:00', 'INC3', 'open', 'Reopened', 'Westlands', NULL, 'A', 'ann', NULL, NULL, '2026-06-25 08:00:00', NULL, NULL, NULL, NULL, 'pending'),
('inc', '2026-06-25 12:00', 'INC3', 'closed', 'Restored', 'Westlands', NULL, 'A', 'ann', 'Breached', '3.6666666666666665', '2026-06-25 08:00:00', NULL, '2026-06-25 11:40:00', NULL, NULL, 'closed'),
('crq', '2026-06-25 12:00', 'CRQ1', 'open', 'Scheduled', 'Westlands', 'Mpaka Road', 'C', 'cat', NULL, NULL, '2026-06-22 08:00:00', '2026-06-25 16:00:00', NULL, '-1.2655', '36.8046', 'pending');
