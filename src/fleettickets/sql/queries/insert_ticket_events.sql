-- Insert the changes of state that the versions of the batch caused. An event without a time of its
-- own gets the time at which the source updated the row, but not later than the file's
-- (docs/feed.md#events).
-- Four passes over the stage take a third of the time of rows of VALUES per version.
-- params: dataset. returns: nothing.
WITH changes AS NOT MATERIALIZED (
    SELECT
        c.ticket_id,
        f.change_key,
        c.is_first,
        c.from_lifecycle,
        c.to_lifecycle,
        c.opened_at,
        c.from_closed_at,
        c.from_status,
        c.from_raw_status,
        c.from_team,
        c.from_owner,
        c.closed_at,
        c.to_status,
        c.to_raw_status,
        c.to_team,
        c.to_owner,
        (c.change_no & 4294967295)::integer AS change_line,
        least(c.updated_at, f.key_at) AS updated_at,
        -- At most one of these happens to a version, so they share a pass.
        CASE
            WHEN coalesce(c.from_lifecycle, '') <> 'closed' AND c.to_lifecycle = 'closed'
                THEN 'closed'
            WHEN c.from_lifecycle = 'closed' AND c.to_lifecycle <> 'closed' THEN 'reopened'
            WHEN c.from_lifecycle = 'closed' AND (c.from_closed_at IS DISTINCT FROM c.closed_at)
                THEN 'correction'
            WHEN c.from_lifecycle = 'actionable' AND c.to_lifecycle = 'waiting' THEN 'waiting'
            WHEN c.from_lifecycle = 'waiting' AND c.to_lifecycle = 'actionable' THEN 'resumed'
        END AS turn
    FROM folded_changes AS c
    INNER JOIN staged_files AS f ON f.file_no = (c.change_no >> 32)::integer
),

happened AS NOT MATERIALIZED (
    SELECT 'opened' AS kind, coalesce(c.opened_at, c.updated_at) AS occurred_at, c.*
    FROM changes AS c
    WHERE c.is_first
    UNION ALL
    SELECT 'status' AS kind, c.updated_at AS occurred_at, c.*
    FROM changes AS c
    WHERE
        NOT c.is_first
        AND (c.from_status, c.from_raw_status) IS DISTINCT FROM (c.to_status, c.to_raw_status)
    UNION ALL
    SELECT 'assignment' AS kind, c.updated_at AS occurred_at, c.*
    FROM changes AS c
    WHERE NOT c.is_first AND (c.from_team, c.from_owner) IS DISTINCT FROM (c.to_team, c.to_owner)
    UNION ALL
    SELECT
        c.turn AS kind,
        CASE
            WHEN c.turn IN ('closed', 'correction') THEN coalesce(c.closed_at, c.updated_at)
            ELSE c.updated_at
        END AS occurred_at,
        c.*
    FROM changes AS c
    WHERE c.turn IS NOT NULL
)

INSERT INTO tickets.ticket_events (
    dataset, ticket_id, change_key, change_line, kind, occurred_at,
    from_status, from_raw_status, from_team, from_owner, from_lifecycle,
    to_status, to_raw_status, to_team, to_owner, to_lifecycle, closed_at
)
SELECT
    %(dataset)s AS dataset,
    e.ticket_id,
    e.change_key,
    e.change_line,
    e.kind,
    e.occurred_at,
    e.from_status,
    e.from_raw_status,
    e.from_team,
    e.from_owner,
    e.from_lifecycle,
    e.to_status,
    e.to_raw_status,
    e.to_team,
    e.to_owner,
    e.to_lifecycle,
    e.closed_at
FROM happened AS e;
