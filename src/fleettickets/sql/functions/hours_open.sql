-- How long a ticket has been open, in hours.
-- params: p_until: the clock, or the ticket's end; p_started_at.
-- returns: hours with two decimals, never below 0; NULL without a start.
CREATE OR REPLACE FUNCTION tickets.hours_open(p_until timestamptz, p_started_at timestamptz)
RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_until > p_started_at
            THEN round(extract(EPOCH FROM p_until - p_started_at) / 3600, 2)
        WHEN p_until <= p_started_at THEN 0
    END
$$;
COMMENT ON FUNCTION tickets.hours_open(timestamptz, timestamptz) IS
'Hours between the two instants, with two decimals, never below 0.';
