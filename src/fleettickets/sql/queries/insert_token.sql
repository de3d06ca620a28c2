-- Add a token.
-- params: name, role, crew_id (NULL: none), token_hash, days (NULL: it does not expire).
-- returns: expires_at; no row if a live token has that name.
INSERT INTO tickets.api_tokens (name, role, crew_id, token_hash, expires_at)
VALUES (
    %(name)s, %(role)s, %(crew_id)s::bigint, %(token_hash)s, now() + make_interval(days => %(days)s)
)
ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
RETURNING expires_at
