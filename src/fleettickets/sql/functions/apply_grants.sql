-- The rights of each role on everything that the migrator has created (tickets.schema_objects),
-- including tables of later migrations. Objects of others in the schemas are left alone.
-- The migrator calls it at the end of every run, even if nothing is pending, so it restores rights
-- that were revoked, or lost in a restore on another server. It writes only if an owner or a right
-- is wrong. It leaves the rights of all other roles alone.
--   fleettickets_owner   owns it all; the reporting functions run with its rights
--   fleettickets_ingest  what the import and the geocoder write, never a DELETE of tickets
--   fleettickets_reader  EXECUTE and SELECT in reporting, nothing in tickets or dispatch
--   fleettickets_watcher the three functions that post alerts: a role that may call them can also
--                        keep an alert from being posted, so a reader may not
--   fleettickets_dispatcher what a server does for dispatchers: reads tickets and reports, writes
--                        decisions and plans, and cannot change the audit
--   p_readers            EXECUTE of the reports, but not of what a server does with tokens. Granted
--                        directly: a membership would count in every database of the server, and
--                        only an administrator may grant it.
-- The API's tokens are the owner's alone: a role that may write them can let anyone in.
-- None of the five can log in: GRANT fleettickets_reader TO some_login.
-- The migrator creates the roles (find_lacking_rights.sql).
-- params: p_readers, existing roles of others. returns: p_changed, how many objects were corrected.
CREATE OR REPLACE PROCEDURE tickets.apply_grants(
    p_readers text[] DEFAULT '{}', INOUT p_changed integer DEFAULT 0
)
LANGUAGE plpgsql AS $$
DECLARE
    -- People edit these; the import and the geocoder only read them.
    c_policies constant text[] := ARRAY[
        'datasets', 'sla_policy', 'sla_verdicts', 'geo_settings', 'schema_files', 'schema_objects',
        'watch_limits', 'status_words'
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
    c_dispatched constant text[] := ARRAY[
        'pins', 'holds', 'positions', 'travel_places', 'travel_times'
    ];
    c_planned constant text[] := ARRAY['plans', 'crew_reports'];
    c_plan_parts constant text[] := ARRAY['crew_days', 'stops', 'stop_tickets', 'unassigned'];
    c_authentication constant text[] := ARRAY['fn_api_token', 'fn_note_token_use'];
    -- Read beforehand: the loop changes this table's owner too.
    v_own text[] := ARRAY(SELECT s.identity FROM tickets.schema_objects AS s);
    v_grant text;
    v_object record;
BEGIN
    p_changed := 0;
    FOR v_object IN
        WITH objects AS (
            SELECT
                'SCHEMA' AS kind,
                n.tableoid AS classid,
                n.oid AS objid,
                n.nspname AS schema,
                n.nspname::text AS name,
                n.nspowner AS owner,
                n.nspacl AS acl,
                acldefault('n', n.nspowner) AS default_acl
            FROM pg_catalog.pg_namespace AS n
            WHERE n.nspname IN ('tickets', 'reporting', 'dispatch')
            UNION ALL
            SELECT
                CASE WHEN c.relkind = 'v' THEN 'VIEW' ELSE 'TABLE' END,
                c.tableoid,
                c.oid,
                n.nspname,
                c.relname,
                c.relowner,
                c.relacl,
                acldefault('r', c.relowner)
            FROM pg_catalog.pg_class AS c
            INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('tickets', 'reporting', 'dispatch') AND c.relkind IN ('r', 'p', 'v')
            UNION ALL
            SELECT
                'ROUTINE',
                p.tableoid,
                p.oid,
                n.nspname,
                p.proname,
                p.proowner,
                p.proacl,
                acldefault('f', p.proowner)
            FROM pg_catalog.pg_proc AS p
            INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('tickets', 'reporting', 'dispatch')
        ),

        granted AS (
            SELECT
                o.*,
                i.identity AS quoted,
                CASE
                    WHEN o.schema <> 'tickets' THEN ''
                    WHEN o.name = ANY (c_secrets || c_administration) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    WHEN o.kind = 'VIEW' OR o.name = ANY (c_policies) THEN 'SELECT'
                    WHEN o.name = ANY (c_notes) THEN 'SELECT INSERT'
                    WHEN o.name = ANY (c_erasable) THEN 'SELECT INSERT UPDATE DELETE'
                    ELSE 'SELECT INSERT UPDATE'
                END AS ingest,
                CASE
                    WHEN o.schema <> 'reporting' THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    ELSE 'SELECT'
                END AS reader,
                CASE
                    WHEN o.schema = 'tickets' AND o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' AND o.name = ANY (c_alerting) THEN 'EXECUTE'
                    ELSE ''
                END AS watcher,
                CASE
                    WHEN o.name = ANY (c_administration || c_alerting || c_authentication) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    WHEN o.kind = 'VIEW' THEN 'SELECT'
                    WHEN o.schema <> 'dispatch' THEN ''
                    WHEN o.name = ANY (c_dispatched) THEN 'SELECT INSERT UPDATE DELETE'
                    WHEN o.name = ANY (c_planned) THEN 'SELECT INSERT UPDATE'
                    WHEN o.name = ANY (c_plan_parts) THEN 'SELECT INSERT'
                    ELSE 'SELECT'
                END AS dispatcher,
                CASE
                    WHEN o.schema <> 'reporting' OR o.name = ANY (c_authentication) THEN ''
                    WHEN o.kind = 'SCHEMA' THEN 'USAGE'
                    WHEN o.kind = 'ROUTINE' THEN 'EXECUTE'
                    ELSE ''
                END AS others
            FROM objects AS o
            CROSS JOIN LATERAL pg_identify_object(o.classid, o.objid, 0) AS i
            WHERE i.identity = ANY (v_own)
        ),

        -- A grant is written as privilege=role.
        compared AS (
            SELECT
                g.*,
                ARRAY(
                    SELECT p.privilege || '=fleettickets_' || r.role
                    FROM (
                        VALUES ('ingest', g.ingest), ('reader', g.reader), ('watcher', g.watcher),
                        ('dispatcher', g.dispatcher)
                    ) AS r (role, privileges)
                    CROSS JOIN LATERAL string_to_table(r.privileges, ' ') AS p (privilege)
                    WHERE p.privilege <> ''
                    ORDER BY 1
                ) AS wanted,
                ARRAY(
                    SELECT g.others || '=' || r.role
                    FROM unnest(p_readers) AS r (role)
                    WHERE g.others <> ''
                    ORDER BY 1
                ) AS wanted_of_others,
                ARRAY(
                    SELECT
                        a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END || '='
                        || CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END
                    FROM aclexplode(g.acl) AS a
                    WHERE a.grantee IN (
                        0, 'fleettickets_ingest'::regrole, 'fleettickets_reader'::regrole,
                        'fleettickets_watcher'::regrole, 'fleettickets_dispatcher'::regrole
                    )
                    ORDER BY 1
                ) AS present,
                ARRAY(
                    SELECT a.privilege_type || '=' || pg_get_userbyid(a.grantee)
                    FROM aclexplode(g.acl) AS a
                ) AS present_of_all
            FROM granted AS g
        )

        SELECT
            c.kind,
            c.quoted,
            c.wanted || c.wanted_of_others AS grants,
            c.owner <> 'fleettickets_owner'::regrole AS is_strange
        FROM compared AS c
        WHERE c.owner <> 'fleettickets_owner'::regrole
            OR c.acl IS NULL
            OR c.wanted <> c.present
            OR NOT c.wanted_of_others <@ c.present_of_all
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
            'PUBLIC, fleettickets_ingest, fleettickets_reader, fleettickets_watcher, '
            'fleettickets_dispatcher',
            v_object.kind, v_object.quoted
        );
        EXECUTE format('GRANT ALL ON %s %s TO fleettickets_owner', v_object.kind, v_object.quoted);
        FOREACH v_grant IN ARRAY v_object.grants LOOP
            EXECUTE format(
                'GRANT %s ON %s %s TO %I',
                split_part(v_grant, '=', 1), v_object.kind, v_object.quoted,
                substr(v_grant, strpos(v_grant, '=') + 1)
            );
        END LOOP;
    END LOOP;
END
$$;
COMMENT ON PROCEDURE tickets.apply_grants IS
'Grants each role what it needs on what the migrator has created, if it lacks it.';
