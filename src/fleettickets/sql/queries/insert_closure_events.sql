-- Note each closing of a ticket that a version of the batch shows, and whom it is credited to.
-- Reads the ticket's events, so those of the batch must be in.
-- params: dataset. returns: nothing.
WITH closings AS (
    SELECT
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

-- Most tickets never change hands: their only team needs no look at who held them how long.
reassigned AS MATERIALIZED (
    SELECT DISTINCT e.ticket_id
    FROM tickets.ticket_events AS e
    WHERE
        e.dataset = %(dataset)s
        AND e.kind = 'assignment'
        AND e.ticket_id IN (SELECT c.ticket_id FROM closings AS c)
),

credits AS MATERIALIZED (
    SELECT
        c.ticket_id,
        c.change_key,
        c.change_line,
        credit.longest_team,
        credit.reassignments,
        credit.credit_team,
        credit.credit_rule
    FROM reassigned AS r
    INNER JOIN closings AS c ON r.ticket_id = c.ticket_id
    INNER JOIN LATERAL tickets.closure_credit(
        %(dataset)s, c.ticket_id, c.change_key, c.change_line, c.closed_at
    ) AS credit ON TRUE
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
    CASE WHEN r.ticket_id IS NULL THEN c.to_team ELSE r.longest_team END AS longest_team,
    coalesce(r.reassignments, 0) AS reassignments,
    CASE WHEN r.ticket_id IS NULL THEN c.to_team ELSE r.credit_team END AS credit_team,
    CASE
        WHEN r.ticket_id IS NOT NULL THEN r.credit_rule
        WHEN c.to_team IS NULL THEN 'nobody'
        ELSE 'sole_team'
    END AS credit_rule
FROM closings AS c
LEFT JOIN credits AS r
    ON
        c.ticket_id = r.ticket_id
        AND c.change_key = r.change_key
        AND c.change_line = r.change_line
ORDER BY c.ticket_id, c.change_key, c.change_line;
