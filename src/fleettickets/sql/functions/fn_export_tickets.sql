-- The tickets that fn_dashboard shows for the same question, as rows, for a file.
-- params: p_dataset; p_state (open, waiting, closed: in the window and still, all);
-- p_has_empty_row; the rest as fn_dashboard.
-- returns: the open ones first, then the waiting ones, each oldest first, then the closed ones,
-- newest first; as_of, window_from and window_to (NULL without closed tickets, and without a bound)
-- are the same in every row. If there is no ticket and p_has_empty_row is set, one row with only
-- these and dataset.
CREATE OR REPLACE FUNCTION reporting.fn_export_tickets(
    p_dataset text,
    p_state text DEFAULT 'open',
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
    p_window text DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_as_of timestamptz DEFAULT NULL,
    p_team text DEFAULT NULL,
    p_owner text DEFAULT NULL,
    p_has_empty_row boolean DEFAULT FALSE,
    p_filters jsonb DEFAULT NULL
)
RETURNS SETOF tickets.exported_tickets
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5000
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_span record;
    v_filters jsonb;
    v_none tickets.exported_tickets;
BEGIN
    IF coalesce(p_state NOT IN ('open', 'waiting', 'closed', 'all'), TRUE) THEN
        RAISE EXCEPTION 'unknown state %', coalesce(quote_literal(p_state), 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Expected open, waiting, closed or all.';
    END IF;
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, p_as_of, NULL);
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    RETURN QUERY
    SELECT
        p.*,
        t.longitude,
        t.latitude,
        v_span.as_of,
        CASE WHEN p_state IN ('closed', 'all') THEN nullif(v_span.from_at, '-infinity') END,
        CASE WHEN p_state IN ('closed', 'all') THEN nullif(v_span.to_at, 'infinity') END
    FROM tickets.shown_tickets(
        p_dataset,
        CASE p_state WHEN 'all' THEN '{open,waiting,closed}' ELSE ARRAY[p_state] END,
        v_span.from_at,
        v_span.to_at,
        v_filters
    ) AS t
    CROSS JOIN LATERAL tickets.ticket_properties(t, v_span.as_of) AS p
    ORDER BY
        t.is_open DESC,
        t.lifecycle = 'closed',
        CASE WHEN t.lifecycle <> 'closed' THEN t.started_at END,
        t.ended_at DESC,
        t.ticket_id;
    IF NOT found AND p_has_empty_row THEN
        v_none.dataset := p_dataset;
        v_none.as_of := v_span.as_of;
        IF p_state IN ('closed', 'all') THEN
            v_none.window_from := nullif(v_span.from_at, '-infinity');
            v_none.window_to := nullif(v_span.to_at, 'infinity');
        END IF;
        RETURN NEXT v_none;
    END IF;
END
$$;
COMMENT ON FUNCTION reporting.fn_export_tickets(
    text, text, text, text, text, timestamptz, timestamptz, timestamptz, text, text, boolean,
    jsonb
) IS 'The tickets that a dashboard shows, as rows (docs/dashboard-api-contract.md).';
