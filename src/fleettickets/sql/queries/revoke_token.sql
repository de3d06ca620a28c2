-- Revoke a token.
-- params: name. returns: one row, or none if no live token has that name.
UPDATE tickets.api_tokens
SET revoked_at = now()
WHERE name = %(name)s AND revoked_at IS NULL
RETURNING token_id
