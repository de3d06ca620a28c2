-- Read one crew's day of the published plan, with what it has reported.
-- params: plan_on (NULL: today in East Africa Time), crew_id. returns: one row: JSON, or NULL.
SELECT
    dispatch.crew_sheet(
        coalesce(%(plan_on)s::date, (now() AT TIME ZONE 'Africa/Nairobi')::date), %(crew_id)s
    ) AS sheet;
