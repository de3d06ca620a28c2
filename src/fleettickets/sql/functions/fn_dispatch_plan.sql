-- A plan of the crews' day as one document: the crews with their stops, and every open ticket that
-- it leaves out, with the reason. The published plan of the day, else its newest draft.
-- params: p_date (NULL: today in East Africa Time), p_plan_id (NULL: by the date).
-- returns: {plan_id, plan_on, state, made_at, made_by, published_at, published_by, content_as_of,
-- planned_from, seed, iterations, is_cut_short, travel_source, estimated_pairs, cost, parts, crews:
-- [{crew, team, start, end (as the crew list has them now), shift_from, shift_to, lunch, ends_at,
-- overtime_minutes, driving_minutes, stops: [{tickets, datasets, latitude, longitude, arrives_at,
-- starts_at, ends_at, late_minutes, travel_minutes, is_pinned, is_begun}]}], unassigned:
-- [{ticket_id, dataset, reason, detail, instead}]}; NULL if there is no plan.
CREATE OR REPLACE FUNCTION reporting.fn_dispatch_plan(
    p_date date DEFAULT NULL, p_plan_id bigint DEFAULT NULL
)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
BEGIN
    RETURN (
        SELECT
            to_jsonb(p) || jsonb_build_object(
                'crews', coalesce(
                    (
                        SELECT jsonb_agg(dispatch.crew_day(d) ORDER BY c.name COLLATE "C")
                        FROM dispatch.crew_days AS d
                        INNER JOIN dispatch.crews AS c ON c.crew_id = d.crew_id
                        WHERE d.plan_id = p.plan_id
                    ),
                    '[]'
                ),
                'unassigned', coalesce(
                    (
                        SELECT
                            jsonb_agg(
                                to_jsonb(u) - 'plan_id' ORDER BY u.dataset, u.ticket_id
                            )
                        FROM dispatch.unassigned AS u
                        WHERE u.plan_id = p.plan_id
                    ),
                    '[]'
                )
            )
        FROM dispatch.plans AS p
        WHERE CASE
            WHEN p_plan_id IS NULL THEN p.plan_on = coalesce(p_date, (now() AT TIME ZONE 'Africa/Nairobi')::date)
            ELSE p.plan_id = p_plan_id
        END
        ORDER BY p.state = 'published' DESC, p.state = 'draft' DESC, p.plan_id DESC
        LIMIT 1
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_dispatch_plan(date, bigint) IS
'A plan of the crews'' day: the published one, else the newest draft.';
