-- How often the tickets that pass the filters were opened, closed and reopened in a window.
-- One statement without settings of its own, so that the planner inlines it into the calling one.
-- params: p_dataset; p_from (inclusive), p_to (exclusive) as report_window gives them; p_filters as
-- read_filters returns them.
-- returns: one row: created, closings, reopened; reopened_tickets, the reopened ids, each once.
CREATE OR REPLACE FUNCTION tickets.window_flows(
    p_dataset text, p_from timestamptz, p_to timestamptz, p_filters jsonb
)
RETURNS TABLE (created bigint, closings bigint, reopened bigint, reopened_tickets text[])
LANGUAGE sql STABLE AS $$
    SELECT
        count(*) FILTER (WHERE f.kind = 'opened'),
        count(*) FILTER (WHERE f.kind = 'closed'),
        count(*) FILTER (WHERE f.kind = 'reopened'),
        coalesce(
            array_agg(DISTINCT f.ticket_id ORDER BY f.ticket_id)
            FILTER (WHERE f.kind = 'reopened'),
            '{}'
        )
    FROM tickets.ticket_flows(p_dataset, nullif(p_from, '-infinity')) AS f
    WHERE f.effective_at < p_to
        AND (
            jsonb_strip_nulls(p_filters) = '{}'
            OR EXISTS (
                SELECT FROM tickets.filtered_tickets(p_dataset, p_filters) AS t
                WHERE t.ticket_id = f.ticket_id
            )
        )
$$;
COMMENT ON FUNCTION tickets.window_flows(text, timestamptz, timestamptz, jsonb) IS
'Openings, closings and reopenings of a window.';
