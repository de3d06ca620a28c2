SELECT jsonb_object_agg(s.ticket_id, s.sla_state)
FROM reporting.fn_open_sla() AS s;
