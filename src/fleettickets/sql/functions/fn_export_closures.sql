-- The figures of fn_closures_by as rows, for a file: one for each period and name, not bounded.
-- params: p_has_empty_row; the rest as fn_closures_by.
-- returns: the rows in order of time, then most jobs first; name: NULL for closings of nobody;
-- starts_on: NULL if p_period is window; first_fix_days, as_of, window_from and window_to are the
-- same in every row. If there is no closing and p_has_empty_row is set, one row with only these.
CREATE OR REPLACE FUNCTION reporting.fn_export_closures(
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
    p_has_empty_row boolean DEFAULT FALSE,
    p_filters jsonb DEFAULT NULL
)
RETURNS TABLE (
    dataset text,
    credited_by text,
    period text,
    starts_on date,
    week text,
    name text,
    jobs bigint,
    reopened bigint,
    days bigint,
    jobs_a_day numeric,
    first_fixed bigint,
    first_fix_known bigint,
    first_fix_unknown bigint,
    first_fix_share numeric,
    mttr_known bigint,
    mttr_mean_minutes numeric,
    within_sla bigint,
    within_sla_known bigint,
    within_sla_share numeric,
    first_fix_days integer,
    as_of timestamptz,
    window_from timestamptz,
    window_to timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
DECLARE
    v_span record;
    v_filters jsonb;
BEGIN
    PERFORM tickets.check_closure_options(p_by, p_period);
    v_span := tickets.report_window(p_dataset, p_window, p_from, p_to, NULL, interval '30 days');
    v_filters := tickets.read_filters(p_cluster, p_status, p_team, p_owner, p_filters);
    RETURN QUERY
    SELECT
        p_dataset,
        p_by,
        p_period,
        f.starts_on,
        to_char(f.starts_on, 'IYYY"-W"IW'),
        f.name,
        f.jobs,
        f.reopened,
        f.days,
        f.jobs_a_day,
        f.first_fixed,
        f.first_fix_known,
        f.first_fix_unknown,
        f.first_fix_share,
        f.mttr_known,
        f.mttr_mean_minutes,
        f.within_sla,
        f.within_sla_known,
        f.within_sla_share,
        d.first_fix_days,
        v_span.as_of,
        v_span.from_at,
        v_span.to_at
    FROM tickets.datasets AS d
    CROSS JOIN tickets.closure_figures(
        p_dataset, p_by, p_period, v_span.from_at, v_span.to_at, v_span.as_of,
        nullif(jsonb_strip_nulls(v_filters), '{}')
    ) AS f
    WHERE d.dataset = p_dataset
        AND NOT f.is_all_names AND f.is_all_periods = (p_period = 'window')
    ORDER BY f.starts_on, f.jobs DESC, f.reopened DESC, f.name;
    IF NOT found AND p_has_empty_row THEN
        dataset := p_dataset;
        credited_by := p_by;
        period := p_period;
        first_fix_days := (
            SELECT d.first_fix_days FROM tickets.datasets AS d WHERE d.dataset = p_dataset
        );
        as_of := v_span.as_of;
        window_from := v_span.from_at;
        window_to := v_span.to_at;
        RETURN NEXT;
    END IF;
END
$$;
COMMENT ON FUNCTION reporting.fn_export_closures(
    text, text, text, text, timestamptz, timestamptz, text, text, text, text, boolean, jsonb
) IS 'The figures of fn_closures_by as rows (docs/dashboard-api-contract.md).';
