-- List what others have created under names that the migrator is about to use.
-- params: relations, routines (text[], the names to be used, qualified); own (text[], the identity
-- of everything that the migrator has created).
-- returns: (kind, identity, owner), in order.
WITH taken AS (
    -- Tables, views, indexes, sequences and composite types share their names.
    SELECT
        c.tableoid AS classid,
        c.oid AS objid,
        c.relowner AS owner,
        -- An index of a table that is ours is ours.
        coalesce(x.indrelid, c.oid) AS made_with
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_namespace AS n ON c.relnamespace = n.oid
    LEFT JOIN pg_catalog.pg_index AS x ON c.oid = x.indexrelid
    WHERE
        n.nspname || '.' || c.relname = any(%(relations)s::text[])
        -- The views of ticket types have no file of their own (build_datasets).
        OR (
            'tickets.build_datasets' = any(%(routines)s::text[])
            AND n.nspname = 'tickets'
            AND c.relname ~ '^(all_tickets|all_daily_snapshots|.*_daily_snapshot|.*_open_sla)$'
        )
    UNION ALL
    -- A table's row type has its name. PostgreSQL renames array types by itself.
    SELECT
        t.tableoid AS classid,
        t.oid AS objid,
        t.typowner AS owner,
        t.oid AS made_with
    FROM pg_catalog.pg_type AS t
    INNER JOIN pg_catalog.pg_namespace AS n ON t.typnamespace = n.oid
    WHERE
        n.nspname || '.' || t.typname = any(%(relations)s::text[])
        AND t.typrelid = 0 AND t.typcategory <> 'A'
    UNION ALL
    SELECT
        p.tableoid AS classid,
        p.oid AS objid,
        p.proowner AS owner,
        p.oid AS made_with
    FROM pg_catalog.pg_proc AS p
    INNER JOIN pg_catalog.pg_namespace AS n ON p.pronamespace = n.oid
    WHERE n.nspname || '.' || p.proname = any(%(routines)s::text[])
)

SELECT
    i.type AS kind,
    i.identity,
    pg_get_userbyid(t.owner) AS owner
FROM taken AS t
CROSS JOIN LATERAL pg_identify_object(t.classid, t.objid, 0) AS i
CROSS JOIN LATERAL pg_identify_object(t.classid, t.made_with, 0) AS m
WHERE m.identity <> all(%(own)s::text[])
ORDER BY i.identity
