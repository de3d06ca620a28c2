-- Pin a ticket on a day.
-- params: dataset, ticket_id, plan_on, crew_id, starts_at, visit_order; keeps_rest: what is NULL
-- stays as it was, else it is not decided any more. returns: nothing.
INSERT INTO dispatch.pins AS p (
    dataset, ticket_id, plan_on, crew_id, starts_at, visit_order, made_by
)
VALUES (
    %(dataset)s, %(ticket_id)s, %(plan_on)s, %(crew_id)s::bigint, %(starts_at)s::timestamptz,
    %(visit_order)s::integer, dispatch.acting_person()
)
ON CONFLICT (dataset, ticket_id, plan_on) DO UPDATE
    SET
        crew_id = coalesce(excluded.crew_id, CASE WHEN %(keeps_rest)s THEN p.crew_id END),
        starts_at = coalesce(excluded.starts_at, CASE WHEN %(keeps_rest)s THEN p.starts_at END),
        visit_order = coalesce(
            excluded.visit_order, CASE WHEN %(keeps_rest)s THEN p.visit_order END
        ),
        made_by = excluded.made_by,
        made_at = now();
