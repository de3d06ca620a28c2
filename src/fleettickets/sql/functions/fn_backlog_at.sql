-- The backlog at a past instant, from the tickets' events: the open tickets, and those that waited.
-- params: p_dataset; p_at; p_cluster ('(none)': tickets without one; a ticket counts where it is
-- now).
-- returns: {dataset, at, open, waiting, by_cluster, freshness, filters}
-- (docs/dashboard-api-contract.md).
CREATE OR REPLACE FUNCTION reporting.fn_backlog_at(
    p_dataset text,
    p_at timestamptz,
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
    v_span := tickets.report_window(p_dataset, NULL, NULL, NULL, NULL, interval '1 day');
    IF coalesce(p_at < '0001-01-01 00:00+00'::timestamptz OR p_at >= v_span.to_at, TRUE) THEN
        RAISE EXCEPTION 'p_at % is not a past instant of the content', coalesce(p_at::text, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
            HINT = format('Expected one from the year 1 on and before %s.', v_span.to_at);
    END IF;

    WITH changes AS (
        SELECT t.cluster, t.is_open::integer AS open, (NOT t.is_open)::integer AS waiting
        FROM tickets.all_tickets AS t
        WHERE t.dataset = p_dataset AND (t.is_open OR t.lifecycle = 'waiting')
        UNION ALL
        SELECT t.cluster, -f.open_change, -f.waiting_change
        FROM tickets.ticket_flows(p_dataset, p_at) AS f
        INNER JOIN tickets.all_tickets AS t
            ON t.dataset = p_dataset AND t.ticket_id = f.ticket_id
        WHERE f.effective_at > p_at
    ),

    -- By spelling first, because keys are slow to make.
    spellings AS (
        SELECT
            c.cluster,
            count(*) AS changes,
            sum(c.open) AS open,
            sum(c.waiting) AS waiting
        FROM changes AS c
        GROUP BY c.cluster
    ),

    clusters AS (
        -- A name is shown as most of its tickets write it.
        SELECT
            CASE
                WHEN tickets.name_key(s.cluster) <> ''
                    THEN (array_agg(s.cluster ORDER BY s.changes DESC, s.cluster))[1]
            END AS cluster,
            sum(s.open) AS open,
            sum(s.waiting) AS waiting
        FROM spellings AS s
        WHERE tickets.is_wanted(v_cluster, s.cluster)
        GROUP BY tickets.name_key(s.cluster)
        HAVING sum(s.open) <> 0 OR sum(s.waiting) <> 0
    ),

    filters AS (
        SELECT v_cluster AS cluster, '[]'::jsonb AS unknown
    )

    SELECT to_jsonb(r)
    INTO v_answer
    FROM filters AS w
    CROSS JOIN LATERAL (
        SELECT
            p_dataset AS dataset,
            p_at AS at,
            coalesce((SELECT sum(c.open) FROM clusters AS c), 0) AS open,
            coalesce((SELECT sum(c.waiting) FROM clusters AS c), 0) AS waiting,
            ARRAY(
                SELECT c FROM clusters AS c ORDER BY c.open DESC, c.waiting DESC, c.cluster
            ) AS by_cluster,
            tickets.describe_freshness(p_dataset) AS freshness,
            w AS filters
    ) AS r;

    IF v_cluster IS NOT NULL AND v_answer -> 'by_cluster' = '[]' THEN
        v_answer := jsonb_set(
            v_answer, '{filters,unknown}', tickets.check_filters(p_dataset, v_filters)
        );
    END IF;
    RETURN v_answer;
END
$$;
COMMENT ON FUNCTION reporting.fn_backlog_at(text, timestamptz, text) IS
'The backlog at a past instant (docs/dashboard-api-contract.md).';
