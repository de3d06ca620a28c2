-- Pin a ticket on a day; what is not given now stays as it was.
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
        crew_id = coalesce(excluded.crew_id, p.crew_id),
        starts_at = coalesce(excluded.starts_at, p.starts_at),
        visit_order = coalesce(excluded.visit_order, p.visit_order),
        made_by = dispatch.acting_person(),
        made_at = now();
