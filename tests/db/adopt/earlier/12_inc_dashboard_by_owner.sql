CREATE OR REPLACE FUNCTION reporting.fn_inc_dashboard(
    p_cluster text DEFAULT NULL,
    p_status text DEFAULT NULL,
    p_window text DEFAULT 'today',
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL
) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'open', (SELECT count(*) FROM tickets.inc_open_sla AS o),
        'closed', (
            SELECT count(*) FROM tickets.inc AS t
            WHERE t.closed_at >= p_from AND t.closed_at < p_to
        ),
        'by_owner', (
            SELECT jsonb_object_agg(g.owner, g.tickets)
            FROM (
                SELECT coalesce(t.owner, '') AS owner, count(*) AS tickets
                FROM tickets.inc AS t
                GROUP BY coalesce(t.owner, '')
            ) AS g
        )
    )
$$;
