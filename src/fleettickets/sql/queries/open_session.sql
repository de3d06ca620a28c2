-- Set up a session: everything that the meaning of a statement rests on, whatever the server, the
-- database or the login sets. An existing limit of the wait for locks is kept.
-- A statement rather than startup options, because PgBouncer refuses those.
-- Names that no statement qualifies are PostGIS's, which may be in any schema.
-- JIT is off: for a few hundred rows, compiling takes longer than the statement.
-- The mark shows whether other connections share the session (session_marks.py).
-- params: lock_wait, mark. returns: one row, (earlier_mark, pid, and the settings); in a new
-- session, the earlier mark is null or empty.
SELECT
    current_setting('fleettickets.session', TRUE) AS earlier_mark,
    pg_catalog.pg_backend_pid() AS pid,
    set_config('fleettickets.session', %(mark)s, FALSE) AS mark,
    set_config('TimeZone', 'UTC', FALSE) AS time_zone,
    set_config('timezone_abbreviations', 'Default', FALSE) AS time_zone_names,
    set_config('DateStyle', 'ISO, MDY', FALSE) AS date_style,
    set_config('IntervalStyle', 'postgres', FALSE) AS interval_style,
    set_config('client_encoding', 'UTF8', FALSE) AS client_encoding,
    set_config('bytea_output', 'hex', FALSE) AS bytea_output,
    set_config('extra_float_digits', '1', FALSE) AS float_digits,
    set_config('standard_conforming_strings', 'on', FALSE) AS strings,
    set_config('array_nulls', 'on', FALSE) AS array_nulls,
    set_config('transform_null_equals', 'off', FALSE) AS null_equals,
    set_config('quote_all_identifiers', 'off', FALSE) AS quotes,
    set_config('check_function_bodies', 'on', FALSE) AS function_bodies,
    set_config('plan_cache_mode', 'auto', FALSE) AS plan_cache_mode,
    set_config('gin_fuzzy_search_limit', '0', FALSE) AS gin_limit,
    set_config('jit', 'off', FALSE) AS jit,
    -- An import waits for the bucket within a transaction, and has a limit of its own for that.
    set_config('idle_in_transaction_session_timeout', '0', FALSE) AS idle_in_transaction,
    set_config('idle_session_timeout', '0', FALSE) AS idle,
    -- Each statement must see what was committed before it (upsert_tickets.sql).
    set_config('default_transaction_isolation', 'read committed', FALSE) AS isolation,
    set_config('default_transaction_deferrable', 'off', FALSE) AS is_deferrable,
    -- Only a superuser may change it, so only if it stops the triggers.
    CASE
        WHEN current_setting('session_replication_role') <> 'origin'
            THEN set_config('session_replication_role', 'origin', FALSE)
    END AS replication_role,
    set_config(
        'search_path',
        coalesce(
            (
                SELECT quote_ident(n.nspname)
                FROM pg_catalog.pg_extension AS e
                INNER JOIN pg_catalog.pg_namespace AS n ON e.extnamespace = n.oid
                WHERE e.extname = 'postgis'
            ),
            'public'
        ),
        FALSE
    ) AS search_path,
    set_config(
        'lock_timeout',
        CASE current_setting('lock_timeout')
            WHEN '0' THEN %(lock_wait)s
            ELSE current_setting('lock_timeout')
        END,
        FALSE
    ) AS lock_timeout;
