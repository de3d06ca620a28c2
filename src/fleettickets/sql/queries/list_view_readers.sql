-- List who may read the earlier installation's views under names that ours have too.
-- params: schema, views (text[]).
-- returns: (view, role), in order; roles of others only.
SELECT
    c.relname::text AS view,
    r.rolname::text AS role
FROM pg_catalog.pg_class AS c
CROSS JOIN pg_catalog.pg_roles AS r
WHERE
    c.relnamespace = to_regnamespace(%(schema)s)
    AND c.relname = any(%(views)s::text[])
    AND NOT r.rolsuper
    AND r.rolname !~ '^(pg_|fleettickets_)'
    AND NOT pg_has_role(r.oid, c.relowner, 'MEMBER')
    AND has_schema_privilege(r.oid, c.relnamespace, 'USAGE')
    AND has_table_privilege(r.oid, c.oid, 'SELECT')
ORDER BY c.relname, r.rolname
