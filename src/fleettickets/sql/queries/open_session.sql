-- Set up a session. An existing limit of the wait for locks is kept.
-- A statement rather than startup options, because PgBouncer refuses those.
-- Names that no statement qualifies are PostGIS's, which may be in any schema.
-- JIT is off: for a few hundred rows, compiling takes longer than the statement.
-- params: lock_wait. returns: one row, the settings.
SELECT
    set_config('TimeZone', 'UTC', FALSE) AS time_zone,
    set_config('jit', 'off', FALSE) AS jit,
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
