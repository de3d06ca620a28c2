-- Jobs, first-time fixes, mean time to repair and SLA share of each team or person, by day or ISO
-- week (closure_figures has the rules).
-- params: p_dataset; p_by (team, owner); p_period (day, week, window: no periods); p_window,
-- p_from, p_to (30 days by default); p_cluster, p_status, p_team, p_owner and p_filters, which
-- tickets must pass as they are now.
-- returns: {dataset, by, period, first_fix_days, lines, unattributed, total, periods, by_period,
-- truncated, freshness, filters} (docs/dashboard-api-contract.md). At most 500 lines, the newest
-- 366 periods and the newest 10,000 of by_period; truncated says what was left out. The total
-- counts all.
CREATE OR REPLACE FUNCTION reporting.fn_closures_by(
    p_dataset text,
    p_by text DEFAULT 'team',
    p_period text DEFAULT 'day',
    p_window text DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
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
    c_zone constant text := 'Africa/Nairobi';
    c_lines constant integer := 500;
    c_periods constant integer := 366;
    c_by_period constant integer := 10000;
    c_marks constant text[] := '{is_all_periods,is_all_names,starts_on,name}'::text[];
    v_span record;
    v_filters jsonb;
    v_answer jsonb;
BEGIN
    PERFORM tickets.check_closure_options(p_by, p_period);
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, NULL, interval '30 days');
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);

    WITH figures AS MATERIALIZED (
        SELECT f.*, to_jsonb(f) - c_marks AS figures
        FROM tickets.closure_figures(
            p_dataset, p_by, p_period, v_span.from_at, v_span.to_at, v_span.as_of,
            nullif(jsonb_strip_nulls(v_filters), '{}')
        ) AS f
    ),

    lines AS (
        SELECT
            f.figures || jsonb_build_object('name', f.name) AS line,
            row_number() OVER (ORDER BY f.jobs DESC, f.reopened DESC, f.name) AS place
        FROM figures AS f
        WHERE f.is_all_periods AND NOT f.is_all_names AND f.name IS NOT NULL
    ),

    dated AS (
        SELECT
            f.*,
            jsonb_build_object(
                'starts_on', f.starts_on, 'week', to_char(f.starts_on, 'IYYY"-W"IW')
            ) AS period
        FROM figures AS f
        WHERE NOT f.is_all_periods
    ),

    periods AS (
        SELECT
            f.period || f.figures || jsonb_build_object(
                'is_complete',
                f.starts_on::timestamp AT TIME ZONE c_zone >= v_span.from_at
                AND (f.starts_on + CASE p_period WHEN 'week' THEN 7 ELSE 1 END)::timestamp
                AT TIME ZONE c_zone <= least(v_span.to_at, v_span.as_of)
            ) AS line,
            row_number() OVER (ORDER BY f.starts_on DESC) AS place
        FROM dated AS f
        WHERE f.is_all_names
    ),

    by_period AS (
        SELECT
            f.period || f.figures || jsonb_build_object('name', f.name) AS line,
            row_number() OVER (
                ORDER BY f.starts_on DESC, f.jobs DESC, f.reopened DESC, f.name
            ) AS place
        FROM dated AS f
        WHERE NOT f.is_all_names
    ),

    total AS (
        SELECT f.figures FROM figures AS f
        WHERE f.is_all_periods AND f.is_all_names
    ),

    filters AS (
        SELECT
            v_filters || jsonb_build_object(
                'from', v_span.from_at,
                'to', v_span.to_at,
                'unknown', '[]'::jsonb
            ) AS given
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN total AS t
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            p_by AS "by",
            p_period AS period,
            (
                SELECT d.first_fix_days FROM tickets.datasets AS d
                WHERE d.dataset = p_dataset
            ) AS first_fix_days,
            ARRAY(SELECT l.line FROM lines AS l WHERE l.place <= c_lines ORDER BY l.place) AS lines,
            coalesce(
                (
                    SELECT f.figures FROM figures AS f
                    WHERE f.is_all_periods AND NOT f.is_all_names AND f.name IS NULL
                ),
                -- As the total of no closings.
                (
                    SELECT
                        jsonb_object_agg(
                            n.key, CASE WHEN n.key ~ 'share|mean|_a_day' THEN 'null' ELSE '0' END::jsonb
                        )
                    FROM jsonb_object_keys(t.figures) AS n (key)
                )
            ) AS unattributed,
            t.figures AS total,
            ARRAY(
                SELECT p.line FROM periods AS p WHERE p.place <= c_periods ORDER BY p.place DESC
            ) AS periods,
            ARRAY(
                SELECT b.line FROM by_period AS b WHERE b.place <= c_by_period ORDER BY b.place
            ) AS by_period,
            jsonb_build_object(
                'lines', (SELECT count(*) FROM lines) > c_lines,
                'periods', (SELECT count(*) FROM periods) > c_periods,
                'by_period', (SELECT count(*) FROM by_period) > c_by_period
            ) AS truncated,
            tickets.describe_freshness(p_dataset) AS freshness,
            w.given AS filters
    ) AS r;

    IF v_answer -> 'total' @> '{"jobs": 0, "reopened": 0}' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_closures_by(
    text, text, text, text, timestamptz, timestamptz, text, text, text, text, jsonb
) IS 'Jobs of each team or person, by day or week (docs/dashboard-api-contract.md).';
