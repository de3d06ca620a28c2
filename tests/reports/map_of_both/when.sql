SELECT jsonb_build_object(
    'first', m #> '{features,1}',
    'ids', jsonb_path_query_array(m, '$.features[*].id'),
    'summary', (m -> 'summary') - 'freshness',
    'freshness', jsonb_path_query_array(m, '$.summary.freshness.*.source_max_key'),
    'inc', reporting.fn_tickets_for_map('inc') #> '{summary,open}',
    'dashboard_unlocated', reporting.fn_inc_dashboard(p_window => '24h') #> '{metrics,unlocated}',
    'dashboard_geometries', jsonb_path_query_array(
        reporting.fn_inc_dashboard(p_window => '24h'), '$.open.features[*].geometry.type'
    )
)
FROM reporting.fn_tickets_for_map() AS m;
