-- The instant that a change file's key names.
-- params: p_change_key. returns: NULL for any other text.
CREATE OR REPLACE FUNCTION tickets.key_at(p_change_key text) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_timestamp(
        substring(p_change_key FROM '\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d') || ' +03',
        'YYYY-MM-DD"T"HH24-MI-SS TZH'
    )
$$;
COMMENT ON FUNCTION tickets.key_at(text) IS 'The instant that a change file''s key names.';
