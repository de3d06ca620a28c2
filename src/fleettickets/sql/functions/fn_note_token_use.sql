-- Record the day on which a token was last used; a second call on that day writes nothing.
-- params: p_token_hash. returns: whether the day is new.
CREATE OR REPLACE FUNCTION reporting.fn_note_token_use(p_token_hash bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE tickets.api_tokens AS t
    SET last_used_on = (now() AT TIME ZONE 'UTC')::date
    WHERE t.token_hash = p_token_hash
        AND t.last_used_on IS DISTINCT FROM (now() AT TIME ZONE 'UTC')::date;
    RETURN found;
END
$$;
COMMENT ON FUNCTION reporting.fn_note_token_use(bytea) IS
'Records the day on which a token of the API was last used (docs/api.md#access).';
