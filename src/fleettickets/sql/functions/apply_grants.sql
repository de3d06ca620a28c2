-- The rights of each role on everything in the two schemas, including tables of later migrations.
-- The migrator calls it at the end of every run, even if nothing is pending, so it restores rights
-- that were revoked, or lost in a restore on another server. It writes only if an owner or a right
-- is wrong. It leaves the rights of all other roles alone.
--   fleettickets_owner   owns it all; the reporting functions run with its rights
--   fleettickets_ingest  what the import and the geocoder write, never a DELETE of tickets
--   fleettickets_reader  EXECUTE and SELECT in reporting, nothing in tickets
--   fleettickets_watcher the three functions that post alerts: a role that may call them can also
--                        keep an alert from being posted, so a reader may not
-- The API's tokens are the owner's alone: a role that may write them can let anyone in.
-- None of them can log in: GRANT fleettickets_reader TO some_login.
-- params: none. returns: p_changed, how many objects were corrected. Fails with the commands for an
-- administrator if the roles are missing and the migrating role may not create them.
CREATE OR REPLACE PROCEDURE tickets.apply_grants(INOUT p_changed integer DEFAULT 0)
LANGUAGE plpgsql AS $$
DECLARE
    -- People edit these; the import and the geocoder only read them.
    c_policies constant text[] := ARRAY[
        'datasets', 'sla_policy', 'sla_verdicts', 'geo_settings', 'schema_files', 'watch_limits'
    ];
    -- The geocoder records the codes that it finds; people define them.
    c_notes constant text[] := ARRAY['place_aliases'];
    -- A late file rewrites history; places can be forgotten.
    c_erasable constant text[] := ARRAY[
        'ticket_events', 'closure_events', 'import_rejects', 'geo_clusters', 'geo_locations',
        'suspect_coordinates'
    ];
    c_secrets constant text[] := ARRAY['api_tokens'];
    c_administration constant text[] := ARRAY['apply_grants', 'build_datasets'];
    c_alerting constant text[] := ARRAY['sync_alerts', 'claim_alerts', 'settle_alerts'];
    v_role text;
    v_privilege text;
    v_missing text;
    v_object record;
BEGIN
    FOREACH v_role IN ARRAY ARRAY[
        'fleettickets_owner', 'fleettickets_ingest', 'fleettickets_reader', 'fleettickets_watcher'
    ] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = v_role) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', v_role);
            END IF;
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database of this server is being migrated
            WHEN insufficient_privilege THEN
                v_missing := concat_ws(' ', v_missing, format('CREATE ROLE %I NOLOGIN;', v_role));
        END;
    END LOOP;
    IF v_missing IS NULL AND NOT pg_has_role('fleettickets_owner', 'MEMBER') THEN
        BEGIN
            EXECUTE format('GRANT fleettickets_owner TO %I', current_user);
        EXCEPTION WHEN insufficient_privilege THEN
            v_missing := '';
        END;
    END IF;
    IF v_missing IS NOT NULL THEN
        RAISE EXCEPTION
            'role % may not create the roles that the database needs, or join their owner',
            current_user
            USING ERRCODE = 'insufficient_privilege',
            HINT = format(
                'As an administrator: %s GRANT fleettickets_owner TO %I; then migrate again.',
                v_missing, current_user
            );
    END IF;

    p_changed := 0;
    FOR v_object IN
        WITH objects AS (
            SELECT
                'SCHEMA' AS kind,
                n.nspname AS schema,
                n.nspname::text AS name,
                format('%I', n.nspname) AS quoted,
                n.nspowner AS owner,
                n.nspacl AS acl,
                acldefault('n', n.nspowner) AS default_acl
            FROM pg_catalog.pg_namespace AS n
            WHERE n.nspname IN ('tickets', 'reporting')
            UNION ALL
            SELECT
                CASE WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'TABLE' END,
                n.nspname,
                c.relname,
                format('%I.%I', n.nspname, c.relname),
                c.relowner,
                c.relacl,
                acldefault('r', c.relowner)
            FROM pg_catalog.pg_class AS c
            INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('tickets', 'reporting') AND c.relkind IN ('r', 'p', 'v')
            UNION ALL
            SELECT
                'ROUTINE',
                n.nspname,
                p.proname,
                p.oid::regprocedure::text,
                p.proowner,
                p.proacl,
                acldefault('f', p.proowner)
            FROM pg_catalog.pg_proc AS p
            INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('tickets', 'reporting')
                AND NOT EXISTS (
                    SELECT FROM pg_catalog.pg_depend AS d
                    WHERE d.classid = 'pg_catalog.pg_proc'::regclass
                        AND d.objid = p.oid AND d.deptype = 'e'
                )
        ),

        granted AS (
            SELECT
                o.*,
                CASE
                    WHEN o.schema = 'reporting' THEN ''
                    WHEN o.name = ANY (c_secrets || c_administration) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    WHEN o.kind = 'VIEW' OR o.name = ANY (c_policies) THEN 'SELECT'
                    WHEN o.name = ANY (c_notes) THEN 'SELECT INSERT'
                    WHEN o.name = ANY (c_erasable) THEN 'SELECT INSERT UPDATE DELETE'
                    ELSE 'SELECT INSERT UPDATE'
                END AS ingest,
                CASE
                    WHEN o.schema = 'tickets' THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    ELSE 'SELECT'
                END AS reader,
                CASE
                    WHEN o.schema = 'tickets' AND o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' AND o.name = ANY (c_alerting) THEN 'EXECUTE'
                    ELSE ''
                END AS watcher
            FROM objects AS o
        ),

        compared AS (
            SELECT
                g.*,
                ARRAY(
                    SELECT r.role || '=' || p.privilege
                    FROM (
                        VALUES ('ingest', g.ingest), ('reader', g.reader), ('watcher', g.watcher)
                    ) AS r (role, privileges)
                    CROSS JOIN LATERAL string_to_table(r.privileges, ' ') AS p (privilege)
                    WHERE p.privilege <> ''
                    ORDER BY 1
                ) AS wanted,
                ARRAY(
                    SELECT
                        CASE
                            WHEN a.grantee = 0 THEN 'PUBLIC'
                            ELSE replace(a.grantee::regrole::text, 'fleettickets_', '')
                        END || '=' || a.privilege_type
                        || CASE WHEN a.is_grantable THEN '*' ELSE '' END
                    FROM aclexplode(g.acl) AS a
                    WHERE a.grantee IN (
                        0, 'fleettickets_ingest'::regrole, 'fleettickets_reader'::regrole,
                        'fleettickets_watcher'::regrole
                    )
                    ORDER BY 1
                ) AS present
            FROM granted AS g
        )

        SELECT
            c.kind,
            c.quoted,
            c.wanted,
            c.owner <> 'fleettickets_owner'::regrole AS is_strange
        FROM compared AS c
        WHERE c.owner <> 'fleettickets_owner'::regrole
            OR c.acl IS NULL
            OR c.wanted <> c.present
            -- The owner's own rights.
            OR EXISTS (
                SELECT a.privilege_type FROM aclexplode(c.default_acl) AS a
                WHERE a.grantee = c.owner
                EXCEPT
                SELECT a.privilege_type FROM aclexplode(c.acl) AS a
                WHERE a.grantee = c.owner
            )
        -- The owner must be able to take over what is in the schemas, so they come first.
        ORDER BY c.kind <> 'SCHEMA'
    LOOP
        p_changed := p_changed + 1;
        IF v_object.is_strange THEN
            EXECUTE format(
                'ALTER %s %s OWNER TO fleettickets_owner', v_object.kind, v_object.quoted
            );
        END IF;
        v_object.kind := replace(v_object.kind, 'VIEW', 'TABLE');
        EXECUTE format(
            'REVOKE ALL ON %s %s FROM '
            'PUBLIC, fleettickets_ingest, fleettickets_reader, fleettickets_watcher',
            v_object.kind, v_object.quoted
        );
        EXECUTE format('GRANT ALL ON %s %s TO fleettickets_owner', v_object.kind, v_object.quoted);
        FOREACH v_privilege IN ARRAY v_object.wanted LOOP
            EXECUTE format(
                'GRANT %s ON %s %s TO %I',
                split_part(v_privilege, '=', 2), v_object.kind, v_object.quoted,
                'fleettickets_' || split_part(v_privilege, '=', 1)
            );
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON PROCEDURE tickets.apply_grants IS
'Creates the four roles and grants each what it needs, if it lacks it.';
