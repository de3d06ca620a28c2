-- Become the only session that adopts, for as long as the session lasts.
-- params: none. returns: one row, (is_locked).
SELECT pg_try_advisory_lock(hashtext('fleettickets.adopt'), 0) AS is_locked
