SELECT jsonb_build_object(
    'content', d #> '{freshness,content_as_of}',
    'window', (d -> 'filters') - '{dataset,cluster,status,team,owner,unknown}'::text [],
    'open', jsonb_path_query_array(d, '$.open.features[*].properties.ticket_id'),
    'ages', jsonb_path_query_array(d, '$.open.features[*].properties.age_minutes'),
    'states', jsonb_path_query_array(d, '$.open.features[*].properties.sla_state'),
    'closed', jsonb_path_query_array(d, '$.closed.features[*].properties.ticket_id'),
    'flow', jsonb_build_array(
        d #> '{metrics,created}', d #> '{metrics,closed}', d #> '{metrics,closings}',
        d #> '{metrics,net_flow}'
    ),
    'rows', (
        SELECT jsonb_agg(jsonb_build_array(s.ticket_id, s.sla_state) ORDER BY s.ticket_id)
        FROM reporting.fn_open_sla('inc', '2026-06-25 09:00+03') AS s
    ),
    'now_states', jsonb_path_query_array(
        reporting.fn_inc_dashboard(p_window => '24h'), '$.open.features[*].properties.sla_state'
    ),
    'same_as_default', reporting.fn_inc_dashboard(p_window => '24h')
    = reporting.fn_inc_dashboard(p_as_of => '2026-06-25 12:00+03', p_window => '24h'),
    'crq', jsonb_build_array(
        reporting.fn_crq_dashboard(p_as_of => '2026-06-25 09:00+03', p_window => '24h') #> '{metrics,schedule}',
        reporting.fn_crq_dashboard(p_window => '24h') #> '{metrics,schedule}'
    ),
    'crq_state', jsonb_path_query_array(
        reporting.fn_crq_dashboard(p_as_of => '2026-06-25 09:00+03', p_window => '24h'),
        '$.open.features[*].properties.sla_state'
    ),
    'at', reporting.fn_backlog_at('inc', '2026-06-25 09:00+03') -> 'open',
    'days', (
        SELECT jsonb_agg(jsonb_build_array(b -> 'open', b -> 'created', b -> 'closed'))
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-24') -> 'days') AS b
    ),
    'teams', jsonb_build_array(
        reporting.fn_team_closures('inc', p_to => '2026-06-25 09:00+03') #> '{total,closed}',
        reporting.fn_team_closures('inc') #> '{total,closed}'
    ),
    'history', reporting.fn_ticket_history('inc', 'A1') #> '{ticket,sla_state}',
    'ahead', (
        SELECT jsonb_build_object(
            'window', jsonb_build_array(f #> '{filters,from}', f #> '{filters,to}'),
            'ages', jsonb_path_query_array(f, '$.open.features[*].properties.age_minutes'),
            'flow', f #> '{metrics,closings}'
        )
        FROM reporting.fn_inc_dashboard(p_as_of => '2026-06-27 12:00+03', p_window => '24h') AS f
    ),
    'map', jsonb_path_query_array(
        reporting.fn_tickets_for_map(p_as_of => '2026-06-25 09:00+03'),
        '$.summary.by_dataset[*] ? (@.dataset == "inc").at_risk'
    )
)
FROM reporting.fn_inc_dashboard(p_as_of => '2026-06-25 09:00+03', p_window => '24h') AS d;
