-- The feed's own words. W1 and W2 were open for 59.5 h, past their due time, and W3 and W4 for an
-- hour, but the source's verdict decides: W1 and W2 are compliant, W3 and W4 breached. W5 has a word
-- without a meaning and took five days, W6 has none and took an hour: their due time decides. The
-- mttr is decimal hours: 36.5 h are 2190 minutes, 35.516666666666666 h are 2131.
INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, raw_status, bucket, is_actionable, cluster,
    assigned_team, sla_status, mttr, created_at_service, closed_at
)
VALUES
('inc', '2026-06-25 12:00', 'W1', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'A', 'Compliant', '36.5', '2026-06-22 23:30:00', '2026-06-25 11:00:00'),
('inc', '2026-06-25 12:00', 'W2', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'A', ' COMPLIANT ', '35.516666666666666', '2026-06-22 23:30:00', '2026-06-25 11:00:00'),
('inc', '2026-06-25 12:00', 'W3', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'A', 'Breached', '0,5', '2026-06-25 10:00:00', '2026-06-25 11:00:00'),
('inc', '2026-06-25 12:00', 'W4', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'B', 'SLA Breached', NULL, '2026-06-25 10:00:00', '2026-06-25 11:00:00'),
('inc', '2026-06-25 12:00', 'W5', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'B', 'Kept', NULL, '2026-06-20 11:00:00', '2026-06-25 11:00:00'),
('inc', '2026-06-25 12:00', 'W6', 'CLOSED COMPLETE', 'CLOSED COMPLETE', 'closed', 'false', 'MUIGAI INN', 'C', NULL, NULL, '2026-06-25 10:00:00', '2026-06-25 11:00:00');
