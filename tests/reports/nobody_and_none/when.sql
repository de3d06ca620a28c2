-- Empty is no filter, (none) asks for tickets without a value, and a value that no ticket has gives
-- an empty answer that says so.
SELECT jsonb_build_object(
    'dashboards', (
        SELECT
            jsonb_object_agg(
                q.filters::text,
                jsonb_build_array(
                    jsonb_path_query_array(d, '$.open.features[*].id'),
                    jsonb_path_query_array(d, '$.closed.features[*].id'),
                    d #> '{filters,unknown}',
                    reporting.fn_tickets_for_map('inc', p_filters => q.filters)
                    #> '{summary,open}',
                    reporting.fn_tickets_for_map(p_filters => q.filters) #> '{filters,unknown}'
                )
            )
        FROM (
            VALUES
            ('{"cluster": ""}'::jsonb), ('{"cluster": " muigai inn "}'), ('{"cluster": "(none)"}'),
            ('{"cluster": "Nowhere"}'), ('{"status": "accepted"}'), ('{"status": "(None)"}'),
            ('{"status": "CLOSED"}'), ('{"status": "resolved"}'), ('{"team": "team A"}'),
            ('{"team": "(NONE)"}'), ('{"owner": "ann"}'), ('{"owner": "ben"}'),
            ('{"team": "nobody", "cluster": "MUIGAI INN", "owner": "no one"}'),
            ('{"team": "Team A", "cluster": "(none)"}')
        ) AS q (filters)
        CROSS JOIN LATERAL reporting.fn_inc_dashboard(p_filters => q.filters) AS d
    ),
    'lines', (
        SELECT
            jsonb_build_object(
                'by_cluster', d -> 'by_cluster', 'by_team', d -> 'by_team',
                'by_owner', d -> 'by_owner', 'by_status', d #> '{metrics,by_status}',
                'is_by_cluster_twice', d -> 'by_cluster' = d #> '{metrics,by_cluster}'
            )
        FROM reporting.fn_inc_dashboard() AS d
    ),
    'pickers', reporting.fn_filter_values('inc') - 'freshness',
    'backlog', jsonb_build_array(
        reporting.fn_backlog('inc', p_cluster => 'Muigai inn') #> '{days,29,open}',
        reporting.fn_backlog('inc', p_cluster => '(none)') #> '{days,29,open}',
        reporting.fn_backlog('inc', p_cluster => '') #> '{days,29,snapshot_open}',
        reporting.fn_backlog('inc', p_cluster => 'MUIGAI INN') #> '{days,29,snapshot_open}',
        reporting.fn_backlog('inc', p_cluster => 'Nowhere') -> 'filters' -> 'unknown',
        reporting.fn_backlog_at('inc', '2026-06-25 11:00+03') -> 'by_cluster',
        reporting.fn_backlog_at('inc', '2026-06-25 11:00+03', 'x') -> 'filters' -> 'unknown'
    ),
    'teams', jsonb_build_array(
        reporting.fn_team_closures('inc', p_cluster => 'Muigai Inn') #> '{total,closed}',
        reporting.fn_team_closures('inc', p_cluster => 'Nowhere') #> '{filters,unknown}'
    ),
    'export', (
        SELECT jsonb_agg(e.ticket_id || ' ' || e.hours_open)
        FROM reporting.fn_export_tickets('inc', p_cluster => 'muigai INN', p_state => 'all') AS e
    ),
    'placed', (
        SELECT jsonb_agg(t.ticket_id || ' ' || coalesce(t.geo_source, '-') ORDER BY t.ticket_id)
        FROM tickets.inc AS t
    ),
    'states', (
        SELECT jsonb_object_agg(s.ticket_id, s.sla_state) FROM reporting.fn_open_sla('inc') AS s
    ),
    'detail', reporting.fn_ticket_history('inc', 'I3') #> '{ticket,hours_open}'
);
