-- List the functions that the files of this code, or of the code before it, have made.
-- params: routines (text[], qualified names).
-- returns: (oid, version, drop_statement); version changes when the function is made again.
SELECT
    p.oid,
    p.xmin::text AS version,
    format('DROP ROUTINE %%s', p.oid::regprocedure) AS drop_statement
FROM pg_catalog.pg_proc AS p
INNER JOIN pg_catalog.pg_namespace AS n ON p.pronamespace = n.oid
WHERE
    n.nspname || '.' || p.proname = any(
        %(routines)s::text[] || array(
            SELECT f.routine FROM tickets.schema_files AS f
            WHERE f.routine IS NOT NULL
        )
    )
