-- Let nobody else publish or change plans of this day until the transaction ends.
-- params: plan_on. returns: nothing.
SELECT p.plan_id
FROM dispatch.plans AS p
WHERE p.plan_on = %(plan_on)s
ORDER BY p.plan_id
FOR UPDATE;
