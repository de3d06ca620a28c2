-- List the views, functions and tables elsewhere that depend on what a schema holds, and so follow
-- it.
-- params: schema; routines (text[], identities of functions that count as its own).
-- returns: (identity), in order.
WITH held AS (
    SELECT
        c.tableoid AS classid,
        c.oid AS objid
    FROM pg_catalog.pg_class AS c
    WHERE c.relnamespace = to_regnamespace(%(schema)s)
    UNION ALL
    SELECT
        p.tableoid AS classid,
        p.oid AS objid
    FROM pg_catalog.pg_proc AS p
    CROSS JOIN LATERAL pg_identify_object(p.tableoid, p.oid, 0) AS i
    WHERE
        p.pronamespace = to_regnamespace(%(schema)s)
        OR i.identity = any(%(routines)s::text[])
    UNION ALL
    SELECT
        t.tableoid AS classid,
        t.oid AS objid
    FROM pg_catalog.pg_type AS t
    WHERE t.typnamespace = to_regnamespace(%(schema)s)
),

users AS (
    -- A view depends on what it reads through its rule.
    SELECT
        'pg_catalog.pg_class'::regclass::oid AS classid,
        r.ev_class AS objid
    FROM pg_catalog.pg_depend AS d
    INNER JOIN held AS h ON d.refclassid = h.classid AND d.refobjid = h.objid
    INNER JOIN pg_catalog.pg_rewrite AS r ON d.objid = r.oid
    WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass
    UNION
    SELECT
        d.classid,
        d.objid
    FROM pg_catalog.pg_depend AS d
    INNER JOIN held AS h ON d.refclassid = h.classid AND d.refobjid = h.objid
    WHERE
        d.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass)
        AND d.deptype = 'n'
    UNION
    SELECT
        'pg_catalog.pg_class'::regclass::oid AS classid,
        k.conrelid AS objid
    FROM pg_catalog.pg_constraint AS k
    INNER JOIN held AS h ON k.confrelid = h.objid
)

SELECT i.type || ' ' || i.identity AS identity
FROM users AS u
CROSS JOIN LATERAL pg_identify_object(u.classid, u.objid, 0) AS i
WHERE
    NOT EXISTS (
        SELECT FROM held AS h
        WHERE h.classid = u.classid AND h.objid = u.objid
    )
    AND i.schema IS DISTINCT FROM 'pg_toast'
ORDER BY i.identity
