-- Become the only session that imports the dataset, for as long as the session lasts.
-- params: dataset. returns: one row, to be ignored.
SELECT pg_advisory_lock(hashtext('fleettickets.import'), hashtext(%(dataset)s)) AS locked
