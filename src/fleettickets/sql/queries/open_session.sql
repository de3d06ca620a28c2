-- What every session of ours begins with. A wait for a lock that is bounded already stays so.
-- A statement, not startup options: PgBouncer refuses those.
-- params: lock_wait. returns: one row, the settings.
-- Nothing is compiled: a step of some hundred rows would wait longer for that than for its work.
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
