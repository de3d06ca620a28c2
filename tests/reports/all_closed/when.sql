SELECT jsonb_build_object(
    'metrics', d -> 'metrics',
    'open', d #> '{open,features}',
    'closed', jsonb_path_query_array(d, '$.closed.features[*].properties'),
    'geometry', d #> '{closed,features,0,geometry}',
    'by_team', d -> 'by_team',
    'by_owner', d -> 'by_owner',
    'by_cluster', d -> 'by_cluster',
    'window', (d -> 'filters') - '{dataset,cluster,status,team,owner}'::text [],
    'week', reporting.fn_inc_dashboard(p_window => '7d') #> '{metrics,closed}'
)
FROM reporting.fn_inc_dashboard() AS d;
