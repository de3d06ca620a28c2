-- The tickets that shown_tickets shows as closed for the same question, within a box.
-- One statement without settings of its own, so that the planner inlines it into the calling one.
-- params: as shown_tickets; p_box (SRID 4326); p_ticket_ids: all that are in or near it if they are
-- few, else NULL.
-- returns: rows of ticket_spans.
CREATE OR REPLACE FUNCTION tickets.closed_in_box(
    p_dataset text,
    p_from timestamptz,
    p_to timestamptz,
    p_filters jsonb,
    p_box geometry,
    p_ticket_ids text[]
)
RETURNS SETOF tickets.ticket_spans
LANGUAGE sql STABLE AS $$
    SELECT t.*
    FROM tickets.shown_tickets(p_dataset, '{closed}', p_from, p_to, p_filters) AS t
    WHERE t.geom OPERATOR(public.&&) p_box
        -- The collation of the key; a function's result has the default one.
        AND (p_ticket_ids IS NULL OR t.ticket_id COLLATE "C" = ANY (p_ticket_ids))
$$;
COMMENT ON FUNCTION tickets.closed_in_box(
    text, timestamptz, timestamptz, jsonb, geometry, text[]
) IS 'The tickets that shown_tickets shows as closed for the same question, within a box.';
