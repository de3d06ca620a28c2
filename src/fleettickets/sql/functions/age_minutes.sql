-- Whole minutes from a start to an instant.
-- params: p_as_of, p_started_at. returns: 0 if the start is later; NULL without a start.
CREATE OR REPLACE FUNCTION tickets.age_minutes(p_as_of timestamptz, p_started_at timestamptz)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_as_of > p_started_at THEN floor(date_part('epoch', p_as_of - p_started_at) / 60)
        WHEN p_as_of <= p_started_at THEN 0
    END::integer
$$;
COMMENT ON FUNCTION tickets.age_minutes(timestamptz, timestamptz) IS
'Whole minutes between the two, 0 if the ticket started later; NULL without a start.';
