-- Find a plan: the one that is named, else the published one of the day, else its newest draft.
-- params: plan_id, plan_on (either may be NULL), state (NULL: any).
-- returns: plan_id, plan_on, state, content_as_of, made_at; no row if there is none.
SELECT
    p.plan_id,
    p.plan_on,
    p.state,
    p.content_as_of,
    p.made_at
FROM dispatch.plans AS p
WHERE
    (%(plan_id)s::bigint IS NULL OR p.plan_id = %(plan_id)s)
    AND (%(plan_on)s::date IS NULL OR p.plan_on = %(plan_on)s)
    AND (%(state)s::text IS NULL OR p.state = %(state)s)
ORDER BY p.state = 'published' DESC, p.state = 'draft' DESC, p.plan_id DESC
LIMIT 1;
