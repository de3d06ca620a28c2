-- The tickets that shown_tickets shows as closed for the same question, within a box.
-- One statement without settings of its own, so that the planner puts it into the calling one.
-- params: as shown_tickets; p_box (SRID 4326); p_ticket_ids: all that are in or near it, where they
-- are known to be few, else NULL.
-- returns: as below.
CREATE OR REPLACE FUNCTION tickets.closed_in_box(
    p_dataset text,
    p_as_of timestamptz,
    p_from timestamptz,
    p_to timestamptz,
    p_cluster text,
    p_status text,
    p_team text,
    p_owner text,
    p_box geometry,
    p_ticket_ids text[]
)
RETURNS TABLE (
    ticket_id text,
    normalized_status text,
    cluster text,
    ended_at timestamptz,
    sla_state text,
    geom geometry,
    longitude double precision,
    latitude double precision
)
LANGUAGE sql STABLE AS $$
    SELECT
        t.ticket_id,
        t.normalized_status,
        t.cluster,
        t.ended_at,
        t.sla_state,
        t.geom,
        t.longitude,
        t.latitude
    FROM tickets.shown_tickets(
        p_dataset, 'closed', p_as_of, p_from, p_to, p_cluster, p_status, p_team, p_owner
    ) AS t
    WHERE t.geom OPERATOR(public.&&) p_box
        -- As the key is collated; what a function returns is not.
        AND (p_ticket_ids IS NULL OR t.ticket_id COLLATE "C" = ANY (p_ticket_ids))
$$;
COMMENT ON FUNCTION tickets.closed_in_box(
    text, timestamptz, timestamptz, timestamptz, text, text, text, text, geometry, text[]
) IS 'The tickets that shown_tickets shows as closed for the same question, within a box.';
