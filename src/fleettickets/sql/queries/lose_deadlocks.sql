-- Undo win_deadlocks.
-- params: none. returns: one row if the setting had been changed, the setting in milliseconds.
SELECT set_config(s.name, s.reset_val, FALSE) AS deadlock_timeout
FROM pg_catalog.pg_settings AS s
WHERE s.name = 'deadlock_timeout' AND s.setting != s.reset_val
