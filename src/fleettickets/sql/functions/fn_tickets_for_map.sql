-- Open tickets as points for a map, of one dataset or of all, with counts.
-- params: p_dataset (NULL: every dataset); p_cluster, p_status, p_team, p_owner, p_filters as
-- fn_dashboard; p_as_of (NULL: each dataset's content_as_of). All are optional.
-- returns: a FeatureCollection of the located ones, with summary: counts, also of the waiting
-- tickets, which are no features, and freshness for each dataset (docs/dashboard-api-contract.md).
CREATE OR REPLACE FUNCTION reporting.fn_tickets_for_map(
    p_dataset text DEFAULT NULL,
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
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
    v_filters jsonb;
    v_answer jsonb;
BEGIN
    PERFORM tickets.report_window(d.dataset, NULL, NULL, NULL, p_as_of, interval '1 day')
    FROM (
        SELECT p_dataset AS dataset
        WHERE p_dataset IS NOT NULL
        UNION ALL
        SELECT t.dataset FROM tickets.datasets AS t
        WHERE p_dataset IS NULL
    ) AS d;
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);

    WITH clocks AS (
        SELECT f.dataset, coalesce(p_as_of, f.content_as_of, f.wall_clock_at) AS as_of
        FROM reporting.freshness AS f
        WHERE p_dataset IS NULL OR f.dataset = p_dataset
    ),

    rows AS MATERIALIZED (
        SELECT
            t.longitude,
            t.latitude,
            p AS properties,
            p.dataset,
            p.ticket_id,
            p.is_actionable,
            p.created_at,
            p.sla_state
        FROM tickets.filtered_tickets(p_dataset, v_filters) AS t
        INNER JOIN clocks AS c ON c.dataset = t.dataset
        -- An open ticket has not ended.
        CROSS JOIN LATERAL tickets.ticket_properties(
            row(t.*, NULL)::tickets.ticket_spans, c.as_of
        ) AS p
        WHERE t.is_open
    ),

    waits AS MATERIALIZED (
        SELECT t.dataset, count(*) AS waiting
        FROM tickets.filtered_tickets(p_dataset, v_filters) AS t
        WHERE t.lifecycle = 'waiting'
        GROUP BY t.dataset
    ),

    counts AS (
        SELECT
            c.dataset,
            c.as_of,
            count(r.ticket_id) AS open,
            count(r.longitude) AS located,
            count(r.ticket_id) - count(r.longitude) AS unlocated,
            count(*) FILTER (WHERE r.is_actionable) AS actionable,
            coalesce(
                (SELECT w.waiting FROM waits AS w WHERE w.dataset = c.dataset), 0
            ) AS waiting,
            count(*) FILTER (WHERE r.sla_state = 'on_track') AS on_track,
            count(*) FILTER (WHERE r.sla_state = 'at_risk') AS at_risk,
            count(*) FILTER (WHERE r.sla_state = 'breached') AS breached,
            count(*) FILTER (WHERE r.sla_state = 'unknown') AS sla_unknown
        FROM clocks AS c
        LEFT JOIN rows AS r ON r.dataset = c.dataset
        GROUP BY c.dataset, c.as_of
    ),

    totals AS (
        SELECT
            sum(c.open)::bigint AS open,
            sum(c.located)::bigint AS located,
            sum(c.unlocated)::bigint AS unlocated,
            sum(c.actionable)::bigint AS actionable,
            sum(c.waiting)::bigint AS waiting,
            sum(c.on_track)::bigint AS on_track,
            sum(c.at_risk)::bigint AS at_risk,
            sum(c.breached)::bigint AS breached,
            sum(c.sla_unknown)::bigint AS sla_unknown,
            ARRAY(SELECT c FROM counts AS c ORDER BY c.dataset) AS by_dataset,
            (
                SELECT jsonb_object_agg(c.dataset, tickets.describe_freshness(c.dataset))
                FROM clocks AS c
            ) AS freshness
        FROM counts AS c
    )

    SELECT to_jsonb(a)
    INTO v_answer
    FROM totals AS s
    CROSS JOIN LATERAL (
        SELECT
            'FeatureCollection' AS type,
            ARRAY(
                SELECT f
                FROM rows AS r
                CROSS JOIN LATERAL (
                    SELECT 'Point' AS type, ARRAY[r.longitude, r.latitude] AS coordinates
                ) AS g
                CROSS JOIN LATERAL (
                    SELECT 'Feature' AS type, r.ticket_id AS id, g AS geometry, r.properties
                ) AS f
                WHERE r.longitude IS NOT NULL
                ORDER BY r.dataset, r.created_at, r.ticket_id COLLATE "C"
            ) AS features,
            s AS summary,
            v_filters || jsonb_build_object(
                'dataset', p_dataset, 'as_of', p_as_of, 'unknown', '[]'::jsonb
            ) AS filters
    ) AS a;

    IF v_answer #>> '{summary,open}' = '0' AND v_answer #>> '{summary,waiting}' = '0' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_tickets_for_map(
    text, text, text, timestamptz, text, text, jsonb
) IS 'Open tickets as points for a map, with counts (docs/dashboard-api-contract.md).';
