SELECT jsonb_build_object(
    'schedule', d #> '{metrics,schedule}',
    'states', (
        SELECT jsonb_object_agg(
            f #>> '{properties,ticket_id}', f #> '{properties,sla_state}'
        )
        FROM jsonb_array_elements(d #> '{open,features}') AS f
    ),
    'due', (
        SELECT jsonb_object_agg(v.ticket_id, v.due_at)
        FROM tickets.crq_open_sla AS v
        WHERE v.ticket_id IN ('S2', 'S6')
    ),
    'inc', (SELECT jsonb_build_array(v.sla_state, v.due_at) FROM tickets.inc_open_sla AS v),
    'inc_schedule', reporting.fn_inc_dashboard(p_window => '24h') #> '{metrics,schedule}'
)
FROM reporting.fn_crq_dashboard(p_window => '24h') AS d;
