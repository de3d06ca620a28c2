-- List the job rules, with how many open tickets each one catches.
-- params: none.
-- returns: rule_id, position, dataset, conditions, skills, minutes, priority, is_active,
-- is_default, note, tickets; a last row without a rule counts the open tickets that none catches.
WITH caught AS (
    SELECT
        o.rule_id,
        count(*) AS tickets
    FROM dispatch.open_jobs AS o
    WHERE o.is_actionable
    GROUP BY o.rule_id
)

SELECT
    r.rule_id,
    r.position,
    r.dataset,
    r.conditions,
    r.skills,
    r.minutes,
    r.priority,
    r.is_active,
    r.is_default,
    r.note,
    coalesce(j.tickets, 0) AS tickets
FROM dispatch.job_rules AS r
FULL JOIN caught AS j ON r.rule_id = j.rule_id
ORDER BY r.position ASC NULLS LAST;
