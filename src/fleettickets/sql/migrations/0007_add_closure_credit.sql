-- Whom a closing is credited to (docs/decisions.md). The credit is a function of the ticket's
-- events up to the closing, so it converges as they do. Whether a reopening took it back follows
-- from the events after it and is read, never stored.

ALTER TABLE tickets.closure_events ADD COLUMN longest_team text;
ALTER TABLE tickets.closure_events ADD COLUMN reassignments integer NOT NULL DEFAULT 0;
ALTER TABLE tickets.closure_events ADD COLUMN credit_team text;
ALTER TABLE tickets.closure_events ADD COLUMN credit_rule text NOT NULL DEFAULT 'nobody'
CONSTRAINT closure_events_credit_rule_check CHECK (
    credit_rule IN ('sole_team', 'held_longest', 'at_closing', 'nobody')
);
COMMENT ON COLUMN tickets.closure_events.longest_team IS
'The team that held the ticket longest since it was last opened or reopened.';
COMMENT ON COLUMN tickets.closure_events.reassignments IS
'How often it went from one team to another in that time.';
COMMENT ON COLUMN tickets.closure_events.credit_team IS 'The team that is credited by credit_rule.';
COMMENT ON COLUMN tickets.closure_events.credit_rule IS
'sole_team: no other held it. held_longest: of several. at_closing: of several, none for any '
'time. nobody: it never had a team.';

CREATE FUNCTION tickets.closure_credit(
    p_dataset text, p_ticket_id text, p_change_key text, p_change_line integer,
    p_closed_at timestamptz
)
RETURNS TABLE (longest_team text, reassignments integer, credit_team text, credit_rule text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    -- All its events, whatever their kind, so that no partial index looks better than the key.
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

    held AS (
        SELECT
            a.team,
            a.change_key,
            a.change_line,
            greatest(
                lead(a.since, 1, p_closed_at) OVER (ORDER BY a.change_key, a.change_line) - a.since,
                interval '0'
            ) AS duration
        FROM assigned AS a
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
'Whom a closing is credited to, from the ticket''s events up to it; ties go to the later holder.';

WITH credits AS (
    SELECT
        e.dataset,
        e.ticket_id,
        e.change_key,
        e.change_line,
        tickets.closure_credit(
            e.dataset, e.ticket_id, e.change_key, e.change_line, e.closed_at
        ) AS credit
    FROM tickets.closure_events AS e
)

UPDATE tickets.closure_events AS c
SET
    longest_team = (n.credit).longest_team,
    reassignments = (n.credit).reassignments,
    credit_team = (n.credit).credit_team,
    credit_rule = (n.credit).credit_rule
FROM credits AS n
WHERE
    c.dataset = n.dataset
    AND c.ticket_id = n.ticket_id
    AND c.change_key = n.change_key
    AND c.change_line = n.change_line;

-- Used by: fn_dashboard, fn_team_closures.
CREATE INDEX closure_events_closed_idx ON tickets.closure_events (dataset, closed_at);
-- Used by: ticket_flows. Corrections are few.
CREATE INDEX ticket_events_correction_idx ON tickets.ticket_events (dataset, occurred_at)
WHERE kind = 'correction';
-- Used by: fn_team_closures, fn_ticket_history. Reopenings are few.
CREATE INDEX ticket_events_reopened_idx
ON tickets.ticket_events (dataset, ticket_id, change_key, change_line)
WHERE kind = 'reopened';
