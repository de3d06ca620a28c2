-- Find out whether the operator's own triggers or rules could drop rows that the import writes.
-- params: table_name (of the tickets). returns: one row, true or false.
WITH written AS (
    SELECT w.name::regclass AS oid
    FROM unnest(
        ARRAY[%(table_name)s, 'tickets.ticket_events', 'tickets.closure_events']
    ) AS w (name)
)

SELECT
    EXISTS (
        SELECT FROM pg_catalog.pg_trigger AS t
        INNER JOIN written AS w ON t.tgrelid = w.oid
        WHERE
            NOT t.tgisinternal
            AND t.tgtype & 3 = 3 -- before, for each row
            AND t.tgname NOT IN ('derive_ticket', 'resolve_ticket_geoms')
    )
    OR EXISTS (
        SELECT FROM pg_catalog.pg_rewrite AS r
        INNER JOIN written AS w ON r.ev_class = w.oid
    ) AS are_there;
