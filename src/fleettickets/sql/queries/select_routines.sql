-- List the functions that the files of this code, or of the code before it, have made. A function
-- that somebody else has made is none of them, whatever its name.
-- params: names (text[], qualified).
-- returns: (oid, version, drop_statement); version changes when the function is made again.
SELECT
    p.oid,
    p.xmin::text AS version,
    format('DROP ROUTINE %%s', p.oid::regprocedure) AS drop_statement
FROM pg_catalog.pg_proc AS p
INNER JOIN pg_catalog.pg_namespace AS n ON p.pronamespace = n.oid
WHERE
    n.nspname || '.' || p.proname = any(
        %(names)s::text[] || array(
            SELECT f.object_name FROM tickets.schema_files AS f
            WHERE f.object_name IS NOT NULL
        )
    )
    AND EXISTS (
        SELECT FROM tickets.schema_objects AS s
        WHERE s.identity = (pg_identify_object(p.tableoid, p.oid, 0)).identity
    )
