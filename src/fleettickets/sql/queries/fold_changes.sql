-- Compare each staged version that changed something with the one before it: in the batch, else the
-- ticket's current row, or, for a rewound ticket, its state before from_key. A version that repeats
-- the content before it changes nothing and is left out: its own file's time, to which times ahead
-- of it are cut, must not count (ARCHITECTURE.md#convergence). Reads the tickets, writes only the
-- stage.
-- params: dataset, from_key (NULL if no ticket is rewound). returns: nothing.
WITH bases AS (
    SELECT
        t.ticket_id,
        t.content_hash,
        t.normalized_status,
        t.raw_status,
        t.lifecycle,
        t.assigned_team,
        t.owner,
        t.closed_at
    FROM {table} AS t
    WHERE
        t.change_key <> '' -- see forget_origins.sql
        AND t.ticket_id IN (
            SELECT s.ticket_id FROM staged_changes AS s
            -- NOT IN would compare each row with all others once their hash exceeds work_mem.
            WHERE NOT EXISTS (
                SELECT FROM staged_rewinds AS r
                WHERE r.ticket_id = s.ticket_id
            )
        )
    UNION ALL
    SELECT
        r.ticket_id,
        -- If a later file wrote the row, the content before is unknown, and NULL equals no content.
        CASE WHEN t.change_key < %(from_key)s THEN t.content_hash END AS content_hash,
        e.to_status,
        e.to_raw_status,
        e.to_lifecycle,
        e.to_team,
        e.to_owner,
        e.closed_at
    FROM staged_rewinds AS r
    INNER JOIN {table} AS t ON r.ticket_id = t.ticket_id
    CROSS JOIN LATERAL (
        SELECT
            before.to_status,
            before.to_raw_status,
            before.to_lifecycle,
            before.to_team,
            before.to_owner,
            before.closed_at
        FROM tickets.ticket_events AS before
        WHERE
            before.dataset = %(dataset)s
            AND before.ticket_id = r.ticket_id
            AND before.change_key < %(from_key)s
        ORDER BY before.change_key DESC, before.change_line DESC
        LIMIT 1
    ) AS e
),

versions AS (
    SELECT
        s.change_no,
        s.ticket_id,
        s.content_hash,
        s.normalized_status,
        s.raw_status,
        s.assigned_team,
        s.owner,
        CASE WHEN s.closed_at > f.key_at THEN f.key_at ELSE s.closed_at END AS closed_at,
        CASE WHEN s.opened_at > f.key_at THEN f.key_at ELSE s.opened_at END AS opened_at,
        s.updated_at,
        s.cluster,
        s.mttr,
        s.sla_status,
        coalesce(
            s.lifecycle, tickets.lifecycle(s.is_actionable, s.closed_at, s.bucket, m.meaning)
        ) AS lifecycle
    FROM staged_changes AS s
    INNER JOIN staged_files AS f ON f.file_no = (s.change_no >> 32)::integer
    LEFT JOIN staged_statuses AS m
        ON m.spelling = coalesce(s.normalized_status, s.raw_status)
    UNION ALL
    SELECT
        -1 AS change_no,
        b.ticket_id,
        b.content_hash,
        b.normalized_status,
        b.raw_status,
        b.assigned_team,
        b.owner,
        b.closed_at,
        NULL AS opened_at,
        NULL AS updated_at,
        NULL AS cluster,
        NULL AS mttr,
        NULL AS sla_status,
        b.lifecycle
    FROM bases AS b
),

sorted AS (
    SELECT
        v.*,
        lag(v.content_hash) OVER (
            PARTITION BY v.ticket_id ORDER BY v.change_no
        ) AS from_content_hash
    FROM versions AS v
),

compared AS (
    SELECT
        v.change_no,
        v.ticket_id,
        v.opened_at,
        v.updated_at,
        v.cluster,
        v.mttr,
        v.sla_status,
        v.closed_at,
        v.lifecycle AS to_lifecycle,
        v.normalized_status AS to_status,
        v.raw_status AS to_raw_status,
        v.assigned_team AS to_team,
        v.owner AS to_owner,
        lag(v.change_no) OVER by_ticket IS NULL AS is_first,
        lead(v.change_no) OVER by_ticket IS NULL AS is_newest,
        lag(v.lifecycle) OVER by_ticket AS from_lifecycle,
        lag(v.closed_at) OVER by_ticket AS from_closed_at,
        lag(v.normalized_status) OVER by_ticket AS from_status,
        lag(v.raw_status) OVER by_ticket AS from_raw_status,
        lag(v.assigned_team) OVER by_ticket AS from_team,
        lag(v.owner) OVER by_ticket AS from_owner
    FROM sorted AS v
    WHERE v.change_no < 0 OR v.content_hash IS DISTINCT FROM v.from_content_hash
    WINDOW by_ticket AS (PARTITION BY v.ticket_id ORDER BY v.change_no)
)

INSERT INTO folded_changes (
    change_no, ticket_id, is_first, is_newest, from_lifecycle, to_lifecycle, opened_at,
    updated_at, cluster, mttr, mttr_minutes, sla_status, from_closed_at, from_status,
    from_raw_status, from_team, from_owner, closed_at, to_status, to_raw_status, to_team, to_owner
)
SELECT
    c.change_no,
    c.ticket_id,
    c.is_first,
    c.is_newest,
    c.from_lifecycle,
    c.to_lifecycle,
    c.opened_at,
    c.updated_at,
    c.cluster,
    c.mttr,
    -- The rule of tickets.to_minutes: the parser has checked the text.
    round(
        c.mttr
        * (
            SELECT d.minutes_per_mttr FROM tickets.datasets AS d
            WHERE d.dataset = %(dataset)s
        )
    )::integer AS mttr_minutes,
    c.sla_status,
    c.from_closed_at,
    c.from_status,
    c.from_raw_status,
    c.from_team,
    c.from_owner,
    c.closed_at,
    c.to_status,
    c.to_raw_status,
    c.to_team,
    c.to_owner
FROM compared AS c
WHERE c.change_no >= 0;
