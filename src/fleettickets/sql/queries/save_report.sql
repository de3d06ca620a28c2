-- Keep what a crew reports of a ticket; what is NULL stays as it was. The ticket must stand on the
-- crew's day in a plan that was published.
-- params: plan_on, crew_id, dataset, ticket_id, arrived_at, done_at (either may be NULL).
-- returns: ticket_id; no row if the crew has no such ticket on that day.
INSERT INTO dispatch.crew_reports AS r (
    plan_on, crew_id, dataset, ticket_id, arrived_at, done_at, reported_by
)
SELECT
    p.plan_on,
    t.crew_id,
    t.dataset,
    t.ticket_id,
    %(arrived_at)s::timestamptz AS arrived_at,
    %(done_at)s::timestamptz AS done_at,
    dispatch.acting_person() AS reported_by
FROM dispatch.plans AS p
INNER JOIN dispatch.stop_tickets AS t ON p.plan_id = t.plan_id
WHERE
    p.plan_on = %(plan_on)s
    AND p.state <> 'draft'
    AND t.crew_id = %(crew_id)s
    AND t.dataset = %(dataset)s
    AND t.ticket_id = %(ticket_id)s
ORDER BY p.plan_id DESC
LIMIT 1
ON CONFLICT (plan_on, crew_id, dataset, ticket_id) DO UPDATE
    SET
        arrived_at = coalesce(excluded.arrived_at, r.arrived_at),
        done_at = coalesce(excluded.done_at, r.done_at),
        reported_by = excluded.reported_by,
        reported_at = now()
RETURNING ticket_id;
