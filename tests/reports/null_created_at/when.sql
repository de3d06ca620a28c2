SELECT jsonb_build_object(
    'view', (
        SELECT jsonb_agg(
            jsonb_build_array(v.ticket_id, v.age_minutes, v.sla_state, v.due_at) ORDER BY v.ticket_id
        )
        FROM tickets.inc_open_sla AS v
    ),
    'ageing', (
        SELECT jsonb_object_agg(b ->> 'bucket', b -> 'open')
        FROM jsonb_array_elements(d -> 'ageing') AS b
    ),
    'states', jsonb_build_array(
        d #> '{metrics,on_track}', d #> '{metrics,at_risk}', d #> '{metrics,breached}',
        d #> '{metrics,sla_unknown}'
    ),
    'closed', (
        SELECT jsonb_build_array(
            f -> 'id', f #> '{properties,age_minutes}', f #> '{properties,sla_state}'
        )
        FROM jsonb_array_elements(d #> '{closed,features}') AS f
    ),
    'crq', (
        SELECT jsonb_build_array(
            m -> 'on_track', m -> 'at_risk', m -> 'breached', m -> 'sla_unknown',
            m -> 'oldest_open_minutes', m -> 'schedule'
        )
        FROM (SELECT reporting.fn_crq_dashboard(p_window => '24h') -> 'metrics' AS m) AS metrics
    ),
    'open_sla', (
        SELECT jsonb_agg(
            jsonb_build_array(s.ticket_id, s.age_minutes, s.sla_state, s.due_at) ORDER BY s.ticket_id
        )
        FROM reporting.fn_open_sla('crq') AS s
    ),
    'map', (
        SELECT jsonb_build_array(
            m -> 'on_track', m -> 'at_risk', m -> 'breached', m -> 'sla_unknown'
        )
        FROM (SELECT reporting.fn_tickets_for_map() -> 'summary' AS m) AS summary
    ),
    'days', (
        SELECT jsonb_agg(jsonb_build_array(b -> 'open', b -> 'created', b -> 'closed'))
        FROM jsonb_array_elements(reporting.fn_backlog('inc', '2026-06-24') -> 'days') AS b
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-25 11:59:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 12:00+03') -> 'open'
    ),
    'teams', reporting.fn_team_closures('inc') -> 'unattributed',
    'history', (
        SELECT jsonb_build_array(
            h #> '{ticket,created_at}', h #> '{ticket,age_minutes}', h #> '{ticket,sla_state}',
            h #> '{events,0,occurred_at}'
        )
        FROM reporting.fn_ticket_history('inc', 'N2') AS h
    ),
    'oldest', d #> '{metrics,oldest_open_minutes}'
)
FROM reporting.fn_inc_dashboard(p_window => '24h') AS d;
