-- Closed on the 25th. K1: A held it 4 h, B 1 h: A's. K2: C alone. K3: nobody ever.
-- K4: A 1 h, B 3 h, A 1 h: A closed it, B held it longer. K5: A held it, no team when it closed.
-- K6: closed at the moment it began, seen with B: no time to measure, so B, who had it last.
-- K7: A held it from 8:00, B from 12:00, then C, in a version of 8:30: C's turn begins after B's,
-- so A 4 h, B none, C 1 h.
INSERT INTO given (
    file_at, ticket_id, assigned_team, normalized_status, created_at_service, closed_at
)
VALUES
('2026-06-25 08:00', 'K1', 'A', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'K1', 'B', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 14:00', 'K1', 'B', 'closed', '2026-06-25 08:00:00', '2026-06-25 13:00:00'),
('2026-06-25 14:00', 'K2', 'C', 'closed', '2026-06-25 08:00:00', '2026-06-25 13:00:00'),
('2026-06-25 14:00', 'K3', NULL, 'closed', '2026-06-25 08:00:00', '2026-06-25 13:00:00'),
('2026-06-25 08:00', 'K4', 'A', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 09:00', 'K4', 'B', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'K4', 'A', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 14:00', 'K4', 'A', 'closed', '2026-06-25 08:00:00', '2026-06-25 13:00:00'),
('2026-06-25 08:00', 'K5', 'A', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'K5', NULL, 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 14:00', 'K5', NULL, 'closed', '2026-06-25 08:00:00', '2026-06-25 13:00:00'),
('2026-06-25 08:00', 'K6', 'A', 'open', '2026-06-25 08:00:00', NULL),
('2026-06-25 09:00', 'K6', 'B', 'closed', '2026-06-25 08:00:00', '2026-06-25 08:00:00');

INSERT INTO given (
    file_at, ticket_id, assigned_team, normalized_status, created_at_service, closed_at,
    source_updated_at
)
VALUES
('2026-06-25 08:00', 'K7', 'A', 'open', '2026-06-25 08:00:00', NULL, '2026-06-25 08:00:00'),
('2026-06-25 12:00', 'K7', 'B', 'open', '2026-06-25 08:00:00', NULL, '2026-06-25 12:00:00'),
('2026-06-25 12:20', 'K7', 'C', 'open', '2026-06-25 08:00:00', NULL, '2026-06-25 08:30:00'),
(
    '2026-06-25 14:00', 'K7', 'C', 'closed', '2026-06-25 08:00:00', '2026-06-25 13:00:00',
    '2026-06-25 13:00:00'
);
