-- List what the migrator has created in reporting.
-- params: none. returns: (identity, is_routine), in order.
SELECT
    o.identity,
    o.kind IN ('function', 'procedure', 'aggregate') AS is_routine
FROM tickets.schema_objects AS o
WHERE starts_with(o.identity, 'reporting.')
ORDER BY o.identity
