-- Publish a draft.
-- params: plan_id. returns: plan_id; no row if it is no draft.
UPDATE dispatch.plans
SET state = 'published', published_at = now(), published_by = dispatch.acting_person()
WHERE plan_id = %(plan_id)s AND state = 'draft'
RETURNING plan_id;
