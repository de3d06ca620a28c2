-- Which team is credited with a closing, from the ticket's events up to it (docs/decisions.md). A
-- team's turn begins at its version's update, but never before the previous turn: otherwise a
-- version with an older update would count another team's hours.
-- params: p_dataset, p_ticket_id, p_change_key, p_change_line (the closing's version), p_closed_at.
-- returns: longest_team, reassignments, credit_team, credit_rule.
CREATE OR REPLACE FUNCTION tickets.closure_credit(
    p_dataset text, p_ticket_id text, p_change_key text, p_change_line integer,
    p_closed_at timestamptz
)
RETURNS TABLE (longest_team text, reassignments integer, credit_team text, credit_rule text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- Events of every kind, so that the planner prefers the key to a partial index.
    -- Called with columns in "C", the parameters take it over; the key has dataset in the default.
    WITH events AS MATERIALIZED (
        SELECT
            e.change_key,
            e.change_line,
            e.kind,
            e.to_team AS team,
            least(e.occurred_at, p_closed_at) AS since
        FROM tickets.ticket_events AS e
        WHERE e.dataset = p_dataset COLLATE "default"
            AND e.ticket_id = p_ticket_id
            AND (e.change_key, e.change_line) <= (p_change_key, p_change_line)
    ),

    assigned AS (
        SELECT DISTINCT ON (e.change_key, e.change_line)
            e.change_key, e.change_line, e.team, e.since
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
            a.team,
            a.change_key,
            a.change_line,
            max(a.since) OVER (ORDER BY a.change_key, a.change_line) AS since
        FROM assigned AS a
    ),

    held AS (
        SELECT
            t.team,
            t.change_key,
            t.change_line,
            lead(t.since, 1, p_closed_at) OVER (ORDER BY t.change_key, t.change_line) - t.since
                AS duration
        FROM turns AS t
    ),

    named AS (
        SELECT
            h.team,
            h.duration,
            row_number() OVER in_order AS position,
            lag(h.team) OVER in_order <> h.team AS is_reassigned
        FROM held AS h
        WHERE h.team IS NOT NULL
        WINDOW in_order AS (ORDER BY h.change_key, h.change_line)
    ),

    ranked AS (
        SELECT n.team, sum(n.duration) AS duration, max(n.position) AS position
        FROM named AS n
        GROUP BY n.team
    ),

    summed AS (
        SELECT
            (array_agg(r.team ORDER BY r.duration DESC, r.position DESC))[1] AS longest_team,
            (array_agg(r.team ORDER BY r.position DESC))[1] AS last_team,
            max(r.duration) AS duration,
            count(*) AS teams
        FROM ranked AS r
    )

    SELECT
        s.longest_team,
        (SELECT count(*) FILTER (WHERE n.is_reassigned)::integer FROM named AS n) AS reassignments,
        CASE WHEN s.duration > interval '0' THEN s.longest_team ELSE s.last_team END AS credit_team,
        CASE
            WHEN s.teams = 0 THEN 'nobody'
            WHEN s.teams = 1 THEN 'sole_team'
            WHEN s.duration > interval '0' THEN 'held_longest'
            ELSE 'at_closing'
        END AS credit_rule
    FROM summed AS s
$$;
COMMENT ON FUNCTION tickets.closure_credit(text, text, text, integer, timestamptz) IS
'The team credited with a closing, from the ticket''s events up to it; ties go to the later team.';
