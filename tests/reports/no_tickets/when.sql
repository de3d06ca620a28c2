-- Every function answers; nothing is counted, and nothing is claimed.
SELECT jsonb_build_object(
    'inc', (reporting.fn_inc_dashboard(p_window => '24h') - '{freshness,filters,window}'::text [])
    #- '{metrics,closed_by_day}',
    'crq_schedule', reporting.fn_crq_dashboard(p_window => '24h') #> '{metrics,schedule}',
    'crq_but_for_that', reporting.fn_crq_dashboard(p_window => '24h') #- '{metrics,schedule}' #- '{freshness}' #- '{filters}'
    = reporting.fn_inc_dashboard(p_window => '24h') #- '{metrics,schedule}' #- '{freshness}' #- '{filters}',
    'map', reporting.fn_tickets_for_map() #> '{features}',
    'map_open', reporting.fn_tickets_for_map() #> '{summary,open}',
    'backlog_days', jsonb_array_length(reporting.fn_backlog('inc') -> 'days'),
    'backlog', reporting.fn_backlog('inc') #> '{days,29,open}',
    'backlog_at', reporting.fn_backlog_at('inc', '2026-06-25 12:00+03') - '{freshness}'::text [],
    'teams', reporting.fn_team_closures('inc') - '{freshness,filters}'::text [],
    'open_sla', (SELECT count(*) FROM reporting.fn_open_sla()),
    'freshness', reporting.fn_freshness() #- '{datasets,0,wall_clock_at}' #- '{datasets,1,wall_clock_at}'
);
