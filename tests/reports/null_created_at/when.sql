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
    'oldest', d #> '{metrics,oldest_open_minutes}'
)
FROM reporting.fn_inc_dashboard() AS d;
