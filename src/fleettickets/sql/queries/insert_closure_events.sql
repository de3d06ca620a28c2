-- Insert the batch's closings of tickets, and the team credited with each. The rule is that of
-- tickets.closure_credit for a single closing, applied here to all of them at once.
-- Reads the tickets' events, so insert those of the batch first.
-- params: dataset. returns: nothing.
WITH closings AS MATERIALIZED (
    SELECT
        c.change_no,
        c.ticket_id,
        f.change_key,
        c.cluster,
        c.to_status,
        c.to_team,
        c.to_owner,
        c.sla_status,
        (c.change_no & 4294967295)::integer AS change_line,
        coalesce(c.closed_at, least(c.updated_at, f.key_at)) AS closed_at,
        round(c.mttr)::integer AS mttr
    FROM folded_changes AS c
    INNER JOIN staged_files AS f ON f.file_no = (c.change_no >> 32)::integer
    WHERE c.is_changed AND c.was_open IS NOT FALSE AND NOT c.is_open
),

-- Most tickets have one team only, so how long each team held them does not matter.
reassigned AS MATERIALIZED (
    SELECT DISTINCT e.ticket_id
    FROM tickets.ticket_events AS e
    WHERE
        e.dataset = %(dataset)s
        AND e.kind = 'assignment'
        AND e.ticket_id IN (SELECT c.ticket_id FROM closings AS c)
),

hands AS (
    SELECT
        c.change_no,
        c.closed_at,
        e.change_key,
        e.change_line,
        e.to_team AS team,
        least(e.occurred_at, c.closed_at) AS since,
        count(*) FILTER (WHERE e.kind <> 'assignment') OVER (
            PARTITION BY c.change_no
            ORDER BY e.change_key DESC, e.change_line DESC
            RANGE UNBOUNDED PRECEDING EXCLUDE GROUP
        ) AS later_beginnings,
        row_number() OVER (
            PARTITION BY c.change_no, e.change_key, e.change_line
        ) AS event_of_version
    FROM reassigned AS r
    INNER JOIN closings AS c ON r.ticket_id = c.ticket_id
    CROSS JOIN LATERAL (
        SELECT
            b.kind,
            b.change_key,
            b.change_line,
            b.to_team,
            b.occurred_at
        FROM tickets.ticket_events AS b
        WHERE
            b.dataset = %(dataset)s
            AND b.ticket_id = c.ticket_id
            AND (b.change_key, b.change_line) <= (c.change_key, c.change_line)
            AND b.kind IN ('opened', 'assignment', 'reopened')
        -- Keeps the planner from beginning with all events of a dataset that its statistics do not
        -- know yet, and comparing each with every closing.
        OFFSET 0
    ) AS e
),

turns AS (
    SELECT
        h.change_no,
        h.closed_at,
        h.team,
        h.change_key,
        h.change_line,
        max(h.since) OVER in_order AS since
    FROM hands AS h
    WHERE h.later_beginnings = 0 AND h.event_of_version = 1
    WINDOW in_order AS (PARTITION BY h.change_no ORDER BY h.change_key, h.change_line)
),

held AS (
    SELECT
        t.change_no,
        t.team,
        t.change_key,
        t.change_line,
        lead(t.since, 1, t.closed_at) OVER in_order - t.since AS duration
    FROM turns AS t
    WINDOW in_order AS (PARTITION BY t.change_no ORDER BY t.change_key, t.change_line)
),

named AS (
    SELECT
        h.change_no,
        h.team,
        h.duration,
        row_number() OVER in_order AS position,
        coalesce(lag(h.team) OVER in_order <> h.team, FALSE) AS is_reassigned
    FROM held AS h
    WHERE h.team IS NOT NULL
    WINDOW in_order AS (PARTITION BY h.change_no ORDER BY h.change_key, h.change_line)
),

ranked AS (
    SELECT
        n.change_no,
        n.team,
        sum(n.duration) AS duration,
        max(n.position) AS position,
        count(*) FILTER (WHERE n.is_reassigned) AS reassignments
    FROM named AS n
    GROUP BY n.change_no, n.team
),

credits AS MATERIALIZED (
    SELECT
        k.change_no,
        count(*) AS teams,
        max(k.duration) AS duration,
        sum(k.reassignments)::integer AS reassignments,
        (array_agg(k.team ORDER BY k.duration DESC, k.position DESC))[1] AS longest_team,
        (array_agg(k.team ORDER BY k.position DESC))[1] AS last_team
    FROM ranked AS k
    GROUP BY k.change_no
)

INSERT INTO tickets.closure_events (
    dataset, ticket_id, change_key, change_line, closed_at, cluster, normalized_status,
    assigned_team, owner, mttr, sla_status, longest_team, reassignments, credit_team, credit_rule
)
SELECT
    %(dataset)s AS dataset,
    c.ticket_id,
    c.change_key,
    c.change_line,
    c.closed_at,
    c.cluster,
    c.to_status,
    c.to_team,
    c.to_owner,
    c.mttr,
    c.sla_status,
    CASE WHEN r.ticket_id IS NULL THEN c.to_team ELSE k.longest_team END AS longest_team,
    coalesce(k.reassignments, 0) AS reassignments,
    CASE
        WHEN r.ticket_id IS NULL THEN c.to_team
        WHEN k.duration > interval '0' THEN k.longest_team
        ELSE k.last_team
    END AS credit_team,
    CASE
        WHEN r.ticket_id IS NULL AND c.to_team IS NULL THEN 'nobody'
        WHEN r.ticket_id IS NULL THEN 'sole_team'
        WHEN k.teams IS NULL THEN 'nobody'
        WHEN k.teams = 1 THEN 'sole_team'
        WHEN k.duration > interval '0' THEN 'held_longest'
        ELSE 'at_closing'
    END AS credit_rule
FROM closings AS c
LEFT JOIN reassigned AS r ON c.ticket_id = r.ticket_id
LEFT JOIN credits AS k ON c.change_no = k.change_no
ORDER BY c.ticket_id, c.change_key, c.change_line;
