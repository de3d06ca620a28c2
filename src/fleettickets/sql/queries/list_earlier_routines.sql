-- List the earlier installation's functions in reporting, and who may call them. They have a name
-- of its migrations, or a name that is needed and the owner of its tickets; and they read its
-- schema, as a function of another system with such a name does not.
-- params: schema; known (text[], names of its migrations), needed (text[]).
-- returns: (identity, owner, may_move, readers), in order; readers are roles of others.
SELECT
    i.identity,
    pg_get_userbyid(p.proowner) AS owner,
    pg_has_role(p.proowner, 'USAGE') AS may_move,
    array(
        SELECT r.rolname::text
        FROM pg_catalog.pg_roles AS r
        WHERE
            NOT r.rolsuper
            AND r.rolname !~ '^(pg_|fleettickets_)'
            AND NOT pg_has_role(r.oid, p.proowner, 'MEMBER')
            AND has_schema_privilege(r.oid, p.pronamespace, 'USAGE')
            AND has_function_privilege(r.oid, p.oid, 'EXECUTE')
        ORDER BY r.rolname
    ) AS readers
FROM pg_catalog.pg_proc AS p
CROSS JOIN pg_identify_object(p.tableoid, p.oid, 0) AS i
LEFT JOIN pg_catalog.pg_class AS c
    ON c.relnamespace = to_regnamespace(%(schema)s) AND c.relname = 'inc'
WHERE
    p.pronamespace = to_regnamespace('reporting')
    AND p.prokind = 'f'
    AND p.prosrc ~* '\mtickets\.'
    AND (
        p.proname = any(%(known)s::text[])
        OR (p.proname = any(%(needed)s::text[]) AND p.proowner = c.relowner)
    )
ORDER BY i.identity
