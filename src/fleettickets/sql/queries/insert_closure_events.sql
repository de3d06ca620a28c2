-- Insert the batch's closings of tickets, and the team and the owner credited with each. The rule
-- is that of tickets.closure_credit for a single closing, applied here to all of them at once.
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
        c.mttr AS source_mttr,
        c.mttr_minutes AS mttr,
        (c.change_no & 4294967295)::integer AS change_line,
        coalesce(c.closed_at, least(c.updated_at, f.key_at)) AS closed_at
    FROM folded_changes AS c
    INNER JOIN staged_files AS f ON f.file_no = (c.change_no >> 32)::integer
    WHERE c.from_lifecycle IS DISTINCT FROM 'closed' AND c.to_lifecycle = 'closed'
),

-- Most tickets have one team and one owner, so how long each held them does not matter.
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
        e.to_owner AS owner,
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
            b.to_owner,
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
        p.part,
        p.holder,
        h.change_key,
        h.change_line,
        max(h.since) OVER in_order AS since
    FROM hands AS h
    CROSS JOIN LATERAL (VALUES ('team', h.team), ('owner', h.owner)) AS p (part, holder)
    WHERE h.later_beginnings = 0 AND h.event_of_version = 1
    WINDOW in_order AS (PARTITION BY h.change_no, p.part ORDER BY h.change_key, h.change_line)
),

held AS (
    SELECT
        t.change_no,
        t.part,
        t.holder,
        t.change_key,
        t.change_line,
        lead(t.since, 1, t.closed_at) OVER in_order - t.since AS duration
    FROM turns AS t
    WINDOW in_order AS (PARTITION BY t.change_no, t.part ORDER BY t.change_key, t.change_line)
),

named AS (
    SELECT
        h.change_no,
        h.part,
        h.holder,
        h.duration,
        row_number() OVER in_order AS position,
        coalesce(lag(h.holder) OVER in_order <> h.holder, FALSE) AS is_reassigned
    FROM held AS h
    WHERE h.holder IS NOT NULL
    WINDOW in_order AS (PARTITION BY h.change_no, h.part ORDER BY h.change_key, h.change_line)
),

ranked AS (
    SELECT
        n.change_no,
        n.part,
        n.holder,
        sum(n.duration) AS duration,
        max(n.position) AS position,
        count(*) FILTER (WHERE n.is_reassigned) AS reassignments
    FROM named AS n
    GROUP BY n.change_no, n.part, n.holder
),

summed AS (
    SELECT
        k.change_no,
        k.part,
        count(*) AS holders,
        max(k.duration) AS duration,
        sum(k.reassignments)::integer AS reassignments,
        (array_agg(k.holder ORDER BY k.duration DESC, k.position DESC))[1] AS longest,
        (array_agg(k.holder ORDER BY k.position DESC))[1] AS last
    FROM ranked AS k
    GROUP BY k.change_no, k.part
),

credits AS MATERIALIZED (
    SELECT
        s.change_no,
        s.part,
        s.longest,
        s.reassignments,
        CASE WHEN s.duration > interval '0' THEN s.longest ELSE s.last END AS credited,
        CASE
            WHEN s.holders = 1 THEN 'sole_' || s.part
            WHEN s.duration > interval '0' THEN 'held_longest'
            ELSE 'at_closing'
        END AS rule
    FROM summed AS s
)

INSERT INTO tickets.closure_events (
    dataset, ticket_id, change_key, change_line, closed_at, cluster, normalized_status,
    assigned_team, owner, mttr, sla_status, longest_team, reassignments, credit_team, credit_rule,
    credit_owner, owner_credit_rule, source_mttr
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
    CASE WHEN r.ticket_id IS NULL THEN c.to_team ELSE k.longest END AS longest_team,
    coalesce(k.reassignments, 0) AS reassignments,
    CASE WHEN r.ticket_id IS NULL THEN c.to_team ELSE k.credited END AS credit_team,
    CASE
        WHEN r.ticket_id IS NULL AND c.to_team IS NOT NULL THEN 'sole_team'
        ELSE coalesce(k.rule, 'nobody')
    END AS credit_rule,
    CASE WHEN r.ticket_id IS NULL THEN c.to_owner ELSE o.credited END AS credit_owner,
    CASE
        WHEN r.ticket_id IS NULL AND c.to_owner IS NOT NULL THEN 'sole_owner'
        ELSE coalesce(o.rule, 'nobody')
    END AS owner_credit_rule,
    c.source_mttr
FROM closings AS c
LEFT JOIN reassigned AS r ON c.ticket_id = r.ticket_id
LEFT JOIN credits AS k ON c.change_no = k.change_no AND k.part = 'team'
LEFT JOIN credits AS o ON c.change_no = o.change_no AND o.part = 'owner'
ORDER BY c.ticket_id, c.change_key, c.change_line;
