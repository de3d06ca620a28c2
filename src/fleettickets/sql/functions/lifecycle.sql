-- The rule for the life of a ticket; every count of open, waiting and closed tickets rests on it.
-- The source's flag decides whether a ticket is open, whatever its status says; only a closing time
-- together with a closed status or bucket closes a ticket in spite of the flag. Without the flag,
-- any sign of a closing closes it, and without such a sign it waits. A single expression without
-- settings, so that the planner inlines it into the calling statement.
-- params: p_is_actionable, p_closed_at, p_bucket, p_meaning (what status_meaning says of its
-- status).
-- returns: actionable, waiting or closed.
CREATE OR REPLACE FUNCTION tickets.lifecycle(
    p_is_actionable boolean, p_closed_at timestamptz, p_bucket text, p_meaning text
)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_is_actionable
            AND (
                p_closed_at IS NULL
                OR (
                    p_meaning IS DISTINCT FROM 'closed'
                    AND tickets.name_key(p_bucket) <> 'closed'
                )
            )
            THEN 'actionable'
        WHEN p_closed_at IS NOT NULL
            OR p_meaning = 'closed'
            OR tickets.name_key(p_bucket) = 'closed'
            THEN 'closed'
        ELSE 'waiting'
    END
$$;
COMMENT ON FUNCTION tickets.lifecycle(boolean, timestamptz, text, text) IS
'actionable, waiting or closed (docs/feed.md#lifecycle).';
