-- Let another session ask a question.
-- params: question. returns: one row, to be ignored.
SELECT
    pg_advisory_unlock(hashtext('fleettickets.geocoding'), hashtext(%(question)s)) AS is_released
