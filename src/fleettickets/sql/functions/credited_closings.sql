-- The closings of a window with whom each is credited to, whether it was in time, and when a
-- reopening undid it: what every report about closings counts.
-- One statement without settings of its own, so that the planner inlines it into the calling one.
-- params: p_dataset; p_from (inclusive), p_to (exclusive) as report_window gives them.
-- returns: a row for each closing, in no order. is_within: the source's verdict, else whether it
-- was closed before it was due; NULL if neither is known. reopened_at: the first reopening after
-- it.
CREATE OR REPLACE FUNCTION tickets.credited_closings(
    p_dataset text, p_from timestamptz, p_to timestamptz
)
RETURNS TABLE (
    ticket_id text,
    closed_at timestamptz,
    cluster text,
    assigned_team text,
    credit_team text,
    credit_owner text,
    mttr integer,
    is_within boolean,
    reopened_at timestamptz
)
LANGUAGE sql STABLE AS $$
    SELECT
        c.ticket_id,
        c.closed_at,
        c.cluster,
        c.assigned_team,
        c.credit_team,
        c.credit_owner,
        c.mttr,
        nullif(
            tickets.ticket_sla_state(NULL, FALSE, NULL, late.due_at, c.closed_at, v.is_within),
            'unknown'
        ) = 'on_track' AS is_within,
        CASE WHEN r.ticket_id IS NOT NULL THEN (
            SELECT e.occurred_at FROM tickets.ticket_events AS e
            WHERE e.dataset = p_dataset
                AND e.kind = 'reopened'
                AND e.ticket_id = c.ticket_id
                AND (e.change_key, e.change_line) > (c.change_key, c.change_line)
            ORDER BY e.change_key, e.change_line
            LIMIT 1
        ) END AS reopened_at
    FROM tickets.closure_events AS c
    LEFT JOIN tickets.sla_verdicts AS v ON v.sla_status = tickets.verdict_word(c.sla_status)
    LEFT JOIN LATERAL (
        -- If the source gives no verdict, the ticket's due time decides.
        SELECT t.due_at FROM tickets.ticket_deadlines AS t
        WHERE v.is_within IS NULL AND t.dataset = p_dataset AND t.ticket_id = c.ticket_id
        OFFSET 0
    ) AS late ON TRUE
    -- Few tickets were ever reopened, so only their closings look for a reopening.
    LEFT JOIN (
        SELECT DISTINCT e.ticket_id FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset AND e.kind = 'reopened'
    ) AS r ON r.ticket_id = c.ticket_id
    WHERE c.dataset = p_dataset AND c.closed_at >= p_from AND c.closed_at < p_to
$$;
COMMENT ON FUNCTION tickets.credited_closings(text, timestamptz, timestamptz) IS
'The closings of a window: credited to whom, in time or not, and when a reopening undid them.';
