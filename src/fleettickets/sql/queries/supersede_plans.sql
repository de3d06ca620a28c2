-- End the published plan of a day.
-- params: plan_on. returns: nothing.
UPDATE dispatch.plans
SET state = 'superseded'
WHERE plan_on = %(plan_on)s AND state = 'published';
