-- List every token, including revoked and expired ones, newest first, without its hash.
-- params: none.
-- returns: (name, role, created_at, expires_at, revoked_at, last_used_on, is_live).
SELECT
    t.name,
    t.role,
    t.created_at,
    t.expires_at,
    t.revoked_at,
    t.last_used_on,
    t.revoked_at IS NULL AND coalesce(t.expires_at > now(), TRUE) AS is_live
FROM tickets.api_tokens AS t
ORDER BY t.token_id DESC
