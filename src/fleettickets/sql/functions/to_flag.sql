-- A truth value from the feed's text; never an error.
-- params: p_value. returns: NULL if the text is anything else.
CREATE OR REPLACE FUNCTION tickets.to_flag(p_value text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN lower(p_value) IN ('true', 't', '1', '1.0', 'yes', 'y', 'on') THEN TRUE
        WHEN lower(p_value) IN ('false', 'f', '0', '0.0', 'no', 'n', 'off') THEN FALSE
    END
$$;
COMMENT ON FUNCTION tickets.to_flag(text) IS
'true/false, t/f, 1/0, 1.0/0.0, yes/no, y/n, on/off in any case; NULL when the text is anything '
'else.';
