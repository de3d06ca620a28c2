-- The two schemas, PostGIS, and the derivations of typed values from the feed's text.
-- A derivation never raises: text that does not parse is NULL.

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE SCHEMA IF NOT EXISTS tickets; -- the migrator keeps its own table there
COMMENT ON SCHEMA tickets IS 'State and history of tickets; written by the import.';

CREATE SCHEMA reporting;
COMMENT ON SCHEMA reporting IS 'What readers call.';

CREATE FUNCTION tickets.eat_ts(p_value text) RETURNS timestamptz
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

CREATE FUNCTION tickets.to_flag(p_value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN lower(p_value) IN ('true', 't', '1', 'yes') THEN TRUE
        WHEN lower(p_value) IN ('false', 'f', '0', 'no') THEN FALSE
    END
$$;
COMMENT ON FUNCTION tickets.to_flag(text) IS
'true/false, t/f, 1/0, yes/no in any case; NULL when the text is anything else.';

CREATE FUNCTION tickets.to_minutes(p_value text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN p_value ~ '^[0-9]{1,8}(\.[0-9]{1,9})?$' THEN round(p_value::numeric)::integer END
$$;
COMMENT ON FUNCTION tickets.to_minutes(text) IS
'Whole minutes, rounded half up; NULL when the text is not a number of at most 8 digits.';

CREATE FUNCTION tickets.to_degrees(p_value text, p_limit double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_value ~ '^[+-]?[0-9]{1,3}(\.[0-9]{1,20})?$' AND abs(p_value::double precision) <= p_limit
            THEN p_value::double precision
    END
$$;
COMMENT ON FUNCTION tickets.to_degrees(text, double precision) IS
'Decimal degrees between -p_limit and p_limit; NULL when the text is anything else.';

CREATE FUNCTION tickets.is_open(p_status text, p_closed_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT p_closed_at IS NULL
        AND coalesce(lower(p_status) NOT IN ('closed', 'resolved', 'cancelled', 'canceled'), TRUE)
$$;
COMMENT ON FUNCTION tickets.is_open(text, timestamptz) IS
'Whether a ticket with this normalised status and closing time is open.';
