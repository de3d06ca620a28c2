-- The SLA state of a ticket. That of an open or waiting one follows from the clock, a closed one's
-- from the source's verdict or, without a verdict, from whether it was closed in time. A single
-- expression without settings, so that the planner inlines it into the calling statement.
-- params: p_as_of: the clock; p_is_running: whether the ticket is open or waits; the rest as
-- ticket_spans.
-- returns: on_track, at_risk (never if closed), breached or unknown.
CREATE OR REPLACE FUNCTION tickets.ticket_sla_state(
    p_as_of timestamptz,
    p_is_running boolean,
    p_at_risk_at timestamptz,
    p_due_at timestamptz,
    p_ended_at timestamptz,
    p_is_within boolean
)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_is_running THEN tickets.sla_state(p_as_of, p_at_risk_at, p_due_at)
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
