SELECT jsonb_build_object(
    'days', (
        SELECT jsonb_agg(d - '{reopened,snapshot_as_of}'::text [])
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-22') -> 'days') AS d
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-23 19:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-23 20:00+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 09:00+03') -> 'open'
    ),
    'closed_in_24h', reporting.fn_inc_dashboard() #> '{metrics,closed}',
    'closed_in_7d', reporting.fn_inc_dashboard(p_window => '7d') #> '{metrics,closed}',
    'open', reporting.fn_inc_dashboard() #> '{metrics,open}'
);
