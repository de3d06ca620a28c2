-- Lower this session's limit of the wait for locks, unless it is lower already.
-- params: lock_wait_ms. returns: one row, the new limit, if it was changed.
SELECT set_config('lock_timeout', %(lock_wait_ms)s::integer::text, FALSE) AS lock_timeout
FROM pg_catalog.pg_settings AS s
WHERE s.name = 'lock_timeout' AND (s.setting::integer = 0 OR s.setting::integer > %(lock_wait_ms)s)
