-- Record which problems have appeared and disappeared.
-- params: none. returns: one row, the number of changes.
SELECT tickets.sync_alerts() AS changes;
