-- How long a ticket has been open, in hours with two decimals.
-- A single expression without settings, so that the planner puts it into the calling statement.
-- params: p_as_of: the clock, or the ticket's end; p_started_at. returns: the hours, never below 0;
-- NULL without a start.
CREATE OR REPLACE FUNCTION tickets.hours_open(p_as_of timestamptz, p_started_at timestamptz)
RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_as_of > p_started_at THEN round(extract(EPOCH FROM p_as_of - p_started_at) / 3600, 2)
        WHEN p_as_of <= p_started_at THEN 0
    END
$$;
COMMENT ON FUNCTION tickets.hours_open(timestamptz, timestamptz) IS
'How long a ticket has been open, in hours with two decimals; NULL without a start.';
