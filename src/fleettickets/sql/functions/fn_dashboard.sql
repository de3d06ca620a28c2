-- Everything a dashboard shows of one dataset, from one snapshot.
-- The tickets are as the newest content shows them; p_as_of moves the clock, not the content. Every
-- count is over the tickets that pass the filters.
-- params: p_dataset; p_cluster, p_team, p_owner ('': tickets without one); p_status (a
-- normalized_status, in any case); p_window (24h by default), p_from, p_to, p_as_of as in
-- report_window. All but p_dataset are optional.
-- returns: {open, closed, metrics, reopened_tickets, by_cluster, by_team, by_owner, ageing,
-- freshness, filters}
-- (docs/dashboard-api-contract.md).
CREATE OR REPLACE FUNCTION reporting.fn_dashboard(
    p_dataset text,
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
    p_window text DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_as_of timestamptz DEFAULT NULL,
    p_team text DEFAULT NULL,
    p_owner text DEFAULT NULL
)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_span record;
    v_is_scheduled boolean;
    v_is_filtered boolean := num_nonnulls(p_cluster, p_status, p_team, p_owner) > 0;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, p_as_of, interval '24 hours');
    SELECT d.is_scheduled INTO v_is_scheduled
    FROM tickets.datasets AS d
    WHERE d.dataset = p_dataset;

    WITH shown AS (
        SELECT t.*, NULL::timestamptz AS ended_at
        FROM tickets.ticket_deadlines AS t
        WHERE t.dataset = p_dataset AND t.is_open
        UNION ALL
        SELECT t.*, t.closed_at AS ended_at
        FROM tickets.ticket_deadlines AS t
        WHERE t.dataset = p_dataset
            AND t.closed_at >= v_span.from_at AND t.closed_at < v_span.to_at
        UNION ALL
        -- Closed by its status alone: the version that showed it dates it.
        SELECT t.*, c.closed_at AS ended_at
        FROM tickets.closure_events AS c
        INNER JOIN tickets.ticket_deadlines AS t
            ON t.ticket_id = c.ticket_id
            AND t.dataset = p_dataset AND NOT t.is_open AND t.closed_at IS NULL
        WHERE c.dataset = p_dataset
            AND c.closed_at >= v_span.from_at AND c.closed_at < v_span.to_at
            AND NOT EXISTS (
                SELECT FROM tickets.closure_events AS later
                WHERE later.dataset = p_dataset
                    AND later.ticket_id = c.ticket_id
                    AND (later.change_key, later.change_line) > (c.change_key, c.change_line)
            )
    ),

    rows AS MATERIALIZED (
        SELECT
            s.*,
            tickets.age_minutes(coalesce(s.ended_at, v_span.as_of), s.started_at) AS age_minutes,
            CASE
                WHEN s.is_open THEN tickets.sla_state(v_span.as_of, s.at_risk_at, s.due_at)
                WHEN s.is_within THEN 'on_track'
                WHEN NOT s.is_within THEN 'breached'
                ELSE tickets.sla_state(s.ended_at, NULL, s.due_at)
            END AS sla_state
        FROM shown AS s
        WHERE (p_cluster IS NULL OR s.cluster = p_cluster OR (p_cluster = '' AND s.cluster IS NULL))
            AND (p_status IS NULL OR lower(s.normalized_status) = lower(p_status))
            AND (
                p_team IS NULL OR s.assigned_team = p_team
                OR (p_team = '' AND s.assigned_team IS NULL)
            )
            AND (p_owner IS NULL OR s.owner = p_owner OR (p_owner = '' AND s.owner IS NULL))
    ),

    -- Rows all the way: one to_jsonb at the end walks them once, where objects built key by key
    -- would be copied at each level.
    features AS MATERIALIZED (
        SELECT r.is_open, r.ended_at, r.started_at, r.ticket_id, f AS feature
        FROM rows AS r
        CROSS JOIN LATERAL (
            SELECT 'Point' AS type, ARRAY[r.longitude, r.latitude] AS coordinates
        ) AS g
        CROSS JOIN LATERAL (
            SELECT
                r.ticket_id,
                r.dataset,
                r.normalized_status,
                r.raw_status,
                r.bucket,
                r.is_actionable,
                r.cluster,
                r.region,
                r.location_name,
                r.assigned_team,
                r.owner,
                r.started_at AS created_at,
                r.scheduled_at,
                r.ended_at AS closed_at,
                r.age_minutes,
                r.sla_state,
                r.due_at,
                r.mttr AS mttr_minutes,
                r.geo_source
        ) AS p
        CROSS JOIN LATERAL (
            SELECT
                'Feature' AS type,
                r.ticket_id AS id,
                CASE WHEN r.longitude IS NOT NULL THEN g END AS geometry,
                p AS properties
        ) AS f
    ),

    collections AS (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f.feature FROM features AS f
                WHERE f.is_open
                ORDER BY f.started_at, f.ticket_id
            ) AS open_features,
            ARRAY(
                SELECT f.feature FROM features AS f
                WHERE NOT f.is_open
                ORDER BY f.ended_at DESC, f.ticket_id
            ) AS closed_features
    ),

    groups AS MATERIALIZED (
        SELECT
            grouping(r.cluster, r.assigned_team, r.owner) AS grouped,
            coalesce(r.cluster, r.assigned_team, r.owner) AS name,
            count(*) FILTER (WHERE r.is_open) AS open,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'breached') AS breached,
            count(*) FILTER (WHERE NOT r.is_open) AS closed,
            round(
                percentile_cont(0.5) WITHIN GROUP (ORDER BY r.mttr)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_median_minutes
        FROM rows AS r
        GROUP BY GROUPING SETS ((r.cluster), (r.assigned_team), (r.owner))
    ),

    bands AS (
        SELECT
            b.bucket,
            b.from_minutes,
            b.to_minutes,
            count(r.ticket_id) AS open,
            count(r.ticket_id) FILTER (WHERE r.sla_state = 'breached') AS breached
        FROM (
            VALUES
            (1, '0-4h', 0, 240), (2, '4-24h', 240, 1440), (3, '1-3d', 1440, 4320),
            (4, '3-7d', 4320, 10080), (5, 'over-7d', 10080, NULL), (6, 'unknown', NULL, NULL)
        ) AS b (position, bucket, from_minutes, to_minutes)
        LEFT JOIN rows AS r
            ON r.is_open
            AND CASE
                WHEN r.age_minutes IS NULL THEN 6
                WHEN r.age_minutes < 240 THEN 1
                WHEN r.age_minutes < 1440 THEN 2
                WHEN r.age_minutes < 4320 THEN 3
                WHEN r.age_minutes < 10080 THEN 4
                ELSE 5
            END = b.position
        GROUP BY b.position, b.bucket, b.from_minutes, b.to_minutes
        ORDER BY b.position
    ),

    totals AS (
        SELECT
            count(*) FILTER (WHERE r.is_open) AS open,
            count(*) FILTER (WHERE r.is_open AND r.is_actionable) AS actionable,
            count(*) FILTER (WHERE r.is_open AND r.longitude IS NULL) AS unlocated,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'on_track') AS on_track,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'at_risk') AS at_risk,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'breached') AS breached,
            count(*) FILTER (WHERE r.is_open AND r.sla_state = 'unknown') AS sla_unknown,
            max(r.age_minutes) FILTER (WHERE r.is_open) AS oldest_open_minutes,
            count(*) FILTER (WHERE NOT r.is_open) AS closed,
            count(*) FILTER (WHERE NOT r.is_open AND r.sla_state = 'on_track') AS closed_within_sla,
            count(*) FILTER (WHERE NOT r.is_open AND r.sla_state = 'breached') AS closed_outside_sla,
            count(*) FILTER (WHERE NOT r.is_open AND r.sla_state = 'unknown') AS closed_sla_unknown,
            count(r.mttr) FILTER (WHERE NOT r.is_open) AS mttr_known,
            round(avg(r.mttr) FILTER (WHERE NOT r.is_open), 1) AS mttr_mean_minutes,
            round(
                percentile_cont(0.5) WITHIN GROUP (ORDER BY r.mttr)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_median_minutes,
            round(
                percentile_cont(0.9) WITHIN GROUP (ORDER BY r.mttr)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_p90_minutes,
            count(*) FILTER (WHERE r.is_open AND r.due_at < v_span.as_of) AS overdue,
            count(*) FILTER (
                WHERE r.is_open AND r.due_at >= v_span.as_of
                    AND r.due_at
                    < date_trunc('day', v_span.as_of, 'Africa/Nairobi') + interval '1 day'
            ) AS due_today,
            count(*) FILTER (
                WHERE r.is_open AND r.due_at >= v_span.as_of
                    AND r.due_at < v_span.as_of + interval '7 days'
            ) AS due_in_7_days,
            count(*) FILTER (WHERE r.is_open AND r.scheduled_at IS NULL) AS unscheduled
        FROM rows AS r
    ),

    flows AS (
        SELECT
            count(*) FILTER (WHERE f.kind = 'opened') AS created,
            count(*) FILTER (WHERE f.kind = 'closed') AS closings,
            count(*) FILTER (WHERE f.kind = 'reopened') AS reopened,
            array_agg(DISTINCT f.ticket_id ORDER BY f.ticket_id)
            FILTER (WHERE f.kind = 'reopened') AS reopened_tickets
        FROM tickets.ticket_flows(p_dataset, v_span.from_at) AS f
        WHERE f.effective_at < v_span.to_at
            AND (
                NOT v_is_filtered
                OR EXISTS (
                    SELECT FROM tickets.all_tickets AS t
                    WHERE t.dataset = p_dataset
                        AND t.ticket_id = f.ticket_id
                        AND (
                            p_cluster IS NULL OR t.cluster = p_cluster
                            OR (p_cluster = '' AND t.cluster IS NULL)
                        )
                        AND (p_status IS NULL OR lower(t.normalized_status) = lower(p_status))
                        AND (
                            p_team IS NULL OR t.assigned_team = p_team
                            OR (p_team = '' AND t.assigned_team IS NULL)
                        )
                        AND (
                            p_owner IS NULL OR t.owner = p_owner
                            OR (p_owner = '' AND t.owner IS NULL)
                        )
                )
            )
    )

    SELECT to_jsonb(a)
    INTO v_answer
    FROM totals AS t
    CROSS JOIN flows AS f
    CROSS JOIN collections AS c
    CROSS JOIN LATERAL (SELECT c.type, c.open_features AS features) AS o
    CROSS JOIN LATERAL (SELECT c.type, c.closed_features AS features) AS e
    CROSS JOIN LATERAL (SELECT t.overdue, t.due_today, t.due_in_7_days, t.unscheduled) AS s
    CROSS JOIN LATERAL (
        SELECT
            t.open,
            t.actionable,
            t.unlocated,
            t.on_track,
            t.at_risk,
            t.breached,
            t.sla_unknown,
            t.oldest_open_minutes,
            f.created,
            t.closed,
            f.closings,
            f.reopened,
            f.created + f.reopened - f.closings AS net_flow,
            t.mttr_known,
            t.mttr_mean_minutes,
            t.mttr_median_minutes,
            t.mttr_p90_minutes,
            t.closed_within_sla,
            t.closed_outside_sla,
            t.closed_sla_unknown,
            round(
                t.closed_within_sla::numeric
                / nullif(t.closed_within_sla + t.closed_outside_sla, 0), 4
            ) AS within_sla_share,
            CASE WHEN v_is_scheduled THEN s END AS schedule
    ) AS m
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            p_cluster AS cluster,
            p_status AS status,
            p_team AS team,
            p_owner AS owner,
            v_span.from_at AS "from",
            v_span.to_at AS "to",
            v_span.as_of
    ) AS w
    CROSS JOIN LATERAL (
        SELECT
            o AS open,
            e AS closed,
            m AS metrics,
            coalesce(f.reopened_tickets, '{}') AS reopened_tickets,
            ARRAY(
                SELECT l
                FROM groups AS g
                CROSS JOIN LATERAL (
                    SELECT g.name AS cluster, g.open, g.breached, g.closed, g.mttr_median_minutes
                ) AS l
                WHERE g.grouped = 3
                ORDER BY g.open DESC, g.closed DESC, g.name
            ) AS by_cluster,
            ARRAY(
                SELECT l
                FROM groups AS g
                CROSS JOIN LATERAL (
                    SELECT g.name AS team, g.open, g.breached, g.closed, g.mttr_median_minutes
                ) AS l
                WHERE g.grouped = 5
                ORDER BY g.open DESC, g.closed DESC, g.name
            ) AS by_team,
            ARRAY(
                SELECT l
                FROM groups AS g
                CROSS JOIN LATERAL (
                    SELECT g.name AS owner, g.open, g.breached, g.closed, g.mttr_median_minutes
                ) AS l
                WHERE g.grouped = 6
                ORDER BY g.open DESC, g.closed DESC, g.name
            ) AS by_owner,
            ARRAY(SELECT b FROM bands AS b) AS ageing,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS a;

    IF v_is_filtered AND v_answer #>> '{metrics,open}' = '0' AND v_answer #>> '{metrics,closed}' = '0'
    THEN
        PERFORM tickets.check_filters(p_dataset, p_cluster, p_status, p_team, p_owner);
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_dashboard(
    text, text, text, text, timestamptz, timestamptz, timestamptz, text, text
) IS 'Everything a dashboard shows of one dataset (docs/dashboard-api-contract.md).';
