-- List what people have pinned on a day.
-- params: plan_on. returns: dataset, ticket_id, crew (its name, or NULL), starts_at, visit_order.
SELECT
    p.dataset,
    p.ticket_id,
    c.name AS crew,
    p.starts_at,
    p.visit_order
FROM dispatch.pins AS p
LEFT JOIN dispatch.crews AS c ON p.crew_id = c.crew_id
WHERE p.plan_on = %(plan_on)s
ORDER BY p.dataset, p.ticket_id;
