-- Whole minutes from the feed's text; never an error.
-- params: p_value; p_factor: the minutes of one unit of the text.
-- returns: rounded half up; NULL if the text is no number of at most 7 digits before the decimals.
CREATE OR REPLACE FUNCTION tickets.to_minutes(p_value text, p_factor integer DEFAULT 1)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_value ~ '^[0-9]{1,7}([.,][0-9]{1,20})?$'
            THEN round(replace(p_value, ',', '.')::numeric * p_factor)::integer
    END
$$;
COMMENT ON FUNCTION tickets.to_minutes(text, integer) IS
'Whole minutes, rounded half up; NULL when the text is not a number of at most 7 digits.';
