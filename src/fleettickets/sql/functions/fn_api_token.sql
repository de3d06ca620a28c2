-- Find the holder of an API token by the token's hash. No hash is ever returned.
-- params: p_token_hash (SHA-256 of the token).
-- returns: {name, role, crew_id, expires_at}; NULL for one that is unknown, revoked or expired.
CREATE OR REPLACE FUNCTION reporting.fn_api_token(p_token_hash bytea)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET jit = 'off'
SET timezone = 'UTC'
AS $$
BEGIN
    RETURN (
        SELECT jsonb_build_object(
                'name', t.name, 'role', t.role, 'crew_id', t.crew_id, 'expires_at', t.expires_at
            )
        FROM tickets.api_tokens AS t
        WHERE t.token_hash = p_token_hash
            AND t.revoked_at IS NULL AND coalesce(t.expires_at > now(), TRUE)
    );
END
$$;
COMMENT ON FUNCTION reporting.fn_api_token(bytea) IS
'Who holds a live token of the API, given its hash (docs/api.md#access).';
