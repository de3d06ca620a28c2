-- List the crews that work on a day.
-- params: plan_on.
-- returns: crew_id, name, team, skills, start_longitude, start_latitude, end_longitude,
-- end_latitude, starts_at, ends_at, lunch_from, lunch_to, lunch_minutes, overtime_minutes, by name.
SELECT
    c.crew_id,
    c.name,
    c.team,
    c.skills,
    c.start_longitude,
    c.start_latitude,
    c.end_longitude,
    c.end_latitude,
    s.starts_at,
    s.ends_at,
    s.lunch_from,
    s.lunch_to,
    s.lunch_minutes,
    coalesce(s.overtime_minutes, g.overtime_minutes) AS overtime_minutes
FROM dispatch.crews AS c
INNER JOIN dispatch.shifts AS s ON c.crew_id = s.crew_id
CROSS JOIN dispatch.settings AS g
WHERE
    c.is_active
    AND s.weekday = extract(ISODOW FROM %(plan_on)s::date)
    AND NOT EXISTS (
        SELECT FROM dispatch.absences AS a
        WHERE
            a.crew_id = c.crew_id
            AND %(plan_on)s::date BETWEEN a.first_on AND a.last_on
    )
ORDER BY c.name;
