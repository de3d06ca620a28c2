-- Write down which troubles have come and gone.
-- params: none. returns: one row, how many changes.
SELECT tickets.sync_alerts() AS changes;
