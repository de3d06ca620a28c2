-- The SLA state of an open ticket.
-- params: p_as_of, p_at_risk_at, p_due_at. returns: on_track, at_risk, breached or unknown.
CREATE OR REPLACE FUNCTION tickets.sla_state(
    p_as_of timestamptz, p_at_risk_at timestamptz, p_due_at timestamptz
) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_due_at IS NULL THEN 'unknown'
        WHEN p_as_of > p_due_at THEN 'breached'
        WHEN p_as_of >= p_at_risk_at THEN 'at_risk'
        ELSE 'on_track'
    END
$$;
COMMENT ON FUNCTION tickets.sla_state(timestamptz, timestamptz, timestamptz) IS
'on_track, at_risk, breached (past due_at), or unknown (no due_at).';
