-- The SLA state of a ticket. An open ticket's follows from the clock, a closed one's from the
-- source's verdict or, without a verdict, from whether it was closed in time.
-- A single expression without settings, so that the planner inlines it into the calling statement.
-- params: p_as_of: the clock; the rest as ticket_spans.
-- returns: on_track, at_risk (only while open), breached or unknown.
CREATE OR REPLACE FUNCTION tickets.ticket_sla_state(
    p_as_of timestamptz,
    p_is_open boolean,
    p_at_risk_at timestamptz,
    p_due_at timestamptz,
    p_ended_at timestamptz,
    p_is_within boolean
)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_is_open THEN tickets.sla_state(p_as_of, p_at_risk_at, p_due_at)
        WHEN p_is_within THEN 'on_track'
        WHEN NOT p_is_within THEN 'breached'
        WHEN p_due_at IS NULL THEN 'unknown'
        WHEN p_ended_at > p_due_at THEN 'breached'
        ELSE 'on_track'
    END
$$;
COMMENT ON FUNCTION tickets.ticket_sla_state(
    timestamptz, boolean, timestamptz, timestamptz, timestamptz, boolean
) IS 'on_track, at_risk, breached or unknown, of an open or a closed ticket.';
