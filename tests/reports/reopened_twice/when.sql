SELECT jsonb_build_object(
    'kinds', jsonb_path_query_array(h, '$.events[*].kind'),
    'closures', (
        SELECT jsonb_agg(c - '{change_key,change_line,owner}'::text [])
        FROM jsonb_array_elements(h -> 'closures') AS c
    ),
    'is_open', h #> '{ticket,is_open}',
    'flow', (
        SELECT m - '{on_track,at_risk,sla_unknown,unlocated,actionable,schedule}'::text []
        FROM (SELECT reporting.fn_inc_dashboard() -> 'metrics' AS m) AS metrics
    ),
    'teams', reporting.fn_team_closures('inc') - '{freshness,filters,dataset}'::text [],
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
