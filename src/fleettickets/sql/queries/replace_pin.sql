-- Set the whole pin of a ticket on a day: what is NULL is not decided.
-- params: dataset, ticket_id, plan_on, crew_id, starts_at, visit_order. returns: nothing.
INSERT INTO dispatch.pins AS p (
    dataset, ticket_id, plan_on, crew_id, starts_at, visit_order, made_by
)
VALUES (
    %(dataset)s, %(ticket_id)s, %(plan_on)s, %(crew_id)s::bigint, %(starts_at)s::timestamptz,
    %(visit_order)s::integer, dispatch.acting_person()
)
ON CONFLICT (dataset, ticket_id, plan_on) DO UPDATE
    SET
        crew_id = excluded.crew_id,
        starts_at = excluded.starts_at,
        visit_order = excluded.visit_order,
        made_by = excluded.made_by,
        made_at = now();
