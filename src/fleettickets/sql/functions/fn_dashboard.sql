-- Everything a dashboard shows of one dataset, from one snapshot.
-- The tickets are as the newest content shows them; p_as_of moves the clock, not the content. Every
-- count is over the tickets that pass the filters.
-- params: p_dataset; p_cluster, p_status (a normalized_status), p_team, p_owner: names in any case,
-- '(none)': tickets without one, blank: no filter; p_window (today by default), p_from, p_to,
-- p_as_of as in report_window; p_filters (further filters by name). All but p_dataset are optional.
-- returns: {window, open, waiting, closed, metrics, reopened_tickets, by_cluster, by_team,
-- by_owner, ageing, freshness, filters} (docs/dashboard-api-contract.md).
CREATE OR REPLACE FUNCTION reporting.fn_dashboard(
    p_dataset text,
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
    p_window text DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_as_of timestamptz DEFAULT NULL,
    p_team text DEFAULT NULL,
    p_owner text DEFAULT NULL,
    p_filters jsonb DEFAULT NULL
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
    -- Bounds of the answer's size; the metrics count everything.
    c_most_tickets constant integer := 5000;
    c_most_open constant integer := 50000;
    c_most_days constant integer := 366;
    c_zone constant text := 'Africa/Nairobi';
    v_span record;
    v_filters jsonb;
    v_is_scheduled boolean;
    v_day_ends_at timestamptz;
    v_week_ends_at timestamptz;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, p_as_of, NULL);
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    SELECT d.is_scheduled INTO v_is_scheduled
    FROM tickets.datasets AS d
    WHERE d.dataset = p_dataset;
    v_day_ends_at := date_trunc('day', v_span.as_of, c_zone) + interval '1 day';
    v_week_ends_at := v_span.as_of + interval '7 days';

    -- Rows until the end: one to_jsonb walks them once, whereas objects built key by key would be
    -- copied at each level.
    WITH rows AS MATERIALIZED (
        SELECT
            t.is_open,
            t.longitude,
            t.latitude,
            p AS properties,
            p.ticket_id,
            p.is_actionable,
            p.normalized_status,
            p.cluster,
            p.assigned_team,
            p.owner,
            p.created_at,
            p.scheduled_at,
            p.closed_at,
            p.age_minutes,
            p.sla_state,
            p.due_at,
            p.mttr_minutes
        FROM tickets.shown_tickets(
            p_dataset, '{open,closed}', v_span.from_at, v_span.to_at, v_filters
        ) AS t
        CROSS JOIN LATERAL tickets.ticket_properties(t, v_span.as_of) AS p
    ),

    features AS NOT MATERIALIZED (
        SELECT r.is_open, r.created_at, r.closed_at, r.ticket_id COLLATE "C" AS ticket_id, f AS feature
        FROM rows AS r
        CROSS JOIN LATERAL (
            SELECT 'Point' AS type, ARRAY[r.longitude, r.latitude] AS coordinates
        ) AS g
        CROSS JOIN LATERAL (
            SELECT
                'Feature' AS type,
                r.ticket_id AS id,
                CASE WHEN r.longitude IS NOT NULL THEN g END AS geometry,
                r.properties
        ) AS f
    ),

    collections AS (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f.feature FROM features AS f
                WHERE f.is_open
                ORDER BY f.created_at, f.ticket_id
                LIMIT c_most_open
            ) AS open_features,
            ARRAY(
                SELECT f.feature FROM features AS f
                WHERE NOT f.is_open
                ORDER BY f.closed_at DESC, f.ticket_id
                LIMIT c_most_tickets
            ) AS closed_features
    ),

    -- Once for both readers, because each would be planned.
    waits AS MATERIALIZED (
        SELECT t.* FROM tickets.waiting_tickets(p_dataset, v_filters) AS t
    ),

    -- The longest waits come first; the rest are only counted.
    first_waits AS MATERIALIZED (
        SELECT
            p AS properties,
            p.ticket_id COLLATE "C" AS ticket_id,
            p.created_at,
            w.longitude,
            w.latitude,
            count(*) OVER () AS waiting
        FROM waits AS w
        CROSS JOIN LATERAL tickets.ticket_properties(
            ROW(w.*)::tickets.ticket_spans, v_span.as_of
        ) AS p
        ORDER BY p.created_at, p.ticket_id COLLATE "C"
        LIMIT 1000
    ),

    waiting AS (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f
                FROM first_waits AS w
                CROSS JOIN LATERAL (
                    SELECT 'Point' AS type, ARRAY[w.longitude, w.latitude] AS coordinates
                ) AS g
                CROSS JOIN LATERAL (
                    SELECT
                        'Feature' AS type,
                        w.ticket_id AS id,
                        CASE WHEN w.longitude IS NOT NULL THEN g END AS geometry,
                        w.properties
                ) AS f
                ORDER BY w.created_at, w.ticket_id
            ) AS features,
            coalesce((SELECT max(w.waiting) > 1000 FROM first_waits AS w), FALSE) AS truncated
    ),

    -- Each column is the metric of the same name.
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
            count(r.mttr_minutes) FILTER (WHERE NOT r.is_open) AS mttr_known,
            round(avg(r.mttr_minutes) FILTER (WHERE NOT r.is_open), 1) AS mttr_mean_minutes,
            round(
                percentile_cont(0.5) WITHIN GROUP (ORDER BY r.mttr_minutes)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_median_minutes,
            round(
                percentile_cont(0.9) WITHIN GROUP (ORDER BY r.mttr_minutes)
                FILTER (WHERE NOT r.is_open)::numeric, 1
            ) AS mttr_p90_minutes
        FROM rows AS r
    ),

    schedules AS (
        SELECT
            count(*) FILTER (WHERE r.due_at < v_span.as_of) AS overdue,
            count(*) FILTER (
                WHERE r.due_at >= v_span.as_of AND r.due_at < v_day_ends_at
            ) AS due_today,
            count(*) FILTER (
                WHERE r.due_at >= v_span.as_of AND r.due_at < v_week_ends_at
            ) AS due_in_7_days,
            count(*) FILTER (WHERE r.scheduled_at IS NULL) AS unscheduled
        FROM rows AS r
        WHERE v_is_scheduled AND r.is_open
    ),

    -- Open and closed tickets, and the waiting ones with a NULL in is_open.
    named AS (
        SELECT
            r.cluster,
            r.normalized_status,
            r.assigned_team,
            r.owner,
            r.is_open,
            r.sla_state,
            r.mttr_minutes
        FROM rows AS r
        UNION ALL
        SELECT
            w.cluster,
            w.normalized_status,
            w.assigned_team,
            w.owner,
            NULL AS is_open,
            NULL AS sla_state,
            NULL AS mttr_minutes
        FROM waits AS w
    ),

    names AS NOT MATERIALIZED (
        SELECT
            v.kind COLLATE "C" AS kind,
            coalesce(v.name, '') COLLATE "C" AS name,
            r.is_open,
            r.sla_state,
            r.mttr_minutes
        FROM named AS r
        CROSS JOIN LATERAL (
            VALUES
            ('cluster', r.cluster), ('status', r.normalized_status), ('team', r.assigned_team),
            ('owner', r.owner)
        ) AS v (kind, name)
    ),

    -- By spelling first, because keys are slow to make; medians apart, because they sort, and most
    -- tickets are open.
    spellings AS MATERIALIZED (
        SELECT s.*, tickets.name_key(s.name) COLLATE "C" AS name_key
        FROM (
            SELECT
                n.kind,
                n.name,
                count(*) AS tickets,
                count(*) FILTER (WHERE n.is_open) AS open,
                count(*) FILTER (WHERE n.is_open AND n.sla_state = 'breached') AS breached,
                count(*) FILTER (WHERE n.is_open IS NULL) AS waiting,
                count(*) FILTER (WHERE NOT n.is_open) AS closed
            FROM names AS n
            GROUP BY n.kind, n.name
        ) AS s
    ),

    medians AS (
        SELECT
            n.kind,
            tickets.name_key(n.name) COLLATE "C" AS name_key,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY n.mttr_minutes) AS minutes
        FROM names AS n
        WHERE NOT n.is_open
        GROUP BY n.kind, tickets.name_key(n.name) COLLATE "C"
    ),

    -- A name is shown as most of its tickets write it.
    groups AS (
        SELECT
            s.kind,
            CASE
                WHEN s.name_key <> '' THEN (array_agg(s.name ORDER BY s.tickets DESC, s.name))[1]
            END AS name,
            sum(s.open)::bigint AS open,
            sum(s.breached)::bigint AS breached,
            sum(s.waiting)::bigint AS waiting,
            sum(s.closed)::bigint AS closed,
            round(max(m.minutes)::numeric, 1) AS mttr_median_minutes
        FROM spellings AS s
        LEFT JOIN medians AS m ON m.kind = s.kind AND m.name_key = s.name_key
        GROUP BY s.kind, s.name_key
    ),

    breakdowns AS (
        SELECT
            g.kind,
            jsonb_agg(
                to_jsonb(g) - '{kind,name}'::text[] || jsonb_build_object(g.kind, g.name)
                ORDER BY g.open DESC, g.closed DESC, g.waiting DESC, g.name COLLATE "default"
            ) AS lines
        FROM groups AS g
        GROUP BY g.kind
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
            AND coalesce(
                width_bucket(r.age_minutes, '{0,240,1440,4320,10080}'::integer[]), 6
            ) = b.position
        GROUP BY b.position, b.bucket, b.from_minutes, b.to_minutes
        ORDER BY b.position
    ),

    -- What is dated after the end of what is known counts on the last day.
    reach AS (
        SELECT
            min(s.from_at) AS from_at,
            (min(s.from_at) AT TIME ZONE c_zone)::date AS first_day,
            (
                greatest(min(s.from_at), v_span.known_to - interval '1 microsecond')
                AT TIME ZONE c_zone
            )::date AS last_day
        FROM (
            SELECT min(r.closed_at) AS from_at FROM rows AS r
            WHERE v_span.from_at = '-infinity' AND NOT r.is_open
            UNION ALL
            SELECT v_span.from_at
            WHERE v_span.from_at > '-infinity'
        ) AS s
    ),

    days AS (
        SELECT g.day::date AS day, coalesce(c.closed, 0) AS closed
        FROM reach AS s
        CROSS JOIN LATERAL generate_series(
            greatest(s.first_day, s.last_day - (c_most_days - 1))::timestamp,
            s.last_day::timestamp,
            interval '1 day'
        ) AS g (day)
        LEFT JOIN (
            SELECT
                least((r.closed_at AT TIME ZONE c_zone)::date, s.last_day) AS day,
                count(*) AS closed
            FROM rows AS r
            CROSS JOIN reach AS s
            WHERE NOT r.is_open
            GROUP BY least((r.closed_at AT TIME ZONE c_zone)::date, s.last_day)
        ) AS c ON c.day = g.day::date
        WHERE s.from_at IS NOT NULL
    )

    SELECT to_jsonb(a)
    INTO v_answer
    FROM totals AS t
    CROSS JOIN schedules AS s
    CROSS JOIN collections AS c
    CROSS JOIN waiting AS w
    CROSS JOIN tickets.window_flows(p_dataset, v_span.from_at, v_span.to_at, v_filters) AS f
    CROSS JOIN LATERAL (
        SELECT c.type, c.open_features AS features, t.open > c_most_open AS truncated
    ) AS o
    CROSS JOIN LATERAL (
        SELECT c.type, c.closed_features AS features, t.closed > c_most_tickets AS truncated
    ) AS e
    CROSS JOIN LATERAL (
        SELECT
            coalesce(jsonb_object_agg(b.kind, b.lines), '{}') AS lines
        FROM breakdowns AS b
    ) AS l
    CROSS JOIN reach AS n
    CROSS JOIN LATERAL (
        SELECT
            t.*,
            coalesce((SELECT max(w.waiting) FROM first_waits AS w), 0) AS waiting,
            f.created,
            f.closings,
            f.reopened,
            f.created + f.reopened - f.closings AS net_flow,
            round(
                t.closed_within_sla::numeric
                / nullif(t.closed_within_sla + t.closed_outside_sla, 0), 4
            ) AS within_sla_share,
            round(
                t.closed / greatest(extract(EPOCH FROM v_span.known_to - n.from_at) / 86400, 1), 2
            ) AS closures_a_day,
            ARRAY(SELECT d FROM days AS d ORDER BY d.day) AS closed_by_day,
            coalesce(l.lines -> 'status', '[]') AS by_status,
            coalesce(l.lines -> 'cluster', '[]') AS by_cluster,
            CASE WHEN v_is_scheduled THEN s END AS schedule
    ) AS m
    CROSS JOIN LATERAL (
        SELECT
            jsonb_build_object(
                'name', v_span.name,
                'from', nullif(v_span.from_at, '-infinity'),
                'to', nullif(v_span.to_at, 'infinity'),
                'asked', nullif(btrim(p_window), '')
            ) AS "window",
            o AS open,
            w AS waiting,
            e AS closed,
            m AS metrics,
            f.reopened_tickets[1:c_most_tickets] AS reopened_tickets,
            coalesce(l.lines -> 'cluster', '[]') AS by_cluster,
            coalesce(l.lines -> 'team', '[]') AS by_team,
            coalesce(l.lines -> 'owner', '[]') AS by_owner,
            ARRAY(SELECT b FROM bands AS b) AS ageing,
            tickets.describe_freshness(p_dataset) AS freshness,
            v_filters || jsonb_build_object(
                'dataset', p_dataset,
                'from', nullif(v_span.from_at, '-infinity'),
                'to', nullif(v_span.to_at, 'infinity'),
                'as_of', v_span.as_of,
                'unknown', '[]'::jsonb
            ) AS filters
    ) AS a;

    IF v_answer #>> '{metrics,open}' = '0' AND v_answer #>> '{metrics,closed}' = '0'
        AND v_answer #>> '{metrics,waiting}' = '0'
    THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_dashboard(
    text, text, text, text, timestamptz, timestamptz, timestamptz, text, text, jsonb
) IS 'Everything a dashboard shows of one dataset (docs/dashboard-api-contract.md).';
