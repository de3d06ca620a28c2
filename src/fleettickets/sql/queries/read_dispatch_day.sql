-- Read what people have decided and crews have reported of a day.
-- params: plan_on (NULL: today in East Africa Time). returns: one row: a JSON object.
SELECT
    dispatch.day_state(
        coalesce(%(plan_on)s::date, (now() AT TIME ZONE 'Africa/Nairobi')::date)
    ) AS state;
