-- Let the others lose a deadlock with this session, until its limit is reset: they look for one
-- sooner. Logins that may not change the limit leave it as it is.
-- params: deadlock_timeout_ms. returns: one row if it was changed, the setting.
SELECT set_config('deadlock_timeout', %(deadlock_timeout_ms)s::text, FALSE) AS deadlock_timeout
WHERE has_parameter_privilege('deadlock_timeout', 'SET')
