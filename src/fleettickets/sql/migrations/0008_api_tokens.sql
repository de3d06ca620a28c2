-- Who may ask the HTTP API (docs/api.md#access).

CREATE TABLE tickets.api_tokens (
    token_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
    CONSTRAINT api_tokens_name_check CHECK (name ~ '^[[:alnum:]][[:alnum:] ._@-]{0,63}$'),
    role text NOT NULL
    CONSTRAINT api_tokens_role_check
    CHECK (role IN ('tracker', 'crew', 'viewer', 'dispatcher', 'admin')),
    crew_id bigint
    CONSTRAINT api_tokens_crew_id_check CHECK (crew_id IS NULL OR role IN ('tracker', 'crew')),
    token_hash bytea NOT NULL
    CONSTRAINT api_tokens_token_hash_key UNIQUE
    CONSTRAINT api_tokens_token_hash_check CHECK (length(token_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_on date,
    CONSTRAINT api_tokens_crew_check CHECK (role <> 'crew' OR crew_id IS NOT NULL)
);
COMMENT ON TABLE tickets.api_tokens IS
'Access tokens of the HTTP API. Rows of expired and revoked tokens stay: as long as there is any '
'row, a server answers no request without a token.';
COMMENT ON COLUMN tickets.api_tokens.token_hash IS
'SHA-256 of the token, 32 random bytes, so it needs no salt and cannot be reversed.';
COMMENT ON COLUMN tickets.api_tokens.crew_id IS
'The crew (dispatch.crews) whose day the token shows, or whose position it reports.';
COMMENT ON COLUMN tickets.api_tokens.last_used_on IS 'The UTC day, as reported by the servers.';
-- Used by: fleettickets token revoke. A name is free again once its token is revoked.
CREATE UNIQUE INDEX api_tokens_name_idx ON tickets.api_tokens (name) WHERE revoked_at IS NULL;
