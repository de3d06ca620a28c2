-- Open tickets as rows, for tools that read tables: tickets.open_sla for readers.
-- params: p_dataset (NULL: every dataset), p_as_of (NULL: each dataset's content_as_of).
-- returns: as tickets.inc_open_sla.
CREATE OR REPLACE FUNCTION reporting.fn_open_sla(
    p_dataset text DEFAULT NULL, p_as_of timestamptz DEFAULT NULL
)
RETURNS SETOF tickets.inc_open_sla
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 5000
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = 'force_custom_plan'
SET jit = 'off'
SET random_page_cost = 1.1
AS $$
BEGIN
    -- Without a dataset, any of them serves to check p_as_of.
    PERFORM tickets.report_window(
        coalesce(p_dataset, min(d.dataset)), NULL, NULL, NULL, p_as_of, interval '1 day'
    )
    FROM tickets.datasets AS d;
    RETURN QUERY SELECT s.* FROM tickets.open_sla(p_dataset, p_as_of) AS s;
END
$$;
COMMENT ON FUNCTION reporting.fn_open_sla(text, timestamptz) IS
'Open tickets with age, SLA state and due time, aged against p_as_of.';
