-- List when the crews of a plan have lunch: of the named one, else of the published one of the day.
-- params: plan_on, plan_id (NULL: the published one). returns: crew_id, lunch_from, lunch_to.
SELECT
    d.crew_id,
    d.lunch_from,
    d.lunch_to
FROM dispatch.plans AS p
INNER JOIN dispatch.crew_days AS d ON p.plan_id = d.plan_id
WHERE
    d.lunch_from IS NOT NULL
    AND CASE
        WHEN %(plan_id)s::bigint IS NULL
            THEN p.plan_on = %(plan_on)s::date AND p.state = 'published'
        ELSE p.plan_id = %(plan_id)s::bigint
    END;
