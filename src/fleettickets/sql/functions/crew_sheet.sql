-- One crew's day of the published plan, with what the crew has reported, and nothing of any other.
-- params: p_plan_on, p_crew_id.
-- returns: as crew_day, with plan_id, plan_on, published_at, and in each stop places and clusters
-- (of each ticket) and reports ({dataset, ticket_id, arrived_at, done_at}); NULL if it has no day.
CREATE OR REPLACE FUNCTION dispatch.crew_sheet(p_plan_on date, p_crew_id bigint)
RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
    SELECT
        d.day || jsonb_build_object(
            'plan_id', p.plan_id,
            'plan_on', p.plan_on,
            'published_at', p.published_at,
            'stops', coalesce(
                (
                    SELECT jsonb_agg(s.stop || n.found ORDER BY s.number)
                    FROM jsonb_array_elements(d.day -> 'stops')
                        WITH ORDINALITY AS s (stop, number)
                    CROSS JOIN LATERAL (
                        SELECT jsonb_build_object(
                            'places', jsonb_agg(
                                coalesce(j.location_name, j.cluster) ORDER BY t.number
                            ),
                            'clusters', jsonb_agg(j.cluster ORDER BY t.number),
                            'reports', coalesce(
                                jsonb_agg(
                                    jsonb_build_object(
                                        'dataset', r.dataset, 'ticket_id', r.ticket_id,
                                        'arrived_at', r.arrived_at, 'done_at', r.done_at
                                    )
                                    ORDER BY t.number
                                ) FILTER (WHERE r.ticket_id IS NOT NULL),
                                '[]'
                            )
                        ) AS found
                        FROM ROWS FROM (
                            jsonb_array_elements_text(s.stop -> 'datasets'),
                            jsonb_array_elements_text(s.stop -> 'tickets')
                        ) WITH ORDINALITY AS t (dataset, ticket_id, number)
                        LEFT JOIN tickets.all_tickets AS j
                            ON j.dataset = t.dataset AND j.ticket_id = t.ticket_id
                        LEFT JOIN dispatch.crew_reports AS r
                            ON r.plan_on = p.plan_on AND r.crew_id = p_crew_id
                            AND r.dataset = t.dataset AND r.ticket_id = t.ticket_id
                    ) AS n
                ),
                '[]'
            )
        )
    FROM dispatch.plans AS p
    INNER JOIN dispatch.crew_days AS c ON c.plan_id = p.plan_id AND c.crew_id = p_crew_id
    CROSS JOIN LATERAL (SELECT dispatch.crew_day(c) AS day) AS d
    WHERE p.plan_on = p_plan_on AND p.state = 'published'
$$;
COMMENT ON FUNCTION dispatch.crew_sheet(date, bigint) IS
'One crew''s day of the published plan, with what it has reported.';
