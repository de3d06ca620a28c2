-- Read where the crews were on a day.
-- params: plan_on (NULL: today in East Africa Time), crew_id (NULL: all). returns: one row: JSON.
SELECT
    coalesce(
        jsonb_object_agg(f.crew, f.track), '{}'
    ) AS tracks
FROM (
    SELECT
        c.name AS crew,
        jsonb_agg(
            jsonb_build_array(p.at, round(p.longitude::numeric, 5), round(p.latitude::numeric, 5))
            ORDER BY p.at
        ) AS track
    FROM dispatch.crews AS c
    INNER JOIN dispatch.positions AS p ON p.device = dispatch.device_of(c.crew_id)
    WHERE
        (p.at AT TIME ZONE 'Africa/Nairobi')::date
        = coalesce(%(plan_on)s::date, (now() AT TIME ZONE 'Africa/Nairobi')::date)
        AND (%(crew_id)s::bigint IS NULL OR c.crew_id = %(crew_id)s)
    GROUP BY c.crew_id
) AS f;
