-- List a function or view and the migrator's objects that depend on it, in the order in which each
-- can be dropped. Objects that others made are left out, so that PostgreSQL refuses to drop it.
-- params: target (a view's name, or a function's signature; qualified),
-- names (text[], what the files make, qualified).
-- returns: (made_by, drop_statement), the target last; no row if there is no such object. made_by
-- is the object that the file makes: the view or function itself, or the procedure that makes the
-- view.
WITH RECURSIVE links AS (
    SELECT
        d.refclassid,
        d.refobjid,
        d.classid,
        d.objid
    FROM pg_catalog.pg_depend AS d
    WHERE d.classid <> 'pg_catalog.pg_rewrite'::regclass
    UNION ALL
    -- A view depends on an object by its rule; a function depends on a view by its row type.
    SELECT
        d.refclassid,
        d.refobjid,
        'pg_catalog.pg_class'::regclass AS classid,
        r.ev_class AS objid
    FROM pg_catalog.pg_depend AS d
    INNER JOIN pg_catalog.pg_rewrite AS r
        ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
    WHERE d.refobjid <> r.ev_class
),

dependents AS (
    SELECT
        p.tableoid AS classid,
        p.oid AS objid,
        0 AS depth
    FROM pg_catalog.pg_proc AS p
    WHERE
        p.oid = CASE WHEN %(target)s LIKE '%%(%%' THEN to_regprocedure(%(target)s) END
    UNION ALL
    SELECT
        c.tableoid AS classid,
        c.oid AS objid,
        0 AS depth
    FROM pg_catalog.pg_class AS c
    WHERE
        c.oid = CASE WHEN %(target)s NOT LIKE '%%(%%' THEN to_regclass(%(target)s) END
    UNION
    SELECT
        l.classid,
        l.objid,
        d.depth + 1 AS depth
    FROM dependents AS d
    INNER JOIN links AS l ON d.classid = l.refclassid AND d.objid = l.refobjid
),

named AS (
    SELECT
        d.depth,
        c.tableoid AS classid,
        c.oid AS objid,
        format('DROP VIEW %%s', c.oid::regclass) AS drop_statement,
        CASE
            WHEN
                n.nspname = 'tickets'
                AND c.relname ~ '^(all_tickets|all_daily_snapshots|.*_open_sla)$'
                THEN 'tickets.build_datasets'
            ELSE n.nspname || '.' || c.relname
        END AS made_by
    FROM dependents AS d
    INNER JOIN pg_catalog.pg_class AS c ON d.classid = c.tableoid AND d.objid = c.oid
    INNER JOIN pg_catalog.pg_namespace AS n ON c.relnamespace = n.oid
    WHERE c.relkind = 'v'
    UNION ALL
    SELECT
        d.depth,
        p.tableoid AS classid,
        p.oid AS objid,
        format('DROP ROUTINE %%s', p.oid::regprocedure) AS drop_statement,
        n.nspname || '.' || p.proname AS made_by
    FROM dependents AS d
    INNER JOIN pg_catalog.pg_proc AS p ON d.classid = p.tableoid AND d.objid = p.oid
    INNER JOIN pg_catalog.pg_namespace AS n ON p.pronamespace = n.oid
)

SELECT
    n.made_by,
    n.drop_statement
FROM named AS n
WHERE
    n.depth = 0
    OR n.made_by = any(%(names)s::text[])
    -- By a file that is gone, not by somebody else under the same name.
    OR EXISTS (
        SELECT FROM tickets.schema_files AS f
        INNER JOIN tickets.schema_objects AS s
            ON s.identity = (pg_identify_object(n.classid, n.objid, 0)).identity
        WHERE f.object_name = n.made_by
    )
GROUP BY n.made_by, n.drop_statement
ORDER BY max(n.depth) DESC
