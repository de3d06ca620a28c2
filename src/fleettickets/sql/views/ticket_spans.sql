-- Each ticket of ticket_deadlines with its end.
CREATE OR REPLACE VIEW tickets.ticket_spans AS
SELECT
    t.*,
    CASE
        WHEN t.lifecycle = 'closed' THEN coalesce(
            t.closed_at,
            (
                SELECT e.closed_at FROM tickets.closure_events AS e
                WHERE e.dataset = t.dataset AND e.ticket_id = t.ticket_id
                ORDER BY e.change_key DESC, e.change_line DESC
                LIMIT 1
            )
        )
    END AS ended_at
FROM tickets.ticket_deadlines AS t;
COMMENT ON VIEW tickets.ticket_spans IS
'ticket_deadlines with ended_at: closed_at, or, if its status alone closed the ticket, the time of '
'its last closing.';
