-- How old the answers are.
-- params: none. returns: {datasets: [freshness]}, one for each dataset, by name.
CREATE OR REPLACE FUNCTION reporting.fn_freshness() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = 'off'
SET timezone = 'UTC'
AS $$
    SELECT jsonb_build_object(
        'datasets', coalesce(
            jsonb_agg(tickets.describe_freshness(d.dataset) ORDER BY d.dataset), '[]'
        )
    )
    FROM tickets.datasets AS d
$$;
COMMENT ON FUNCTION reporting.fn_freshness() IS 'How old each dataset''s answers are.';
