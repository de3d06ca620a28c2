-- Each open or waiting ticket as a job: what its rule says, and its hold. One row for each ticket;
-- the rule is NULL if none holds for it.
CREATE OR REPLACE VIEW dispatch.open_jobs AS
SELECT
    t.dataset,
    t.ticket_id,
    t.cluster,
    t.location_name,
    t.assigned_team,
    t.owner,
    t.due_at,
    t.appointed_at,
    t.is_open AS is_actionable,
    t.latitude,
    t.longitude,
    r.rule_id,
    r.skills,
    r.minutes,
    r.priority,
    h.reason AS hold_reason,
    h.ends_on AS hold_ends_on
FROM tickets.ticket_deadlines AS t
LEFT JOIN dispatch.holds AS h ON t.dataset = h.dataset AND t.ticket_id = h.ticket_id
LEFT JOIN LATERAL (
    SELECT
        j.rule_id,
        j.skills,
        j.minutes,
        j.priority
    FROM dispatch.job_rules AS j
    WHERE
        j.is_active
        AND (j.dataset IS NULL OR j.dataset = t.dataset)
        AND NOT EXISTS (
            SELECT FROM jsonb_each_text(j.conditions) AS c
            WHERE
                coalesce(
                    CASE
                        WHEN c.key LIKE 'raw.%' THEN t.raw ->> substr(c.key, 5)
                        ELSE to_jsonb(t.*) ->> c.key
                    END,
                    ''
                ) NOT ILIKE c.value
        )
    ORDER BY j.position
    LIMIT 1
) AS r ON TRUE
WHERE t.is_open OR t.lifecycle = 'waiting';
COMMENT ON VIEW dispatch.open_jobs IS
'Each open or waiting ticket as a job: what the first rule that holds for it says, and its hold.';
