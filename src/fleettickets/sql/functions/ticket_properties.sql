-- A ticket as every report shows it: the properties of its GeoJSON feature.
-- One statement without settings of its own, so that the planner inlines it into the calling one
-- and computes only the columns that are read. A new column of the reports is a line of each list
-- here; fn_export_tickets follows.
-- params: p_ticket; p_as_of: the clock for the age of an open ticket.
-- returns: one row (docs/dashboard-api-contract.md#feature).
CREATE OR REPLACE FUNCTION tickets.ticket_properties(
    p_ticket tickets.ticket_spans, p_as_of timestamptz
)
RETURNS TABLE (
    ticket_id text,
    dataset text,
    normalized_status text,
    raw_status text,
    bucket text,
    is_actionable boolean,
    cluster text,
    region text,
    location_name text,
    assigned_team text,
    owner text,
    lifecycle text,
    created_at timestamptz,
    scheduled_at timestamptz,
    closed_at timestamptz,
    age_minutes integer,
    hours_open numeric,
    sla_state text,
    due_at timestamptz,
    mttr_minutes integer,
    geo_source text,
    geo_precision text
)
LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT
        p_ticket.ticket_id,
        p_ticket.dataset,
        p_ticket.normalized_status,
        p_ticket.raw_status,
        p_ticket.bucket,
        p_ticket.is_actionable,
        p_ticket.cluster,
        p_ticket.region,
        p_ticket.location_name,
        p_ticket.assigned_team,
        p_ticket.owner,
        p_ticket.lifecycle,
        p_ticket.started_at,
        p_ticket.scheduled_at,
        p_ticket.ended_at,
        tickets.age_minutes(coalesce(p_ticket.ended_at, p_as_of), p_ticket.started_at),
        tickets.hours_open(coalesce(p_ticket.ended_at, p_as_of), p_ticket.started_at),
        tickets.ticket_sla_state(
            p_as_of,
            p_ticket.lifecycle <> 'closed',
            p_ticket.at_risk_at,
            p_ticket.due_at,
            p_ticket.ended_at,
            p_ticket.is_within
        ),
        p_ticket.due_at,
        p_ticket.mttr,
        p_ticket.geo_source,
        p_ticket.geo_precision
$$;
COMMENT ON FUNCTION tickets.ticket_properties(tickets.ticket_spans, timestamptz) IS
'A ticket as every report shows it (docs/dashboard-api-contract.md#feature).';
