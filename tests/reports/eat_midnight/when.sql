SELECT jsonb_build_object(
    'days', reporting.fn_backlog('inc', '2026-06-24') -> 'days',
    'due', (
        SELECT jsonb_object_agg(
            to_char(c.at AT TIME ZONE 'Africa/Nairobi', 'DD HH24:MI:SS'),
            reporting.fn_crq_dashboard(p_as_of => c.at, p_window => '24h') #> '{metrics,schedule}'
        )
        FROM (
            VALUES
            ('2026-06-25 00:00:00+03'::timestamptz), ('2026-06-25 23:59:59+03'),
            ('2026-06-26 00:00:00+03')
        ) AS c (at)
    ),
    'teams', jsonb_build_array(
        reporting.fn_team_closures(
            'inc', '2026-06-24 00:00+03', '2026-06-25 00:00+03'
        ) #> '{total,closed}',
        reporting.fn_team_closures(
            'inc', '2026-06-25 00:00+03', '2026-06-26 00:00+03'
        ) #> '{total,closed}'
    ),
    'map', reporting.fn_tickets_for_map('inc') -> 'summary' -> 'open',
    'history', jsonb_path_query_array(
        reporting.fn_ticket_history('inc', 'M2'), '$.events[*].occurred_at'
    ),
    'open_sla', (
        SELECT jsonb_agg(
            jsonb_build_array(s.ticket_id, s.age_minutes, s.sla_state) ORDER BY s.ticket_id
        )
        FROM reporting.fn_open_sla('inc') AS s
    ),
    'closed', jsonb_path_query_array(d, '$.closed.features[*].properties.ticket_id'),
    'closed_the_day_before', jsonb_path_query_array(
        reporting.fn_inc_dashboard(
            p_from => '2026-06-24 00:00+03', p_to => '2026-06-25 00:00+03'
        ),
        '$.closed.features[*].properties.ticket_id'
    ),
    'flow', jsonb_build_array(
        d #> '{metrics,created}', d #> '{metrics,closings}', d #> '{metrics,net_flow}'
    ),
    'at', jsonb_build_array(
        reporting.fn_backlog_at('inc', '2026-06-24 23:59:58+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-24 23:59:59+03') -> 'open',
        reporting.fn_backlog_at('inc', '2026-06-25 00:00:00+03') -> 'open'
    )
)
FROM reporting.fn_inc_dashboard(
    p_from => '2026-06-25 00:00+03', p_to => '2026-06-26 00:00+03'
) AS d;
