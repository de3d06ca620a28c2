-- The same object stands in every answer; the clock's own keys are left out here.
SELECT jsonb_build_object(
    'inc', (f - '{wall_clock_at,lag_minutes}'::text [])
    #- '{last_run,run_id}' #- '{last_run,started_at}' #- '{last_run,finished_at}',
    'lag_is_from_content', (f ->> 'lag_minutes')::integer = floor(
        extract(
            EPOCH FROM (f ->> 'wall_clock_at')::timestamptz - (f ->> 'content_as_of')::timestamptz
        ) / 60
    ),
    'everywhere', jsonb_build_array(
        reporting.fn_crq_dashboard(p_window => '24h') #> '{freshness,is_stale}',
        reporting.fn_freshness() #> '{datasets,1}' = f,
        reporting.fn_tickets_for_map() #> '{summary,freshness,inc}' = f,
        reporting.fn_backlog('inc') -> 'freshness' = f,
        reporting.fn_backlog_at('inc', '2020-06-24') -> 'freshness' = f,
        reporting.fn_team_closures('inc') -> 'freshness' = f,
        reporting.fn_ticket_history('inc', 'F1') -> 'freshness' = f,
        reporting.fn_find_tickets('inc', 'F1') -> 'freshness' = f,
        reporting.fn_filter_values('inc') -> 'freshness' = f
    ),
    'reaches_to', reporting.fn_inc_dashboard(p_window => '24h') #> '{filters,to}'
)
FROM (SELECT reporting.fn_inc_dashboard(p_window => '24h') -> 'freshness' AS f) AS dashboard;
