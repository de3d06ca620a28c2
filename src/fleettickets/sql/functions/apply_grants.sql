-- Who may do what, for everything in the two schemas, tables of later migrations among them. Runs
-- at the end of this file, so with every migration; a database that was restored on another server
-- gets its roles back with the next one.
--   fleettickets_owner   owns it all; the reporting functions run with its rights
--   fleettickets_ingest  what the import and the geocoder write, never a DELETE of tickets
--   fleettickets_reader  EXECUTE and SELECT in reporting, nothing in tickets
--   fleettickets_watcher the three functions that post alerts: whoever may call them could also
--                        keep somebody from being told, so a reader may not
-- The API's tokens are the owner's alone: who may write them may let anyone in.
-- None of them can log in: GRANT fleettickets_reader TO some_login.
-- params: none. returns: nothing; an error, with what an administrator is to run, where the roles
-- are missing and the migrating role may not create them.
CREATE OR REPLACE PROCEDURE tickets.apply_grants()
LANGUAGE plpgsql AS $$
DECLARE
    -- Kept by people: the import and the geocoder only read them.
    c_policies constant text[] := ARRAY[
        'datasets', 'sla_policy', 'sla_verdicts', 'geo_settings', 'schema_files', 'watch_limits'
    ];
    -- The geocoder notes codes it has met; what they mean, people say.
    c_notes constant text[] := ARRAY['place_aliases'];
    -- History is told again when a late file comes; places can be forgotten.
    c_erasable constant text[] := ARRAY[
        'ticket_events', 'closure_events', 'import_rejects', 'geo_clusters', 'geo_locations',
        'suspect_coordinates'
    ];
    c_secrets constant text[] := ARRAY['api_tokens'];
    v_role text;
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
        RAISE EXCEPTION 'role % may not create the roles that the database needs, or join their owner',
            current_user
            USING ERRCODE = 'insufficient_privilege',
            HINT = format(
                'As an administrator: %s GRANT fleettickets_owner TO %I; then migrate again.',
                v_missing, current_user
            );
    END IF;

    -- The owner must be able to take over what is in the schemas.
    GRANT USAGE, CREATE ON SCHEMA tickets, reporting TO fleettickets_owner;
    FOR v_object IN
        SELECT
            c.relname AS name,
            n.nspname AS schema,
            c.relkind = 'v' AS is_view,
            c.relowner = 'fleettickets_owner'::regrole AS is_owned
        FROM pg_catalog.pg_class AS c
        INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('tickets', 'reporting') AND c.relkind IN ('r', 'p', 'v')
    LOOP
        IF NOT v_object.is_owned THEN
            EXECUTE format(
                'ALTER TABLE %I.%I OWNER TO fleettickets_owner', v_object.schema, v_object.name
            );
        END IF;
        EXECUTE format(
            'REVOKE ALL ON %I.%I FROM '
            'PUBLIC, fleettickets_ingest, fleettickets_reader, fleettickets_watcher',
            v_object.schema, v_object.name
        );
        CONTINUE WHEN v_object.name = ANY (c_secrets);
        EXECUTE format(
            'GRANT %s ON %I.%I TO %I',
            CASE
                WHEN v_object.is_view OR v_object.name = ANY (c_policies) THEN 'SELECT'
                WHEN v_object.name = ANY (c_notes) THEN 'SELECT, INSERT'
                WHEN v_object.name = ANY (c_erasable) THEN 'SELECT, INSERT, UPDATE, DELETE'
                ELSE 'SELECT, INSERT, UPDATE'
            END,
            v_object.schema, v_object.name,
            CASE v_object.schema
                WHEN 'reporting' THEN 'fleettickets_reader' ELSE 'fleettickets_ingest'
            END
        );
    END LOOP;
    FOR v_object IN
        SELECT
            p.oid::regprocedure AS name,
            n.nspname AS schema,
            p.proowner = 'fleettickets_owner'::regrole AS is_owned
        FROM pg_catalog.pg_proc AS p
        INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('tickets', 'reporting')
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend AS d
                WHERE d.classid = 'pg_catalog.pg_proc'::regclass
                    AND d.objid = p.oid AND d.deptype = 'e'
            )
    LOOP
        IF NOT v_object.is_owned THEN
            EXECUTE format('ALTER ROUTINE %s OWNER TO fleettickets_owner', v_object.name);
        END IF;
        EXECUTE format(
            'REVOKE ALL ON ROUTINE %s FROM '
            'PUBLIC, fleettickets_ingest, fleettickets_reader, fleettickets_watcher',
            v_object.name
        );
        EXECUTE format(
            'GRANT EXECUTE ON ROUTINE %s TO %I',
            v_object.name,
            CASE v_object.schema
                WHEN 'reporting' THEN 'fleettickets_reader' ELSE 'fleettickets_ingest'
            END
        );
    END LOOP;
    REVOKE ALL ON SCHEMA tickets, reporting
    FROM PUBLIC, fleettickets_ingest, fleettickets_reader, fleettickets_watcher;
    GRANT USAGE ON SCHEMA tickets TO fleettickets_ingest, fleettickets_watcher;
    GRANT EXECUTE ON FUNCTION
    tickets.sync_alerts(), tickets.claim_alerts(interval),
    tickets.settle_alerts(bigint[], boolean, boolean)
    TO fleettickets_watcher;
    GRANT USAGE ON SCHEMA reporting TO fleettickets_reader;
    ALTER SCHEMA tickets OWNER TO fleettickets_owner;
    ALTER SCHEMA reporting OWNER TO fleettickets_owner;
    REVOKE EXECUTE ON PROCEDURE tickets.apply_grants(), tickets.watch_datasets()
    FROM fleettickets_ingest;
END
$$;
COMMENT ON PROCEDURE tickets.apply_grants IS
'Creates the four roles and grants each what it needs, again and again.';

-- First the views over all datasets, so that a migration that adds one needs no word of them.
SELECT tickets.rebuild_all_tickets();

CALL tickets.apply_grants();
