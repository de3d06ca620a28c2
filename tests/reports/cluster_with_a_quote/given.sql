-- The cluster O'Brien's "corner"; its own policy, an hour, at risk from half an hour on. Q1 there is
-- 45 minutes old; Q2, as old, is in a cluster without a policy of its own. Q3 was closed there. Q5 is
-- an installation there.
INSERT INTO tickets.sla_policy (dataset, cluster, target_minutes, at_risk_minutes)
VALUES ('inc', 'O''Brien''s "corner"', 60, 30);

INSERT INTO given (
    file_at, ticket_id, cluster, normalized_status, assigned_team, created_at_service, closed_at
)
VALUES
('2026-06-25 12:00', 'Q1', 'O''Brien''s "corner"', 'open', 'A', '2026-06-25 11:15:00', NULL),
('2026-06-25 12:00', 'Q2', 'Westlands', 'open', 'A', '2026-06-25 11:15:00', NULL),
('2026-06-25 12:00', 'Q3', 'O''Brien''s "corner"', 'closed', 'A', '2026-06-25 09:00:00', '2026-06-25 11:00:00'),
('2026-06-25 12:00', 'Q4', NULL, 'open', NULL, '2026-06-25 11:15:00', NULL);

INSERT INTO given (dataset, file_at, ticket_id, cluster, created_at_service)
VALUES
('crq', '2026-06-25 12:00', 'Q5', 'O''Brien''s "corner"', '2026-06-25 11:00:00'),
('crq', '2026-06-25 12:00', 'Q6', 'Westlands', '2026-06-25 11:00:00');
