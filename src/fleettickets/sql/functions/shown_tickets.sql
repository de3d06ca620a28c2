-- The tickets that fn_dashboard shows for the same question, as rows: the open ones, and those that
-- were closed in the window and still are.
-- One statement without settings of its own, so that the planner puts it into the calling one.
-- params: p_dataset; p_state (open, closed, all); p_as_of, p_from (inclusive), p_to (exclusive), as
-- report_window gives them; p_cluster, p_status, p_team, p_owner as fn_dashboard.
-- returns: as below; ended_at is when a closed ticket was closed, by its status alone too.
CREATE OR REPLACE FUNCTION tickets.shown_tickets(
    p_dataset text,
    p_state text,
    p_as_of timestamptz,
    p_from timestamptz,
    p_to timestamptz,
    p_cluster text,
    p_status text,
    p_team text,
    p_owner text
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
    ended_at timestamptz,
    age_minutes integer,
    sla_state text,
    due_at timestamptz,
    mttr integer,
    geo_source text,
    geom geometry,
    longitude double precision,
    latitude double precision
)
LANGUAGE sql STABLE AS $$
    SELECT
        s.dataset,
        s.ticket_id,
        s.normalized_status,
        s.raw_status,
        s.bucket,
        s.is_actionable,
        s.cluster,
        s.region,
        s.location_name,
        s.assigned_team,
        s.owner,
        s.started_at,
        s.scheduled_at,
        s.ended_at,
        tickets.age_minutes(coalesce(s.ended_at, p_as_of), s.started_at),
        CASE
            WHEN s.is_open THEN tickets.sla_state(p_as_of, s.at_risk_at, s.due_at)
            WHEN s.is_within THEN 'on_track'
            WHEN NOT s.is_within THEN 'breached'
            ELSE tickets.sla_state(s.ended_at, NULL, s.due_at)
        END,
        s.due_at,
        s.mttr,
        s.geo_source,
        s.geom,
        s.longitude,
        s.latitude
    FROM (
        SELECT t.*, NULL::timestamptz AS ended_at
        FROM tickets.ticket_deadlines AS t
        WHERE p_state <> 'closed' AND t.dataset = p_dataset AND t.is_open
        UNION ALL
        SELECT t.*, t.closed_at AS ended_at
        FROM tickets.ticket_deadlines AS t
        WHERE p_state <> 'open' AND t.dataset = p_dataset AND NOT t.is_open
            AND t.closed_at >= p_from AND t.closed_at < p_to
        UNION ALL
        -- Closed by its status alone: the version that showed it dates it.
        SELECT t.*, c.closed_at AS ended_at
        FROM tickets.closure_events AS c
        INNER JOIN tickets.ticket_deadlines AS t
            ON t.ticket_id = c.ticket_id
            AND t.dataset = p_dataset AND NOT t.is_open AND t.closed_at IS NULL
        WHERE p_state <> 'open' AND c.dataset = p_dataset
            AND c.closed_at >= p_from AND c.closed_at < p_to
            AND NOT EXISTS (
                SELECT FROM tickets.closure_events AS later
                WHERE later.dataset = p_dataset
                    AND later.ticket_id = c.ticket_id
                    AND (later.change_key, later.change_line) > (c.change_key, c.change_line)
            )
    ) AS s
    WHERE (p_cluster IS NULL OR s.cluster = p_cluster OR (p_cluster = '' AND s.cluster IS NULL))
        AND (p_status IS NULL OR lower(s.normalized_status) = lower(p_status))
        AND (
            p_team IS NULL OR s.assigned_team = p_team
            OR (p_team = '' AND s.assigned_team IS NULL)
        )
        AND (p_owner IS NULL OR s.owner = p_owner OR (p_owner = '' AND s.owner IS NULL))
$$;
COMMENT ON FUNCTION tickets.shown_tickets(
    text, text, timestamptz, timestamptz, timestamptz, text, text, text, text
) IS 'The tickets that fn_dashboard shows for the same question, as rows.';
