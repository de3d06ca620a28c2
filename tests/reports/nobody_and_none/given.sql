-- The same cluster, status, team and owner in several spellings: U+200B has no width, U+00A0 is a
-- space. Most rows write them in capitals. N1 has none of them, nor has N2, which is blank.
INSERT INTO given (
    file_at, ticket_id, normalized_status, cluster, assigned_team, owner, created_at_service,
    closed_at
)
VALUES
('2026-06-25 12:00', 'I1', 'ACCEPTED', 'MUIGAI INN', 'TEAM A', 'ANN', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'I2', 'ACCEPTED', 'MUIGAI INN', 'TEAM A', 'ANN', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'I3', 'Accepted', U&'Muigai\200B Inn\00A0', 'Team A', U&'\FEFFann', '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'I4', 'Closed', 'muigai inn', 'team a', 'Ann', '2026-06-25 08:00:00', '2026-06-25 10:00:00'),
('2026-06-25 12:00', 'N1', NULL, NULL, NULL, NULL, '2026-06-25 08:00:00', NULL),
('2026-06-25 12:00', 'N2', U&'\200B', U&'\200B', U&'\200B', U&'\200B', '2026-06-25 08:00:00', NULL);

-- A target and a position of the cluster, spelled otherwise again: due after 2 hours.
INSERT INTO tickets.sla_policy (dataset, cluster, target_minutes, at_risk_minutes)
VALUES ('inc', ' Muigai INN', 120, 60);
INSERT INTO tickets.geo_clusters (cluster, geom, provider, precision)
VALUES ('muigai Inn', 'SRID=4326;POINT(36.9 -1.2)', 'manual', 'cluster');
