-- Whole minutes from the feed's text; never an error.
-- params: p_value. returns: NULL if the text is not a number of at most 8 digits.
CREATE OR REPLACE FUNCTION tickets.to_minutes(p_value text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN p_value ~ '^[0-9]{1,8}(\.[0-9]{1,9})?$' THEN round(p_value::numeric)::integer END
$$;
COMMENT ON FUNCTION tickets.to_minutes(text) IS
'Whole minutes, rounded half up; NULL when the text is not a number of at most 8 digits.';
