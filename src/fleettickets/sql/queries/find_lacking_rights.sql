-- List what is to be run before the first migration: for the five roles, for this login's
-- membership in the owner's role and its right to create our schemas, and for those roles' rights
-- in schemas that are not ours: there, the owner's role creates our functions, and the other roles
-- look them up.
-- params: postgis (the schema that PostGIS is in, as find_postgis gives it); readers (text[], roles
-- of others that call the reports); own (text[], the identity of everything that the migrator has
-- created).
-- returns: (statement, may_run), in order; may_run is false if only an administrator may run it.
WITH login AS (
    SELECT
        r.rolname AS role,
        r.rolsuper AS is_superuser,
        r.rolsuper OR r.rolcreaterole AS may_create_roles
    FROM pg_catalog.pg_roles AS r
    WHERE r.rolname = current_user
),

roles AS (
    SELECT
        w.role,
        r.oid
    FROM
        unnest(
            ARRAY[
                'fleettickets_owner', 'fleettickets_ingest', 'fleettickets_reader',
                'fleettickets_watcher', 'fleettickets_dispatcher'
            ]
        ) AS w (role)
    LEFT JOIN pg_catalog.pg_roles AS r ON w.role = r.rolname
),

wanted AS (
    SELECT
        w.schema,
        w.role,
        w.privilege
    FROM (
        VALUES
        ('reporting', 'fleettickets_owner', 'USAGE'),
        ('reporting', 'fleettickets_owner', 'CREATE'),
        ('reporting', 'fleettickets_reader', 'USAGE'),
        ('tickets', 'fleettickets_owner', 'USAGE'),
        ('tickets', 'fleettickets_owner', 'CREATE'),
        ('tickets', 'fleettickets_ingest', 'USAGE'),
        ('tickets', 'fleettickets_watcher', 'USAGE'),
        ('tickets', 'fleettickets_dispatcher', 'USAGE'),
        ('reporting', 'fleettickets_dispatcher', 'USAGE'),
        ('dispatch', 'fleettickets_dispatcher', 'USAGE'),
        ('dispatch', 'fleettickets_owner', 'USAGE'),
        ('dispatch', 'fleettickets_owner', 'CREATE'),
        (%(postgis)s, 'fleettickets_owner', 'USAGE'),
        (%(postgis)s, 'fleettickets_ingest', 'USAGE')
    ) AS w (schema, role, privilege)
    UNION
    SELECT
        'reporting' AS schema,
        r.role,
        'USAGE' AS privilege
    FROM unnest(%(readers)s::text[]) AS r (role)
),

lacking AS (
    SELECT
        n.oid,
        n.nspname AS schema,
        n.nspowner AS owner,
        w.role,
        w.privilege
    FROM wanted AS w
    INNER JOIN pg_catalog.pg_namespace AS n ON w.schema = quote_ident(n.nspname)
    LEFT JOIN pg_catalog.pg_roles AS r ON w.role = r.rolname
    WHERE
        quote_ident(n.nspname) <> all(%(own)s::text[])
        AND NOT CASE
            WHEN r.oid IS NOT NULL THEN has_schema_privilege(r.oid, n.oid, w.privilege)
            ELSE EXISTS (
                SELECT FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS a
                WHERE a.grantee = 0 AND a.privilege_type = w.privilege
            )
        END
)

SELECT
    s.statement,
    s.may_run
FROM (
    SELECT
        1 AS step,
        format('CREATE ROLE %%I NOLOGIN', r.role) AS statement,
        l.may_create_roles AS may_run
    FROM roles AS r
    CROSS JOIN login AS l
    WHERE r.oid IS NULL
    UNION ALL
    SELECT
        2 AS step,
        format('GRANT fleettickets_owner TO %%I', l.role) AS statement,
        CASE
            -- Who creates a role may grant it; before PostgreSQL 16, CREATEROLE is enough.
            WHEN r.oid IS NULL OR current_setting('server_version_num')::integer < 160000
                THEN l.may_create_roles
            ELSE FALSE
        END
        OR coalesce(pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION'), FALSE) AS may_run
    FROM roles AS r
    CROSS JOIN login AS l
    WHERE
        r.role = 'fleettickets_owner'
        AND NOT l.is_superuser
        AND NOT CASE
            WHEN r.oid IS NULL THEN FALSE
            WHEN current_setting('server_version_num')::integer < 160000
                THEN pg_has_role(r.oid, 'MEMBER')
            -- A membership that gives no more than the right to grant it is not enough.
            ELSE pg_has_role(r.oid, 'USAGE') AND pg_has_role(r.oid, 'SET')
        END
    UNION ALL
    SELECT
        3 AS step,
        format('GRANT CREATE ON DATABASE %%I TO %%I', current_database(), l.role) AS statement,
        FALSE AS may_run
    FROM login AS l
    WHERE
        num_nulls(
            to_regnamespace('tickets'), to_regnamespace('reporting'), to_regnamespace('dispatch')
        ) > 0
        AND NOT has_database_privilege(current_database(), 'CREATE')
    UNION ALL
    SELECT
        4 AS step,
        format(
            'GRANT %%s ON SCHEMA %%I TO %%I',
            string_agg(k.privilege, ', ' ORDER BY k.privilege DESC),
            k.schema,
            k.role
        ) AS statement,
        bool_and(
            pg_has_role(k.owner, 'USAGE')
            OR has_schema_privilege(k.oid, k.privilege || ' WITH GRANT OPTION')
        ) AS may_run
    FROM lacking AS k
    GROUP BY k.schema, k.role
) AS s
ORDER BY s.step, s.statement
