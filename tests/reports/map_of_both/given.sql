-- P1 and P3 have positions, P2 has none; P4 is closed and not on the map.
-- Incidents have 24 h here, and are at risk from 18 h on.
UPDATE tickets.sla_policy SET target_minutes = 1440, at_risk_minutes = 1080
WHERE dataset = 'inc';

INSERT INTO given (
    dataset, file_at, ticket_id, normalized_status, location_name, created_at_service, closed_at,
    latitude, longitude
)
VALUES
('inc', '2026-06-25 12:00', 'P1', 'open', 'Ring Road', '2026-06-25 11:00:00', NULL, '-1.28', '36.82'),
('inc', '2026-06-25 12:00', 'P2', 'open', NULL, '2026-06-24 11:00:00', NULL, NULL, NULL),
('crq', '2026-06-25 09:00', 'P3', 'open', NULL, '2026-06-25 08:00:00', NULL, '-1.3', '36.9'),
('inc', '2026-06-25 12:00', 'P4', 'closed', NULL, '2026-06-25 08:00:00', '2026-06-25 09:00:00', '-1.3', '36.9');
