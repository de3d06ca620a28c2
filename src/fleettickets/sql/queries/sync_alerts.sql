-- Write down which troubles came and went.
-- params: none. returns: one row, how many changes.
SELECT tickets.sync_alerts() AS changes;
