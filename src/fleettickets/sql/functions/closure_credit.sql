-- Which team and which owner are credited with a closing, from the ticket's events up to it
-- (docs/decisions.md). A turn begins at its version's update, but never before the previous turn:
-- otherwise a version with an older update would count another one's hours. The rule is the same
-- for both; the part says whose turns they are.
-- params: p_dataset, p_ticket_id, p_change_key, p_change_line (the closing's version), p_closed_at.
-- returns: longest_team, reassignments (of teams), credit_team, credit_rule, credit_owner,
-- owner_credit_rule.
CREATE OR REPLACE FUNCTION tickets.closure_credit(
    p_dataset text, p_ticket_id text, p_change_key text, p_change_line integer,
    p_closed_at timestamptz
)
RETURNS TABLE (
    longest_team text,
    reassignments integer,
    credit_team text,
    credit_rule text,
    credit_owner text,
    owner_credit_rule text
)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- Events of every kind, so that the planner prefers the key to a partial index.
    -- Called with columns in "C", the parameters take it over; the key has dataset in the default.
    WITH events AS MATERIALIZED (
        SELECT
            e.change_key,
            e.change_line,
            e.kind,
            e.to_team AS team,
            e.to_owner AS owner,
            least(e.occurred_at, p_closed_at) AS since
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset COLLATE "default"
            AND e.ticket_id = p_ticket_id
            AND (e.change_key, e.change_line) <= (p_change_key, p_change_line)
    ),

    assigned AS (
        SELECT DISTINCT ON (e.change_key, e.change_line)
            e.change_key, e.change_line, e.team, e.owner, e.since
        FROM events AS e
        WHERE e.kind IN ('opened', 'assignment', 'reopened')
            AND (e.change_key, e.change_line) >= (
                SELECT began.change_key, began.change_line
                FROM events AS began
                WHERE began.kind IN ('opened', 'reopened')
                ORDER BY began.change_key DESC, began.change_line DESC
                LIMIT 1
            )
        ORDER BY e.change_key, e.change_line
    ),

    turns AS (
        SELECT
            p.part,
            p.holder,
            a.change_key,
            a.change_line,
            max(a.since) OVER (
                PARTITION BY p.part ORDER BY a.change_key, a.change_line
            ) AS since
        FROM assigned AS a
        CROSS JOIN LATERAL (VALUES ('team', a.team), ('owner', a.owner)) AS p (part, holder)
    ),

    held AS (
        SELECT
            t.part,
            t.holder,
            t.change_key,
            t.change_line,
            lead(t.since, 1, p_closed_at) OVER (
                PARTITION BY t.part ORDER BY t.change_key, t.change_line
            ) - t.since AS duration
        FROM turns AS t
    ),

    named AS (
        SELECT
            h.part,
            h.holder,
            h.duration,
            row_number() OVER in_order AS position,
            lag(h.holder) OVER in_order <> h.holder AS is_reassigned
        FROM held AS h
        WHERE h.holder IS NOT NULL
        WINDOW in_order AS (PARTITION BY h.part ORDER BY h.change_key, h.change_line)
    ),

    ranked AS (
        SELECT
            n.part,
            n.holder,
            sum(n.duration) AS duration,
            max(n.position) AS position,
            count(*) FILTER (WHERE n.is_reassigned) AS reassignments
        FROM named AS n
        GROUP BY n.part, n.holder
    ),

    summed AS (
        SELECT
            r.part,
            (array_agg(r.holder ORDER BY r.duration DESC, r.position DESC))[1] AS longest,
            (array_agg(r.holder ORDER BY r.position DESC))[1] AS last,
            max(r.duration) AS duration,
            count(*) AS holders,
            sum(r.reassignments)::integer AS reassignments
        FROM ranked AS r
        GROUP BY r.part
    ),

    credits AS (
        SELECT
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

    -- One row, even if nobody ever had the ticket.
    SELECT
        max(k.longest) FILTER (WHERE k.part = 'team') AS longest_team,
        coalesce(max(k.reassignments) FILTER (WHERE k.part = 'team'), 0) AS reassignments,
        max(k.credited) FILTER (WHERE k.part = 'team') AS credit_team,
        coalesce(max(k.rule) FILTER (WHERE k.part = 'team'), 'nobody') AS credit_rule,
        max(k.credited) FILTER (WHERE k.part = 'owner') AS credit_owner,
        coalesce(max(k.rule) FILTER (WHERE k.part = 'owner'), 'nobody') AS owner_credit_rule
    FROM credits AS k
$$;
COMMENT ON FUNCTION tickets.closure_credit(text, text, text, integer, timestamptz) IS
'The team and the owner credited with a closing, from the ticket''s events up to it; ties go to '
'the later one.';
