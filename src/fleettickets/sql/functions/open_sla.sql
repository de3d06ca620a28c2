-- The open tickets, aged against an instant: p_as_of moves the clock, not the content. It runs with
-- its owner's rights, so that a role may be granted the views on it and no table.
-- params: p_dataset (NULL: every dataset), p_as_of (NULL: the content's own time).
-- returns: a row for each open ticket.
CREATE OR REPLACE FUNCTION tickets.open_sla(
    p_dataset text DEFAULT NULL, p_as_of timestamptz DEFAULT NULL
)
RETURNS TABLE (
    dataset text,
    ticket_id text,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    started_at timestamptz,
    scheduled_at timestamptz,
    due_at timestamptz,
    at_risk_at timestamptz,
    as_of timestamptz,
    age_minutes integer,
    sla_state text,
    geo_source text,
    geom geometry,
    hours_open numeric,
    geog geography
)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 5000
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        t.dataset,
        t.ticket_id,
        t.normalized_status,
        t.raw_status,
        t.bucket,
        t.is_actionable,
        t.cluster,
        t.region,
        t.location_name,
        t.assigned_team,
        t.owner,
        t.started_at,
        t.scheduled_at,
        t.due_at,
        t.at_risk_at,
        c.as_of,
        tickets.age_minutes(c.as_of, t.started_at),
        tickets.sla_state(c.as_of, t.at_risk_at, t.due_at),
        t.geo_source,
        t.geom,
        tickets.hours_open(c.as_of, t.started_at),
        t.geog
    FROM reporting.freshness AS f
    CROSS JOIN LATERAL (
        SELECT coalesce(p_as_of, f.content_as_of, f.wall_clock_at) AS as_of
    ) AS c
    INNER JOIN tickets.ticket_deadlines AS t ON t.dataset = f.dataset
    WHERE t.is_open AND (p_dataset IS NULL OR f.dataset = p_dataset)
        AND (p_dataset IS NULL OR t.dataset = p_dataset)
$$;
COMMENT ON FUNCTION tickets.open_sla(text, timestamptz) IS
'Open tickets of a dataset (NULL: of all), aged against p_as_of (NULL: the content''s own time). '
'p_as_of moves the clock, not the content.';
