-- Try to become the only session that asks a question.
-- params: question. returns: one row, whether this session holds it now.
SELECT
    pg_try_advisory_lock(hashtext('fleettickets.geocoding'), hashtext(%(question)s)) AS is_held
