SELECT jsonb_build_object(
    'content', d #> '{freshness,content_as_of}',
    'window', (d -> 'filters') - '{dataset,cluster,status,team,owner}'::text [],
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
        reporting.fn_inc_dashboard(), '$.open.features[*].properties.sla_state'
    ),
    'same_as_default', reporting.fn_inc_dashboard()
    = reporting.fn_inc_dashboard(p_as_of => '2026-06-25 12:00+03'),
    'map', jsonb_path_query_array(
        reporting.fn_tickets_for_map(p_as_of => '2026-06-25 09:00+03'),
        '$.summary.by_dataset[*] ? (@.dataset == "inc").at_risk'
    )
)
FROM reporting.fn_inc_dashboard(p_as_of => '2026-06-25 09:00+03') AS d;
