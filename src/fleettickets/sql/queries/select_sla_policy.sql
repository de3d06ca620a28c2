-- List the SLA policy, each dataset's own row before those of its clusters.
-- params: dataset (NULL: every dataset).
-- returns: dataset, cluster, target_minutes, at_risk_minutes, is_default,
-- note.
SELECT
    p.dataset,
    p.cluster,
    p.target_minutes,
    p.at_risk_minutes,
    p.is_default,
    p.note
FROM tickets.sla_policy AS p
WHERE %(dataset)s::text IS NULL OR p.dataset = %(dataset)s
ORDER BY p.dataset ASC, p.cluster ASC NULLS FIRST;
