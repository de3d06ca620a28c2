SELECT jsonb_build_object(
    'closed', (
        SELECT jsonb_agg(
            jsonb_build_array(
                f -> 'id', f #> '{properties,closed_at}', f #> '{properties,sla_state}',
                f #> '{properties,age_minutes}'
            )
        )
        FROM jsonb_array_elements(d #> '{closed,features}') AS f
    ),
    'open', jsonb_path_query_array(d, '$.open.features[*].id'),
    'flow', jsonb_build_array(
        d #> '{metrics,created}', d #> '{metrics,closings}', d #> '{metrics,reopened}',
        d #> '{metrics,net_flow}'
    ),
    'share', d #> '{metrics,within_sla_share}',
    'history', reporting.fn_ticket_history('inc', 'X1') #> '{ticket,closed_at}',
    'by_status', reporting.fn_inc_dashboard(p_status => 'CANCELLED', p_window => '24h') #> '{metrics,closed}',
    'teams', reporting.fn_team_closures('inc') #> '{unattributed}'
)
FROM reporting.fn_inc_dashboard(p_window => '24h') AS d;
