SELECT jsonb_build_object(
    'days', (
        SELECT jsonb_agg(d - '{reopened,snapshot_as_of}'::text [])
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-22') -> 'days') AS d
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-23 19:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-23 20:00+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 09:00+03') -> 'open'
    ),
    'closed_in_24h', reporting.fn_inc_dashboard(p_window => '24h') #> '{metrics,closed}',
    'closed_in_7d', reporting.fn_inc_dashboard(p_window => '7d') #> '{metrics,closed}',
    'crq', (
        SELECT jsonb_build_array(
            m -> 'closed', m -> 'closings', m -> 'closed_outside_sla', m -> 'net_flow'
        )
        FROM (SELECT reporting.fn_crq_dashboard(p_window => '7d') -> 'metrics' AS m) AS metrics
    ),
    'crq_24h', reporting.fn_crq_dashboard(p_window => '24h') #> '{metrics,closed}',
    'teams', jsonb_build_array(
        reporting.fn_team_closures('inc') -> 'unattributed' -> 'closed',
        reporting.fn_team_closures('inc', '2026-06-24 00:00+03') -> 'unattributed' -> 'closed'
    ),
    'history', (
        SELECT jsonb_agg(
            jsonb_build_array(e -> 'kind', e -> 'occurred_at', right(e ->> 'change_key', 23))
        )
        FROM jsonb_array_elements(reporting.fn_ticket_history('inc', 'L1') -> 'events') AS e
    ),
    'map', reporting.fn_tickets_for_map() #> '{summary,by_dataset}' @> '[{"dataset": "inc", "open": 1}]',
    'open_sla', (
        SELECT jsonb_agg(jsonb_build_array(s.ticket_id, s.age_minutes, s.sla_state))
        FROM reporting.fn_open_sla() AS s
    ),
    'open', reporting.fn_inc_dashboard(p_window => '24h') #> '{metrics,open}'
);
