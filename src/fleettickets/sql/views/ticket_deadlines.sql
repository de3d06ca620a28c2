-- Each ticket with what its SLA follows from: the one place that says when a ticket is due.
-- There is no clock in it. Every join finds one line at most (sla_policy_place_idx), so that a
-- statement that reads no deadline is planned without the joins.
CREATE OR REPLACE VIEW tickets.ticket_deadlines AS
WITH clocked AS (
    SELECT
        t.*,
        v.is_within,
        CASE WHEN d.is_scheduled THEN t.scheduled_at END AS appointed_at,
        coalesce(t.created_at_service, t.first_seen_at) AS started_at,
        make_interval(mins => coalesce(own.target_minutes, common.target_minutes)) AS target,
        make_interval(
            mins => CASE
                WHEN own.dataset IS NOT NULL THEN own.target_minutes - own.at_risk_minutes
                ELSE common.target_minutes - common.at_risk_minutes
            END
        ) AS warning
    FROM tickets.all_tickets AS t
    LEFT JOIN tickets.datasets AS d ON t.dataset = d.dataset
    -- A ticket without a cluster finds the dataset's own line here already.
    LEFT JOIN tickets.sla_policy AS own
        ON t.dataset = own.dataset AND tickets.name_key(t.cluster) = tickets.name_key(own.cluster)
    LEFT JOIN tickets.sla_policy AS common
        ON t.dataset = common.dataset AND tickets.name_key(common.cluster) = ''
    LEFT JOIN tickets.sla_verdicts AS v ON tickets.verdict_word(t.sla_status) = v.sla_status
)

SELECT
    c.*,
    coalesce(c.appointed_at, c.started_at + c.target) AS due_at,
    coalesce(c.appointed_at, c.started_at + c.target) - c.warning AS at_risk_at
FROM clocked AS c;
COMMENT ON VIEW tickets.ticket_deadlines IS
'Each ticket with what its SLA follows from: started_at, due_at, at_risk_at (no clock in them), '
'and is_within, the source''s own verdict, which counts once it is closed.';
