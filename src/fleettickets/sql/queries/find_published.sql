-- Find the published plan of a day.
-- params: plan_on. returns: plan_id, published_by; no row if there is none.
SELECT
    p.plan_id,
    p.published_by
FROM dispatch.plans AS p
WHERE p.plan_on = %(plan_on)s AND p.state = 'published';
