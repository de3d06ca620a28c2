-- The tickets that pass a report's filters, with their deadlines (ticket_deadlines). Nothing else
-- compares tickets with filters.
-- One statement without settings of its own, so that the planner inlines it into the calling one.
-- The filters are then constants, and the planner removes those that are not set.
-- params: p_dataset (NULL: every dataset); p_filters as read_filters returns them.
-- returns: rows of ticket_deadlines.
CREATE OR REPLACE FUNCTION tickets.filtered_tickets(p_dataset text, p_filters jsonb)
RETURNS SETOF tickets.ticket_deadlines
LANGUAGE sql STABLE AS $$
    SELECT t.*
    FROM tickets.ticket_deadlines AS t
    WHERE (p_dataset IS NULL OR t.dataset = p_dataset)
        AND tickets.is_wanted(p_filters ->> 'cluster', t.cluster)
        AND tickets.is_wanted(p_filters ->> 'status', t.normalized_status)
        AND tickets.is_wanted(p_filters ->> 'team', t.assigned_team)
        AND tickets.is_wanted(p_filters ->> 'owner', t.owner)
$$;
COMMENT ON FUNCTION tickets.filtered_tickets(text, jsonb) IS
'The tickets that pass a report''s filters, with their deadlines.';
