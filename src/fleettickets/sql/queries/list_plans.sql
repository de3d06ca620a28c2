-- List the plans of a day, the newest first.
-- params: plan_on (NULL: today in East Africa Time). returns: one row: a JSON array.
SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.plan_id DESC), '[]') AS plans
FROM dispatch.plans AS p
WHERE
    p.plan_on
    = coalesce(%(plan_on)s::date, (now() AT TIME ZONE 'Africa/Nairobi')::date);
