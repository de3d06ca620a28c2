-- Become the only session that adopts, for as long as the session lasts. Wait for two seconds,
-- because the server takes a moment to notice that a killed session is gone.
-- params: none. returns: one row, to be ignored.
SET LOCAL lock_timeout = '2s';
SELECT pg_advisory_lock(hashtext('fleettickets.adopt'), 0) AS locked
