SELECT jsonb_build_object(
    'closed', jsonb_build_array(
        m -> 'closed_within_sla', m -> 'closed_outside_sla', m -> 'closed_sla_unknown'
    ),
    'mttr', jsonb_build_array(
        m -> 'mttr_known', m -> 'mttr_mean_minutes', m -> 'mttr_median_minutes'
    ),
    'states', (
        SELECT jsonb_object_agg(p ->> 'ticket_id', jsonb_build_array(p -> 'sla_state', p -> 'mttr_minutes'))
        FROM jsonb_path_query(d, '$.closed.features[*].properties') AS p
    ),
    'teams', (
        SELECT jsonb_object_agg(
            t ->> 'team', jsonb_build_array(t -> 'within_sla_share', t -> 'mttr_median_minutes')
        )
        FROM jsonb_array_elements(reporting.fn_team_closures('inc') -> 'teams') AS t
    ),
    'history', (
        SELECT jsonb_build_array(h #> '{closures,0,mttr_minutes}', h #> '{ticket,mttr_minutes}')
        FROM reporting.fn_ticket_history('inc', 'W1') AS h
    )
)
FROM reporting.fn_inc_dashboard(p_window => '24h') AS d
CROSS JOIN LATERAL (SELECT d -> 'metrics') AS metrics (m);
