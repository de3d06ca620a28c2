-- Let another session import the dataset.
-- params: dataset. returns: one row, whether this session held the lock.
SELECT pg_advisory_unlock(hashtext('fleettickets.import'), hashtext(%(dataset)s)) AS is_released
