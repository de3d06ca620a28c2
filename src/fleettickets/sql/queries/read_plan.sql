-- Read a plan as a document.
-- params: plan_on, plan_id (either may be NULL). returns: one row: the document, or NULL.
SELECT reporting.fn_dispatch_plan(%(plan_on)s::date, %(plan_id)s::bigint) AS plan;
