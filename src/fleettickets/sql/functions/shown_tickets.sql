-- The tickets that a dashboard shows: the open ones, the waiting ones, and those that were closed
-- in the window and have not been reopened. One statement without settings of its own, so that the
-- planner inlines it into the calling one. A part that p_states excludes gets the dataset '', so
-- that the planner removes it.
-- params: p_dataset; p_states (of open, waiting and closed); p_from (inclusive), p_to (exclusive)
-- as report_window gives them; p_filters as read_filters returns them.
-- returns: rows of ticket_spans, in no order.
CREATE OR REPLACE FUNCTION tickets.shown_tickets(
    p_dataset text, p_states text[], p_from timestamptz, p_to timestamptz, p_filters jsonb
)
RETURNS SETOF tickets.ticket_spans
LANGUAGE sql STABLE AS $$
    SELECT t.*, NULL::timestamptz AS ended_at
    FROM tickets.filtered_tickets(
        CASE WHEN 'open' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
    WHERE t.is_open
    UNION ALL
    SELECT t.*
    FROM tickets.waiting_tickets(
        CASE WHEN 'waiting' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
    UNION ALL
    SELECT t.*, t.closed_at AS ended_at
    FROM tickets.filtered_tickets(
        CASE WHEN 'closed' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
    WHERE t.lifecycle = 'closed' AND t.closed_at >= p_from AND t.closed_at < p_to
    UNION ALL
    -- Closed by its status or bucket, without a closing time: dated by its last closing event.
    SELECT t.*, c.closed_at AS ended_at
    FROM tickets.closure_events AS c
    INNER JOIN tickets.filtered_tickets(
        CASE WHEN 'closed' = ANY (p_states) THEN p_dataset ELSE '' END, p_filters
    ) AS t
        ON t.ticket_id = c.ticket_id AND t.lifecycle = 'closed' AND t.closed_at IS NULL
    WHERE c.dataset = p_dataset
        AND c.closed_at >= p_from AND c.closed_at < p_to
        AND NOT EXISTS (
            SELECT FROM tickets.closure_events AS later
            WHERE later.dataset = p_dataset
                AND later.ticket_id = c.ticket_id
                AND (later.change_key, later.change_line) > (c.change_key, c.change_line)
        )
$$;
COMMENT ON FUNCTION tickets.shown_tickets(text, text[], timestamptz, timestamptz, jsonb) IS
'The open tickets, the waiting ones, and those closed in the window.';
