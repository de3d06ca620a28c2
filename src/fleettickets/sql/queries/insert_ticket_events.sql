-- Tell what each version of the batch did to its ticket's state. What has no time of its own
-- happened when the source touched the row, never after the file (docs/feed.md#events).
-- params: dataset. returns: nothing.
INSERT INTO tickets.ticket_events (
    dataset, ticket_id, change_key, change_line, kind, occurred_at,
    from_status, from_raw_status, from_team, from_owner,
    to_status, to_raw_status, to_team, to_owner, closed_at
)
SELECT
    %(dataset)s AS dataset,
    c.ticket_id,
    f.change_key,
    (c.change_no & 4294967295)::integer AS change_line,
    e.kind,
    e.occurred_at,
    c.from_status,
    c.from_raw_status,
    c.from_team,
    c.from_owner,
    c.to_status,
    c.to_raw_status,
    c.to_team,
    c.to_owner,
    c.closed_at
FROM folded_changes AS c
INNER JOIN staged_files AS f ON f.file_no = (c.change_no >> 32)::integer
CROSS JOIN LATERAL (SELECT least(c.updated_at, f.key_at) AS updated_at) AS u
CROSS JOIN
    LATERAL (
        VALUES
        ('opened', c.is_first, coalesce(c.opened_at, u.updated_at)),
        (
            'status',
            NOT c.is_first
            AND (c.from_status, c.from_raw_status) IS DISTINCT FROM (c.to_status, c.to_raw_status),
            u.updated_at
        ),
        (
            'assignment',
            NOT c.is_first
            AND (c.from_team, c.from_owner) IS DISTINCT FROM (c.to_team, c.to_owner),
            u.updated_at
        ),
        ('closed', c.was_open IS NOT FALSE AND NOT c.is_open, coalesce(c.closed_at, u.updated_at)),
        (
            'correction',
            NOT c.was_open AND NOT c.is_open AND c.from_closed_at IS DISTINCT FROM c.closed_at,
            coalesce(c.closed_at, u.updated_at)
        ),
        ('reopened', NOT c.was_open AND c.is_open, u.updated_at)
    ) AS e (kind, happened, occurred_at)
WHERE c.is_changed AND e.happened
ORDER BY c.ticket_id, c.change_no;
