-- What each team closed, and what it is credited with. closure_events records the rule by which a
-- closing is credited; a reopening withdraws the credit and counts against the same team.
-- params: p_dataset; p_from (inclusive; 30 days before the content's end by default), p_to
-- (exclusive); p_cluster ('(none)': closings without one).
-- returns: {dataset, teams, unattributed, total, freshness, filters}: in teams and unattributed,
-- closed sums to total.closed, and credited + reopened do too (docs/dashboard-api-contract.md).
CREATE OR REPLACE FUNCTION reporting.fn_team_closures(
    p_dataset text,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_cluster text DEFAULT NULL
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
    v_filters jsonb := tickets.read_filters(p_cluster, NULL, NULL, NULL, NULL);
    v_cluster text := v_filters ->> 'cluster';
    v_span record;
    v_answer jsonb;
BEGIN
    v_span := tickets.report_window(p_dataset, NULL, p_from, p_to, NULL, interval '30 days');

    WITH closings AS MATERIALIZED (
        SELECT
            c.assigned_team,
            c.credit_team,
            c.mttr,
            c.is_within,
            c.reopened_at IS NOT NULL AS is_reopened
        FROM tickets.credited_closings(p_dataset, v_span.from_at, v_span.to_at) AS c
        WHERE tickets.is_wanted(v_cluster, c.cluster)
    ),

    shares AS (
        SELECT
            c.assigned_team AS team, TRUE AS is_closed, FALSE AS is_credited, FALSE AS is_reopened,
            NULL::integer AS mttr, NULL::boolean AS is_within
        FROM closings AS c
        UNION ALL
        SELECT
            c.credit_team, FALSE, NOT c.is_reopened, c.is_reopened,
            CASE WHEN NOT c.is_reopened THEN c.mttr END,
            CASE WHEN NOT c.is_reopened THEN c.is_within END
        FROM closings AS c
    ),

    lines AS MATERIALIZED (
        SELECT
            grouping(s.team) = 1 AS is_total,
            s.team,
            count(*) FILTER (WHERE s.is_closed) AS closed,
            count(*) FILTER (WHERE s.is_credited) AS credited,
            count(*) FILTER (WHERE s.is_reopened) AS reopened,
            round(
                percentile_cont(0.5) WITHIN GROUP (ORDER BY s.mttr)::numeric, 1
            ) AS mttr_median_minutes,
            round(
                percentile_cont(0.9) WITHIN GROUP (ORDER BY s.mttr)::numeric, 1
            ) AS mttr_p90_minutes,
            round(avg(s.is_within::integer), 4) AS within_sla_share
        FROM shares AS s
        GROUP BY GROUPING SETS ((s.team), ())
    ),

    filters AS (
        SELECT
            v_cluster AS cluster,
            v_span.from_at AS "from",
            v_span.to_at AS "to",
            '[]'::jsonb AS unknown
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            ARRAY(
                SELECT l
                FROM lines AS t
                CROSS JOIN LATERAL (
                    SELECT
                        t.team,
                        t.closed,
                        t.credited,
                        t.reopened,
                        t.mttr_median_minutes,
                        t.mttr_p90_minutes,
                        t.within_sla_share
                ) AS l
                WHERE t.team IS NOT NULL
                ORDER BY t.credited DESC, t.team
            ) AS teams,
            coalesce(
                (
                    SELECT to_jsonb(t) - '{is_total,team}'::text[] FROM lines AS t
                    WHERE NOT t.is_total AND t.team IS NULL
                ),
                '{"closed": 0, "credited": 0, "reopened": 0, "mttr_median_minutes": null,
                "mttr_p90_minutes": null, "within_sla_share": null}'
            ) AS unattributed,
            (
                SELECT to_jsonb(t) - '{is_total,team}'::text[] FROM lines AS t
                WHERE t.is_total
            ) AS total,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS r;

    IF v_cluster IS NOT NULL AND v_answer #>> '{total,closed}' = '0' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_team_closures(text, timestamptz, timestamptz, text) IS
'What each team closed and is credited with (docs/dashboard-api-contract.md).';
