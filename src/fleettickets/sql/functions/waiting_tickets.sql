-- The waiting tickets that pass a report's filters: planned in a fraction of the time of all that
-- shown_tickets can find. Inlined, as shown_tickets is.
-- params: p_dataset; p_filters as read_filters returns them.
-- returns: rows of ticket_spans, in no order.
CREATE OR REPLACE FUNCTION tickets.waiting_tickets(p_dataset text, p_filters jsonb)
RETURNS SETOF tickets.ticket_spans
LANGUAGE sql STABLE AS $$
    SELECT t.*, NULL::timestamptz AS ended_at
    FROM tickets.filtered_tickets(p_dataset, p_filters) AS t
    WHERE t.lifecycle = 'waiting'
$$;
COMMENT ON FUNCTION tickets.waiting_tickets(text, jsonb) IS
'The waiting tickets that pass a report''s filters.';
