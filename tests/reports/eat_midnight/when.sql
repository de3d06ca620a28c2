SELECT jsonb_build_object(
    'days', reporting.fn_backlog('inc', '2026-06-24') -> 'days',
    'closed', jsonb_path_query_array(d, '$.closed.features[*].properties.ticket_id'),
    'flow', jsonb_build_array(
        d #> '{metrics,created}', d #> '{metrics,closings}', d #> '{metrics,net_flow}'
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-24 23:59:58+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 23:59:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 00:00:00+03') -> 'open'
    )
)
FROM reporting.fn_inc_dashboard(
    p_from => '2026-06-25 00:00+03', p_to => '2026-06-26 00:00+03'
) AS d;
