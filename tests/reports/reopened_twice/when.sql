SELECT jsonb_build_object(
    'kinds', jsonb_path_query_array(h, '$.events[*].kind'),
    'closures', (
        SELECT jsonb_agg(c - '{change_key,change_line,owner}'::text [])
        FROM jsonb_array_elements(h -> 'closures') AS c
    ),
    'is_open', h #> '{ticket,is_open}',
    'flow', (
        SELECT m - '{on_track,at_risk,sla_unknown,unlocated,actionable,schedule,closures_a_day,closed_by_day,by_status,by_cluster}'::text []
        FROM (SELECT reporting.fn_inc_dashboard(p_window => '24h') -> 'metrics' AS m) AS metrics
    ),
    'reopened_tickets', reporting.fn_inc_dashboard(p_window => '24h') -> 'reopened_tickets',
    'teams', reporting.fn_team_closures('inc') - '{freshness,filters,dataset}'::text [],
    'crq', (
        SELECT jsonb_build_object(
            'flow', jsonb_build_array(
                m -> 'open', m -> 'breached', m -> 'created', m -> 'closed', m -> 'closings',
                m -> 'reopened', m -> 'net_flow', m -> 'oldest_open_minutes'
            ),
            'schedule', m -> 'schedule'
        )
        FROM (SELECT reporting.fn_crq_dashboard(p_window => '24h') -> 'metrics' AS m) AS metrics
    ),
    'crq_teams', reporting.fn_team_closures('crq') -> 'unattributed',
    'map', (
        SELECT jsonb_agg(
            jsonb_build_array(d -> 'dataset', d -> 'open', d -> 'unlocated', d -> 'breached')
        )
        FROM jsonb_array_elements(reporting.fn_tickets_for_map() #> '{summary,by_dataset}') AS d
    ),
    'open_sla', (
        SELECT jsonb_agg(jsonb_build_array(s.ticket_id, s.age_minutes, s.sla_state, s.due_at))
        FROM reporting.fn_open_sla() AS s
    ),
    'day', reporting.fn_backlog('inc', '2026-06-24') #> '{days,0}',
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-24 07:59:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 08:00+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 11:00+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 12:30+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 15:00+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 16:30+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 18:00+03') -> 'open'
    )
)
FROM reporting.fn_ticket_history('inc', 'R1') AS h;
