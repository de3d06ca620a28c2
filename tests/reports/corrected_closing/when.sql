SELECT jsonb_build_object(
    'days', (
        SELECT jsonb_agg(
            jsonb_build_array(d -> 'open', d -> 'created', d -> 'closed', d -> 'reopened')
        )
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-23') -> 'days') AS d
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-25 08:30+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 10:45+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 11:30+03') -> 'open'
    ),
    'closed', jsonb_path_query_array(
        reporting.fn_inc_dashboard(p_window => '24h'), '$.closed.features[*].id'
    ),
    'closings', reporting.fn_inc_dashboard(p_window => '24h') #> '{metrics,closings}',
    'said', (
        SELECT jsonb_agg(c.closed_at ORDER BY c.ticket_id, c.change_key)
        FROM tickets.closure_events AS c
    )
);
