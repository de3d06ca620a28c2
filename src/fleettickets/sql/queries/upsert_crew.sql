-- Write a crew and its shift, the same on every day that is given.
-- params: name, team, skills, start_latitude, start_longitude, end_latitude, end_longitude, device,
-- weekdays (integer[]), starts_at, ends_at, lunch_from, lunch_to, lunch_minutes.
-- returns: one row: is_new.
WITH crew AS (
    INSERT INTO dispatch.crews AS c (
        name, team, skills, start_latitude, start_longitude, end_latitude, end_longitude, device
    )
    VALUES (
        %(name)s, %(team)s, %(skills)s, %(start_latitude)s, %(start_longitude)s, %(end_latitude)s,
        %(end_longitude)s, %(device)s
    )
    ON CONFLICT (name) DO UPDATE
        SET
            team = excluded.team,
            skills = excluded.skills,
            start_latitude = excluded.start_latitude,
            start_longitude = excluded.start_longitude,
            end_latitude = excluded.end_latitude,
            end_longitude = excluded.end_longitude,
            device = excluded.device,
            is_active = TRUE,
            updated_at = now()
    RETURNING c.crew_id, c.xmax = 0 AS is_new -- xmax is 0 only on a row just inserted
),

shifts AS (
    INSERT INTO dispatch.shifts AS s (
        crew_id, weekday, starts_at, ends_at, lunch_from, lunch_to, lunch_minutes
    )
    SELECT
        c.crew_id,
        d.weekday,
        %(starts_at)s::time,
        %(ends_at)s::time,
        %(lunch_from)s::time,
        %(lunch_to)s::time,
        %(lunch_minutes)s::integer
    FROM crew AS c
    CROSS JOIN unnest(%(weekdays)s::integer[]) AS d (weekday)
    ON CONFLICT (crew_id, weekday) DO UPDATE
        SET
            starts_at = excluded.starts_at,
            ends_at = excluded.ends_at,
            lunch_from = excluded.lunch_from,
            lunch_to = excluded.lunch_to,
            lunch_minutes = excluded.lunch_minutes
)

SELECT c.is_new
FROM crew AS c;
