-- Publish a draft.
-- params: plan_id. returns: plan_id; no row if it is no draft.
UPDATE dispatch.plans
SET state = 'published', published_at = now(), published_by = session_user
WHERE plan_id = %(plan_id)s AND state = 'draft'
RETURNING plan_id;
