SELECT jsonb_build_object(
    'metrics', (d -> 'metrics') - '{closed_by_day,by_status,by_cluster}'::text [],
    'open', d #> '{open,features}',
    'closed', jsonb_path_query_array(d, '$.closed.features[*].properties'),
    'geometry', d #> '{closed,features,0,geometry}',
    'by_team', d -> 'by_team',
    'by_owner', d -> 'by_owner',
    'by_cluster', d -> 'by_cluster',
    'window', (d -> 'filters') - '{dataset,cluster,status,team,owner,unknown}'::text [],
    'crq', (
        SELECT m - '{on_track,at_risk,sla_unknown,unlocated,actionable,closures_a_day,closed_by_day,by_status,by_cluster}'::text []
        FROM (SELECT reporting.fn_crq_dashboard(p_window => '24h') -> 'metrics' AS m) AS metrics
    ),
    'crq_states', jsonb_path_query_array(
        reporting.fn_crq_dashboard(p_window => '24h'), '$.closed.features[*].properties.sla_state'
    ),
    'map', reporting.fn_tickets_for_map() -> 'features',
    'map_open', reporting.fn_tickets_for_map() #> '{summary,open}',
    'days', (
        SELECT jsonb_agg(
            jsonb_build_array(
                b -> 'open', b -> 'created', b -> 'closed', b -> 'reopened', b -> 'snapshot_open'
            )
        )
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-23') -> 'days') AS b
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-25 09:29:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 09:30+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 11:00+03') -> 'by_cluster'
    ),
    'teams', reporting.fn_team_closures('inc') - '{freshness,filters,dataset,unattributed}'::text [],
    'history', (
        SELECT jsonb_build_object(
            'kinds', jsonb_path_query_array(h, '$.events[*].kind'),
            'times', jsonb_path_query_array(h, '$.events[*].occurred_at'),
            'closures', jsonb_path_query_array(h, '$.closures[*].closed_at'),
            'ticket', jsonb_build_array(
                h #> '{ticket,is_open}', h #> '{ticket,age_minutes}', h #> '{ticket,sla_state}'
            )
        )
        FROM reporting.fn_ticket_history('inc', 'C2') AS h
    ),
    'open_sla', (SELECT count(*) FROM reporting.fn_open_sla()),
    'week', reporting.fn_inc_dashboard(p_window => '7d') #> '{metrics,closed}'
)
FROM reporting.fn_inc_dashboard(p_window => '24h') AS d;
