-- Set a dataset's targets, or those of one of its clusters.
-- params: dataset, cluster (NULL: the dataset's own), target_minutes, at_risk_minutes.
-- returns: one row, whether the dataset or cluster has an open ticket now.
WITH written AS (
    INSERT INTO tickets.sla_policy AS p (dataset, cluster, target_minutes, at_risk_minutes)
    VALUES (
        %(dataset)s, %(cluster)s::text, %(target_minutes)s::integer, %(at_risk_minutes)s::integer
    )
    ON CONFLICT (dataset, (tickets.name_key(cluster))) DO UPDATE
        SET
            target_minutes = excluded.target_minutes,
            at_risk_minutes = excluded.at_risk_minutes,
            is_default = FALSE,
            note = NULL,
            updated_at = now()
    RETURNING p.dataset
)

SELECT count(t.ticket_id) > 0 AS has_open_tickets
FROM written AS w
LEFT JOIN tickets.all_tickets AS t
    ON
        w.dataset = t.dataset
        AND t.is_open
        AND tickets.is_wanted(%(cluster)s::text, t.cluster);
