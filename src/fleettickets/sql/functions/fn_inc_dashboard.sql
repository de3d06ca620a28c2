-- reporting.fn_dashboard for inc, under the name that its callers know.
-- params, returns: as fn_dashboard.
CREATE OR REPLACE FUNCTION reporting.fn_inc_dashboard(
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
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT reporting.fn_dashboard(
        'inc', p_cluster, p_status, p_window, p_from, p_to, p_as_of, p_team, p_owner,
        p_filters
    )
$$;
COMMENT ON FUNCTION reporting.fn_inc_dashboard(
    text, text, text, timestamptz, timestamptz, timestamptz, text, text, jsonb
) IS 'Everything a dashboard shows of inc (docs/dashboard-api-contract.md).';
