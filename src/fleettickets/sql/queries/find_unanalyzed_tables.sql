-- Our tables about which the planner knows nothing yet; without that it expects far too many rows.
-- params: none. returns: schema, name.
SELECT
    n.nspname AS schema,
    c.relname AS name
FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_namespace AS n ON c.relnamespace = n.oid
WHERE
    n.nspname = 'tickets'
    AND c.relkind IN ('r', 'p', 'm')
    AND c.reltuples < 0
    AND pg_has_role(c.relowner, 'USAGE')
