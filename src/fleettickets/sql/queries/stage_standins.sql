-- Stage what the database still knows of applied files that cannot be read again: the versions that
-- changed a ticket's state, the values of its closings, and its current row. Versions that changed
-- no state, or nothing at all, are lost (docs/feed.md#reseed).
-- params: dataset, from_key, file_nos (files that could not be read). returns: nothing.
WITH remembered AS (
    -- All events of a version have the same new state, but each kind has its own time.
    SELECT DISTINCT ON (e.ticket_id, e.change_key, e.change_line)
        f.file_no,
        e.ticket_id,
        e.change_line,
        e.to_status,
        e.to_raw_status,
        e.to_team,
        e.to_owner,
        e.to_lifecycle,
        e.closed_at,
        k.cluster,
        k.source_mttr AS mttr,
        k.sla_status,
        max(e.occurred_at) FILTER (WHERE e.kind = 'opened') OVER of_version AS opened_at,
        max(e.occurred_at) FILTER (
            WHERE
            e.kind IN ('status', 'assignment', 'reopened', 'waiting', 'resumed')
            OR e.closed_at IS NULL
        ) OVER of_version AS updated_at
    FROM tickets.ticket_events AS e
    INNER JOIN staged_files AS f ON e.change_key = f.change_key
    LEFT JOIN tickets.closure_events AS k
        ON
            e.dataset = k.dataset
            AND e.ticket_id = k.ticket_id
            AND e.change_key = k.change_key
            AND e.change_line = k.change_line
    WHERE
        e.dataset = %(dataset)s
        AND e.change_key >= %(from_key)s
        AND f.file_no = any(%(file_nos)s)
        AND e.ticket_id IN (SELECT r.ticket_id FROM staged_rewinds AS r)
    WINDOW of_version AS (PARTITION BY e.ticket_id, e.change_key, e.change_line)
    ORDER BY e.ticket_id, e.change_key, e.change_line
),

current_rows AS (
    SELECT
        f.file_no,
        t.ticket_id,
        t.change_line,
        t.content_hash,
        t.normalized_status,
        t.raw_status,
        t.assigned_team,
        t.owner,
        t.lifecycle,
        t.closed_at,
        t.cluster,
        t.sla_status,
        t.source_updated_at,
        -- A text that could be read, as the feed wrote it.
        CASE
            WHEN t.mttr IS NOT NULL THEN replace(t.raw ->> 'mttr', ',', '.')::numeric
        END AS mttr,
        coalesce(t.created_at_service, t.first_seen_at) AS opened_at
    FROM {table} AS t
    INNER JOIN staged_files AS f ON t.change_key = f.change_key
    WHERE
        f.file_no = any(%(file_nos)s)
        AND t.ticket_id IN (SELECT r.ticket_id FROM staged_rewinds AS r)
)

INSERT INTO staged_changes (
    change_no, ticket_id, content_hash, opened_at, closed_at, updated_at, cluster,
    normalized_status, raw_status, assigned_team, owner, mttr, sla_status, lifecycle
)
SELECT
    (coalesce(c.file_no, r.file_no)::bigint << 32) + coalesce(c.change_line, r.change_line)
        AS change_no,
    coalesce(c.ticket_id, r.ticket_id) AS ticket_id,
    coalesce(c.content_hash, md5(r.ticket_id || r.file_no || ':' || r.change_line)::uuid)
        AS content_hash,
    coalesce(c.opened_at, r.opened_at) AS opened_at,
    coalesce(c.closed_at, r.closed_at) AS closed_at,
    coalesce(c.source_updated_at, r.updated_at) AS updated_at,
    coalesce(c.cluster, r.cluster) AS cluster,
    coalesce(c.normalized_status, r.to_status) AS normalized_status,
    coalesce(c.raw_status, r.to_raw_status) AS raw_status,
    coalesce(c.assigned_team, r.to_team) AS assigned_team,
    coalesce(c.owner, r.to_owner) AS owner,
    coalesce(c.mttr, r.mttr) AS mttr,
    coalesce(c.sla_status, r.sla_status) AS sla_status,
    coalesce(c.lifecycle, r.to_lifecycle) AS lifecycle
FROM remembered AS r
FULL JOIN current_rows AS c
    ON r.ticket_id = c.ticket_id AND r.file_no = c.file_no AND r.change_line = c.change_line;
