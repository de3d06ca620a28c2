-- Set up a session. An existing limit of the wait for locks is kept.
-- A statement rather than startup options, because PgBouncer refuses those.
-- JIT is off: for a few hundred rows, compiling takes longer than the statement.
-- params: lock_wait. returns: one row, the settings.
SELECT
    set_config('TimeZone', 'UTC', FALSE) AS time_zone,
    set_config('jit', 'off', FALSE) AS jit,
    set_config(
        'lock_timeout',
        CASE current_setting('lock_timeout')
            WHEN '0' THEN %(lock_wait)s
            ELSE current_setting('lock_timeout')
        END,
        FALSE
    ) AS lock_timeout;
