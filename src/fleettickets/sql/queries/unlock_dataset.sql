-- Let another session import the dataset.
-- params: dataset. returns: one row, to be ignored.
SELECT pg_advisory_unlock(hashtext('fleettickets.import'), hashtext(%(dataset)s)) AS is_released
