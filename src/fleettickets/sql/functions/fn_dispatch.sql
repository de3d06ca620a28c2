-- A day's published plan against what happened, by team and crew: appointments kept, minutes late,
-- the drive for each stop, tickets done a crew-day. What each figure is measured by is in its name
-- and in docs/dispatch.md#plan-against-what-happened.
-- params: p_date (NULL: today in East Africa Time).
-- returns: {plan_on, plan_id, published_at, versions, total, teams: [{team, …}], crews: [{crew,
-- team, …}]}, … being the figures of total; NULL if no plan of the day was published.
CREATE OR REPLACE FUNCTION reporting.fn_dispatch(p_date date DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    v_plan_on date := coalesce(p_date, (now() AT TIME ZONE 'Africa/Nairobi')::date);
    v_plan record;
BEGIN
    SELECT p.plan_id, p.published_at INTO v_plan
    FROM dispatch.plans AS p
    WHERE p.plan_on = v_plan_on AND p.state = 'published';
    IF NOT found THEN
        RETURN NULL;
    END IF;
    RETURN (
        WITH outcomes AS (
            SELECT
                o.crew_id,
                count(*) AS stops,
                count(o.arrived_at) AS arrivals,
                count(*) FILTER (WHERE o.arrived_by = 'report') AS arrivals_by_report,
                count(*) FILTER (WHERE o.arrived_by = 'position') AS arrivals_by_position,
                sum(extract(EPOCH FROM o.arrived_at - o.planned_arrival_at) / 60) AS delay,
                sum(o.planned_late_minutes) FILTER (WHERE o.arrived_at IS NOT NULL) AS planned_late,
                sum(
                    greatest(floor(extract(EPOCH FROM o.arrived_at - o.must_begin_at) / 60), 0)
                ) AS late,
                sum(o.tickets) AS tickets,
                sum(o.done_by_report) AS done_by_report,
                sum(o.done_by_feed) AS done_by_feed,
                sum(o.appointments) AS appointments,
                sum(o.appointments_kept) AS kept,
                sum(o.appointments_missed) AS missed
            FROM dispatch.stop_outcomes(v_plan_on) AS o
            GROUP BY o.crew_id
        ),

        crews AS (
            SELECT
                c.name AS crew,
                c.team,
                d.crew_id IS NOT NULL AS is_on_shift,
                d.driving_minutes AS planned_driving,
                m.minutes AS driving,
                m.km,
                CASE WHEN m.crew_id IS NOT NULL THEN o.stops END AS driven_stops,
                o.*
            FROM dispatch.crews AS c
            LEFT JOIN dispatch.crew_days AS d
                ON d.plan_id = v_plan.plan_id AND d.crew_id = c.crew_id
            LEFT JOIN outcomes AS o ON o.crew_id = c.crew_id
            LEFT JOIN dispatch.driven(v_plan_on) AS m ON m.crew_id = c.crew_id
            WHERE d.crew_id IS NOT NULL OR o.crew_id IS NOT NULL
        ),

        sums AS (
            SELECT
                grouping(c.team) AS is_over_teams,
                grouping(c.crew) AS is_over_crews,
                c.team,
                c.crew,
                count(*) FILTER (WHERE c.is_on_shift) AS crew_days,
                coalesce(sum(c.stops), 0) AS stops,
                coalesce(sum(c.arrivals), 0) AS arrivals,
                coalesce(sum(c.arrivals_by_report), 0) AS arrivals_by_report,
                coalesce(sum(c.arrivals_by_position), 0) AS arrivals_by_position,
                sum(c.delay) AS delay,
                coalesce(sum(c.planned_late), 0) AS planned_late,
                coalesce(sum(c.late), 0) AS late,
                coalesce(sum(c.tickets), 0) AS tickets,
                coalesce(sum(c.done_by_report), 0) AS done_by_report,
                coalesce(sum(c.done_by_feed), 0) AS done_by_feed,
                coalesce(sum(c.appointments), 0) AS appointments,
                coalesce(sum(c.kept), 0) AS kept,
                coalesce(sum(c.missed), 0) AS missed,
                coalesce(sum(c.planned_driving), 0) AS planned_driving,
                sum(c.driving) AS driving,
                sum(c.km) AS km,
                sum(c.driven_stops) AS driven_stops
            FROM crews AS c
            GROUP BY GROUPING SETS ((), (c.team), (c.team, c.crew))
        ),

        figures AS (
            SELECT
                s.*,
                jsonb_build_object(
                    'crew_days', s.crew_days,
                    'stops', s.stops,
                    'tickets', s.tickets,
                    'done', s.done_by_report + s.done_by_feed,
                    'done_by_report', s.done_by_report,
                    'done_by_feed', s.done_by_feed,
                    'done_per_crew_day',
                    round((s.done_by_report + s.done_by_feed) / nullif(s.crew_days, 0), 2),
                    'arrivals', s.arrivals,
                    'arrivals_by_report', s.arrivals_by_report,
                    'arrivals_by_position', s.arrivals_by_position,
                    'delay_minutes', round(s.delay / nullif(s.arrivals, 0), 1),
                    'planned_late_minutes', s.planned_late,
                    'late_minutes', s.late,
                    'appointments', s.appointments,
                    'appointments_kept', s.kept,
                    'appointments_missed', s.missed,
                    'appointments_unknown', s.appointments - s.kept - s.missed,
                    'planned_driving_minutes', s.planned_driving,
                    'planned_drive_minutes_per_stop',
                    round(s.planned_driving / nullif(s.stops, 0), 1),
                    'driving_minutes', s.driving,
                    'driving_km', s.km,
                    'drive_minutes_per_stop', round(s.driving / nullif(s.driven_stops, 0), 1)
                ) AS found
            FROM sums AS s
        )

        SELECT jsonb_build_object(
            'plan_on', v_plan_on,
            'plan_id', v_plan.plan_id,
            'published_at', v_plan.published_at,
            'versions', (
                SELECT count(*) FROM dispatch.plans AS p
                WHERE p.plan_on = v_plan_on AND p.state <> 'draft'
            ),
            'total', (SELECT f.found FROM figures AS f WHERE f.is_over_teams = 1),
            'teams', coalesce(
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('team', f.team) || f.found
                        ORDER BY f.team COLLATE "C" NULLS LAST
                    )
                    FROM figures AS f
                    WHERE f.is_over_teams = 0 AND f.is_over_crews = 1
                ),
                '[]'
            ),
            'crews', coalesce(
                (
                    SELECT jsonb_agg(
                        jsonb_build_object('crew', f.crew, 'team', f.team) || f.found
                        ORDER BY f.crew COLLATE "C"
                    )
                    FROM figures AS f
                    WHERE f.is_over_crews = 0
                ),
                '[]'
            )
        )
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_dispatch(date) IS
'A day''s published plan against what happened (docs/dispatch.md#plan-against-what-happened).';
