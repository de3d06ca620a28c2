-- Let another session adopt.
-- params: none. returns: one row, to be ignored.
SELECT pg_advisory_unlock(hashtext('fleettickets.adopt'), 0) AS is_released
