-- An instant from the feed's text; never an error.
-- params: p_value, YYYY-MM-DD[( |T)HH:MM[:SS[.ffffff]][offset]], East Africa Time unless an offset
-- is given. returns: NULL if the text is anything else.
CREATE OR REPLACE FUNCTION tickets.eat_ts(p_value text) RETURNS timestamptz
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF p_value !~ (
        '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
        '([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?( ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?)?$'
    ) THEN
        RETURN NULL;
    END IF;
    -- The text has the form of a date; only the length of its month is left to check.
    IF substr(p_value, 9, 2)::integer > date_part(
        'day',
        make_date(substr(p_value, 1, 4)::integer, substr(p_value, 6, 2)::integer, 1)
        + interval '1 month - 1 day'
    ) THEN
        RETURN NULL;
    END IF;
    IF length(p_value) > 10 AND p_value ~ '(Z|[+-][0-9]{2}(:?[0-9]{2})?)$' THEN
        RETURN p_value::timestamptz;
    END IF;
    -- Not Africa/Nairobi, whose clocks stood otherwise before 1960.
    RETURN p_value::timestamp AT TIME ZONE 'Etc/GMT-3';
END
$$;
COMMENT ON FUNCTION tickets.eat_ts(text) IS
'An instant from YYYY-MM-DD[( |T)HH:MM[:SS[.ffffff]][offset]], East Africa Time unless an '
'offset is given; NULL when the text is anything else.';
