-- Record which troubles began and ended.
-- params: none. returns: one row, how many changes.
SELECT tickets.sync_alerts() AS changes;
