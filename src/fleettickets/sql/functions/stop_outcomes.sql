-- What was planned for a day, and what happened: a row for each stop of each crew. A ticket counts
-- as planned by the last published plan in which it had not begun, because later ones repeat what
-- had happened by then; it counts for the crew that has reported it, else for the planned one.
-- params: p_plan_on.
-- returns: arrived_by: report (the crew's), or position (its device stayed within 150 m for five
-- minutes, an hour before the planned arrival at the earliest). must_begin_at: a later start is
-- late. Of its tickets: tickets, done_by_report, done_by_feed (closed on that day, and not
-- reported), appointments, kept and missed ones.
CREATE OR REPLACE FUNCTION dispatch.stop_outcomes(p_plan_on date)
RETURNS TABLE (
    crew_id bigint,
    planned_arrival_at timestamptz,
    planned_late_minutes integer,
    must_begin_at timestamptz,
    arrived_at timestamptz,
    arrived_by text,
    tickets bigint,
    done_by_report bigint,
    done_by_feed bigint,
    appointments bigint,
    appointments_kept bigint,
    appointments_missed bigint
)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH day AS (
        SELECT
            p_plan_on::timestamp AT TIME ZONE 'Africa/Nairobi' AS begins_at,
            (p_plan_on + 1)::timestamp AT TIME ZONE 'Africa/Nairobi' AS ends_at,
            min(c.shift_from) AS shifts_begin_at
        FROM dispatch.plans AS p
        INNER JOIN dispatch.crew_days AS c ON c.plan_id = p.plan_id
        WHERE p.plan_on = p_plan_on AND p.state = 'published'
    ),

    reports AS (
        SELECT DISTINCT ON (r.dataset, r.ticket_id) r.*
        FROM dispatch.crew_reports AS r
        WHERE r.plan_on = p_plan_on
        ORDER BY
            r.dataset, r.ticket_id, r.done_at IS NULL, coalesce(r.done_at, r.arrived_at) DESC
    ),

    planned AS (
        SELECT DISTINCT ON (t.dataset, t.ticket_id)
            t.dataset,
            t.ticket_id,
            s.plan_id,
            s.crew_id,
            s.stop_number,
            s.latitude,
            s.longitude,
            s.arrives_at,
            s.ends_at - s.starts_at AS work,
            s.late_minutes,
            r.crew_id AS reporter_id,
            r.arrived_at,
            r.done_at
        FROM dispatch.plans AS p
        INNER JOIN dispatch.stops AS s ON s.plan_id = p.plan_id
        INNER JOIN dispatch.stop_tickets AS t
            ON t.plan_id = s.plan_id AND t.crew_id = s.crew_id AND t.stop_number = s.stop_number
        LEFT JOIN reports AS r ON r.dataset = t.dataset AND r.ticket_id = t.ticket_id
        WHERE p.plan_on = p_plan_on AND p.state <> 'draft'
        ORDER BY
            t.dataset,
            t.ticket_id,
            t.crew_id IS DISTINCT FROM r.crew_id AND r.crew_id IS NOT NULL,
            s.is_begun,
            p.published_at DESC,
            p.plan_id DESC
    ),

    outcomes AS (
        SELECT
            n.*,
            coalesce(n.reporter_id, n.crew_id) AS doer_id,
            c.closed_at,
            CASE
                WHEN d.appointed_at >= e.begins_at AND d.appointed_at < e.ends_at
                    THEN d.appointed_at + make_interval(mins => g.appointment_minutes)
            END AS keep_by,
            d.due_at
        FROM planned AS n
        CROSS JOIN day AS e
        CROSS JOIN dispatch.settings AS g
        LEFT JOIN tickets.ticket_deadlines AS d
            ON d.dataset = n.dataset AND d.ticket_id = n.ticket_id
        CROSS JOIN LATERAL (
            SELECT min(v.closed_at) AS closed_at
            FROM tickets.closure_events AS v
            WHERE v.dataset = n.dataset
                AND v.ticket_id = n.ticket_id
                AND v.closed_at >= e.begins_at
                AND v.closed_at < e.ends_at
        ) AS c
        -- What a later plan has dropped was not planned in the end.
        WHERE n.reporter_id IS NOT NULL
            OR c.closed_at IS NOT NULL
            OR EXISTS (
                SELECT
                FROM dispatch.plans AS p
                INNER JOIN dispatch.stop_tickets AS t ON t.plan_id = p.plan_id
                WHERE p.plan_on = p_plan_on
                    AND p.state = 'published'
                    AND t.dataset = n.dataset
                    AND t.ticket_id = n.ticket_id
            )
    ),

    stops AS (
        SELECT
            o.doer_id,
            o.plan_id,
            o.crew_id,
            o.stop_number,
            min(o.latitude) AS latitude,
            min(o.longitude) AS longitude,
            min(o.arrives_at) AS arrives_at,
            min(o.late_minutes) AS late_minutes,
            min(coalesce(o.keep_by, o.due_at - o.work)) AS must_begin_at,
            min(o.arrived_at) AS reported_at,
            min(o.keep_by) AS keep_by,
            count(*) AS tickets,
            count(o.done_at) AS done_by_report,
            count(o.closed_at) FILTER (WHERE o.done_at IS NULL) AS done_by_feed,
            count(o.keep_by) AS appointments
        FROM outcomes AS o
        GROUP BY o.doer_id, o.plan_id, o.crew_id, o.stop_number
    )

    SELECT
        s.doer_id,
        s.arrives_at,
        s.late_minutes,
        -- As in plans, lateness from before the day does not count.
        greatest(s.must_begin_at, e.shifts_begin_at),
        coalesce(s.reported_at, f.at),
        CASE
            WHEN s.reported_at IS NOT NULL THEN 'report'
            WHEN f.at IS NOT NULL THEN 'position'
        END,
        s.tickets,
        s.done_by_report,
        s.done_by_feed,
        s.appointments,
        CASE WHEN coalesce(s.reported_at, f.at) <= s.keep_by THEN s.appointments ELSE 0 END,
        CASE WHEN coalesce(s.reported_at, f.at) > s.keep_by THEN s.appointments ELSE 0 END
    FROM stops AS s
    CROSS JOIN day AS e
    CROSS JOIN LATERAL (
        SELECT min(p.at) AS at
        FROM dispatch.positions AS p
        WHERE s.reported_at IS NULL
            AND p.device = dispatch.device_of(s.doer_id)
            AND p.at >= greatest(e.begins_at, s.arrives_at - interval '1 hour')
            AND p.at < e.ends_at
            AND dispatch.metres_between(s.latitude, s.longitude, p.latitude, p.longitude) <= 150
            AND EXISTS (
                SELECT FROM dispatch.positions AS q
                WHERE q.device = p.device
                    AND q.at >= p.at + interval '5 minutes'
                    AND q.at <= p.at + interval '1 hour'
                    AND dispatch.metres_between(s.latitude, s.longitude, q.latitude, q.longitude)
                    <= 150
            )
    ) AS f
$$;
COMMENT ON FUNCTION dispatch.stop_outcomes(date) IS
'What was planned for a day, and what happened: a row for each stop.';
