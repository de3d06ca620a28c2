-- Add a token.
-- params: name, role, token_hash, days (NULL: it does not expire).
-- returns: expires_at; no row if a live token has that name.
INSERT INTO tickets.api_tokens (name, role, token_hash, expires_at)
VALUES (
    %(name)s, %(role)s, %(token_hash)s, now() + make_interval(days => %(days)s)
)
ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
RETURNING expires_at
