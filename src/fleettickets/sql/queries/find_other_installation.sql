-- Find an installation that other migrations have made in schema tickets: they keep a ledger there.
-- params: none. returns: one row, the tables of that schema; NULL if there is no such ledger.
SELECT string_agg(c.relname, ', ' ORDER BY c.relname) AS tables
FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_class AS l ON c.relnamespace = l.relnamespace
INNER JOIN pg_catalog.pg_namespace AS n ON l.relnamespace = n.oid
WHERE
    n.nspname = 'tickets'
    AND l.relname = 'schema_migrations'
    AND c.relkind IN ('r', 'p')
