-- Decimal degrees from the feed's text; never an error.
-- params: p_value, p_limit. returns: NULL if the text is no number from -p_limit to p_limit.
CREATE OR REPLACE FUNCTION tickets.to_degrees(p_value text, p_limit double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_value ~ '^[+-]?[0-9]{1,3}(\.[0-9]{1,20})?$' AND abs(p_value::double precision) <= p_limit
            THEN p_value::double precision
    END
$$;
COMMENT ON FUNCTION tickets.to_degrees(text, double precision) IS
'Decimal degrees between -p_limit and p_limit; NULL when the text is anything else.';
