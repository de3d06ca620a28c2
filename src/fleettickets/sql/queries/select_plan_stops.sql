-- List the stops of a plan: of the one that is named, else of the published one of the day.
-- params: plan_on, plan_id (NULL: the published one).
-- returns: crew_id, longitude, latitude, travel_minutes, arrives_at, starts_at, ends_at,
-- late_minutes, is_pinned, datasets and ticket_ids (arrays of one length), in the work's order.
SELECT
    s.crew_id,
    s.longitude,
    s.latitude,
    s.travel_minutes,
    s.arrives_at,
    s.starts_at,
    s.ends_at,
    s.late_minutes,
    s.is_pinned,
    array_agg(t.dataset ORDER BY t.ticket_number, t.ticket_id) AS datasets,
    array_agg(t.ticket_id ORDER BY t.ticket_number, t.ticket_id) AS ticket_ids
FROM dispatch.plans AS p
INNER JOIN dispatch.stops AS s ON p.plan_id = s.plan_id
INNER JOIN dispatch.stop_tickets AS t
    ON s.plan_id = t.plan_id AND s.crew_id = t.crew_id AND s.stop_number = t.stop_number
WHERE
    CASE
        WHEN %(plan_id)s::bigint IS NULL
            THEN p.plan_on = %(plan_on)s::date AND p.state = 'published'
        ELSE p.plan_id = %(plan_id)s::bigint
    END
GROUP BY s.plan_id, s.crew_id, s.stop_number
ORDER BY s.crew_id, s.stop_number;
