-- List what the migrator has created outside schema tickets. Indexes and sequences go where their
-- tables go.
-- params: none. returns: (identity, kind), in order: schema, table, view, function.
SELECT
    o.identity,
    o.kind
FROM tickets.schema_objects AS o
WHERE
    o.kind NOT IN ('index', 'sequence')
    AND o.identity <> 'tickets'
    AND NOT starts_with(o.identity, 'tickets.')
ORDER BY o.identity
