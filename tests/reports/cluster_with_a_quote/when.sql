SELECT jsonb_build_object(
    'open', jsonb_path_query_array(d, '$.open.features[*].properties.ticket_id'),
    'states', jsonb_path_query_array(d, '$.open.features[*].properties.sla_state'),
    'by_cluster', d -> 'by_cluster',
    'cluster', d #> '{filters,cluster}',
    'created', d #> '{metrics,created}',
    'late_share', d #> '{metrics,within_sla_share}',
    'crq', jsonb_path_query_array(
        reporting.fn_crq_dashboard('O''Brien''s "corner"', p_window => '24h'), '$.open.features[*].id'
    ),
    'open_sla', (
        SELECT jsonb_agg(s.ticket_id ORDER BY s.ticket_id)
        FROM reporting.fn_open_sla() AS s
        WHERE s.cluster = 'O''Brien''s "corner"'
    ),
    'history', reporting.fn_ticket_history('inc', 'Q1') #> '{ticket,cluster}',
    'map', reporting.fn_tickets_for_map(p_cluster => 'O''Brien''s "corner"') #> '{summary,at_risk}',
    'backlog', reporting.fn_backlog('inc', p_cluster => 'O''Brien''s "corner"') #> '{days,29}',
    'at', reporting.fn_backlog_at('inc', '2026-06-25 10:00+03', 'O''Brien''s "corner"') -> 'by_cluster',
    'teams', reporting.fn_team_closures('inc', p_cluster => 'O''Brien''s "corner"') -> 'total',
    'other', reporting.fn_inc_dashboard('Westlands', p_window => '24h') #> '{metrics,on_track}',
    'none', jsonb_path_query_array(
        reporting.fn_inc_dashboard('(none)', p_window => '24h'), '$.open.features[*].properties.ticket_id'
    ),
    'all', reporting.fn_inc_dashboard(p_window => '24h') -> 'by_cluster'
)
FROM reporting.fn_inc_dashboard('O''Brien''s "corner"', p_window => '24h') AS d;
