-- One crew's day of a plan, with its stops in order.
-- params: p_day, a row of dispatch.crew_days. returns: as an element of crews in fn_dispatch_plan.
CREATE OR REPLACE FUNCTION dispatch.crew_day(p_day dispatch.crew_days)
RETURNS jsonb
LANGUAGE sql STABLE
SET timezone = 'UTC'
AS $$
    SELECT jsonb_build_object(
        'crew', c.name,
        'team', c.team,
        'start', jsonb_build_object('latitude', c.start_latitude, 'longitude', c.start_longitude),
        'end', jsonb_build_object('latitude', c.end_latitude, 'longitude', c.end_longitude),
        'shift_from', p_day.shift_from,
        'shift_to', p_day.shift_to,
        'lunch', CASE
            WHEN p_day.lunch_from IS NOT NULL
                THEN jsonb_build_object('from', p_day.lunch_from, 'to', p_day.lunch_to)
        END,
        'ends_at', p_day.ends_at,
        'overtime_minutes', p_day.overtime_minutes,
        'driving_minutes', p_day.driving_minutes,
        'stops', coalesce(
            (
                SELECT jsonb_agg(
                    to_jsonb(s) - 'plan_id' - 'crew_id' - 'stop_number' || jsonb_build_object(
                        'tickets', t.ticket_ids, 'datasets', t.datasets
                    )
                    ORDER BY s.stop_number
                )
                FROM dispatch.stops AS s
                CROSS JOIN LATERAL (
                    SELECT
                        jsonb_agg(i.ticket_id ORDER BY i.ticket_number, i.ticket_id) AS ticket_ids,
                        jsonb_agg(i.dataset ORDER BY i.ticket_number, i.ticket_id) AS datasets
                    FROM dispatch.stop_tickets AS i
                    WHERE
                        i.plan_id = s.plan_id
                        AND i.crew_id = s.crew_id
                        AND i.stop_number = s.stop_number
                ) AS t
                WHERE s.plan_id = p_day.plan_id AND s.crew_id = p_day.crew_id
            ),
            '[]'
        )
    )
    FROM dispatch.crews AS c
    WHERE c.crew_id = p_day.crew_id
$$;
COMMENT ON FUNCTION dispatch.crew_day(dispatch.crew_days) IS
'One crew''s day of a plan, with its stops in order.';
