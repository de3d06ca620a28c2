-- List the tables and views of the earlier installation, with its schema's own rights.
-- params: schema.
-- returns: (name, kind, owner, columns, may_move), by name; may_move: whether this login may rename
-- the schema.
SELECT
    c.relname AS name,
    CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END AS kind,
    pg_get_userbyid(c.relowner) AS owner,
    array(
        SELECT a.attname || ' ' || format_type(a.atttypid, NULL)
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
    ) AS columns,
    pg_has_role(n.nspowner, 'USAGE')
    AND has_database_privilege(current_database(), 'CREATE') AS may_move
FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON c.relnamespace = n.oid
WHERE n.nspname = %(schema)s AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY c.relname
