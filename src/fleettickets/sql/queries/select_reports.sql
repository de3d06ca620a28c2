-- List what crews have reported on a day, each with its stop in the newest plan that was published
-- with it.
-- params: plan_on.
-- returns: dataset, ticket_id, crew, arrived_at, done_at, crew_id, longitude, latitude,
-- travel_minutes, arrives_at, starts_at, ends_at, late_minutes, is_pinned; of two crews' reports of
-- one ticket, the one that says more, then the later one, comes last.
SELECT
    r.dataset,
    r.ticket_id,
    c.name,
    r.arrived_at,
    r.done_at,
    r.crew_id,
    s.longitude,
    s.latitude,
    s.travel_minutes,
    s.arrives_at,
    s.starts_at,
    s.ends_at,
    s.late_minutes,
    s.is_pinned
FROM dispatch.crew_reports AS r
INNER JOIN dispatch.crews AS c ON r.crew_id = c.crew_id
CROSS JOIN
    LATERAL (
        SELECT i.*
        FROM dispatch.plans AS p
        INNER JOIN dispatch.stop_tickets AS t ON p.plan_id = t.plan_id
        INNER JOIN dispatch.stops AS i
            ON t.plan_id = i.plan_id AND t.crew_id = i.crew_id AND t.stop_number = i.stop_number
        WHERE
            p.plan_on = r.plan_on
            AND p.state <> 'draft'
            AND t.crew_id = r.crew_id
            AND t.dataset = r.dataset
            AND t.ticket_id = r.ticket_id
        ORDER BY p.published_at DESC, p.plan_id DESC
        LIMIT 1
    ) AS s
WHERE r.plan_on = %(plan_on)s::date
ORDER BY r.done_at IS NOT NULL, coalesce(r.done_at, r.arrived_at), r.crew_id;
