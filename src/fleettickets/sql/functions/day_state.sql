-- What the dispatchers of a day share besides its plan: decisions, reports, crews on shift.
-- params: p_plan_on. returns: {plan_on, published_plan_id, newest_draft_id, content_as_of,
-- is_stale, crews: [{crew_id, crew, team, skills, device, start, end, shift_from, shift_to}],
-- decisions: [as ticket_decision], reports: [{crew, dataset, ticket_id, arrived_at, done_at,
-- reported_by, reported_at}]}.
CREATE OR REPLACE FUNCTION dispatch.day_state(p_plan_on date)
RETURNS jsonb
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
    SELECT jsonb_build_object(
        'plan_on', p_plan_on,
        'published_plan_id', (
            SELECT p.plan_id FROM dispatch.plans AS p
            WHERE p.plan_on = p_plan_on AND p.state = 'published'
        ),
        'newest_draft_id', (
            SELECT max(p.plan_id) FROM dispatch.plans AS p
            WHERE p.plan_on = p_plan_on AND p.state = 'draft'
        ),
        'content_as_of', (SELECT max(f.content_as_of) FROM reporting.freshness AS f),
        'is_stale', (SELECT coalesce(bool_or(f.is_stale), FALSE) FROM reporting.freshness AS f),
        'crews', coalesce(
            (
                SELECT jsonb_agg(
                    jsonb_build_object(
                        'crew_id', c.crew_id, 'crew', c.name, 'team', c.team, 'skills', c.skills,
                        'device', c.device,
                        'start', jsonb_build_object(
                            'latitude', c.start_latitude, 'longitude', c.start_longitude
                        ),
                        'end', jsonb_build_object(
                            'latitude', c.end_latitude, 'longitude', c.end_longitude
                        ),
                        'shift_from', (p_plan_on + s.starts_at) AT TIME ZONE 'Africa/Nairobi',
                        'shift_to', (p_plan_on + s.ends_at) AT TIME ZONE 'Africa/Nairobi'
                    )
                    ORDER BY c.name COLLATE "C"
                )
                FROM dispatch.crews AS c
                INNER JOIN dispatch.shifts AS s
                    ON s.crew_id = c.crew_id AND s.weekday = extract(ISODOW FROM p_plan_on)
                WHERE c.is_active
                    AND NOT EXISTS (
                        SELECT FROM dispatch.absences AS a
                        WHERE a.crew_id = c.crew_id AND p_plan_on BETWEEN a.first_on AND a.last_on
                    )
            ),
            '[]'
        ),
        'decisions', coalesce(
            (
                SELECT jsonb_agg(
                    dispatch.ticket_decision(t.dataset, t.ticket_id, p_plan_on)
                    ORDER BY t.dataset, t.ticket_id
                )
                FROM (
                    SELECT p.dataset, p.ticket_id FROM dispatch.pins AS p
                    WHERE p.plan_on = p_plan_on
                    UNION
                    SELECT h.dataset, h.ticket_id FROM dispatch.holds AS h
                ) AS t
            ),
            '[]'
        ),
        'reports', coalesce(
            (
                SELECT jsonb_agg(
                    to_jsonb(r) - 'plan_on' - 'crew_id' || jsonb_build_object('crew', c.name)
                    ORDER BY c.name COLLATE "C", r.reported_at, r.dataset, r.ticket_id
                )
                FROM dispatch.crew_reports AS r
                INNER JOIN dispatch.crews AS c ON c.crew_id = r.crew_id
                WHERE r.plan_on = p_plan_on
            ),
            '[]'
        )
    )
$$;
COMMENT ON FUNCTION dispatch.day_state(date) IS
'Decisions, reports and crews of a day (docs/api.md#dispatch).';
