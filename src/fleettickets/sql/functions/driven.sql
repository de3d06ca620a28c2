-- How far and how long each device was driven on a day: the parts between two positions of at most
-- ten minutes, at 5 to 150 km/h as the crow flies.
-- params: p_plan_on. returns: a row for each crew that has positions of that day.
CREATE OR REPLACE FUNCTION dispatch.driven(p_plan_on date)
RETURNS TABLE (crew_id bigint, minutes numeric, km numeric)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH steps AS (
        SELECT
            c.crew_id,
            extract(EPOCH FROM p.at - lag(p.at) OVER w) AS seconds,
            dispatch.metres_between(
                p.latitude, p.longitude, lag(p.latitude) OVER w, lag(p.longitude) OVER w
            ) AS metres
        FROM dispatch.crews AS c
        INNER JOIN dispatch.positions AS p ON p.device = dispatch.device_of(c.crew_id)
        WHERE p.at >= p_plan_on::timestamp AT TIME ZONE 'Africa/Nairobi'
            AND p.at < (p_plan_on + 1)::timestamp AT TIME ZONE 'Africa/Nairobi'
        WINDOW w AS (PARTITION BY c.crew_id ORDER BY p.at)
    ),

    moves AS (
        SELECT
            s.*,
            s.seconds BETWEEN 1 AND 600
            AND s.metres * 3.6 BETWEEN 5 * s.seconds AND 150 * s.seconds AS is_driving
        FROM steps AS s
    )

    SELECT
        m.crew_id,
        round((coalesce(sum(m.seconds) FILTER (WHERE m.is_driving), 0) / 60)::numeric, 1),
        round((coalesce(sum(m.metres) FILTER (WHERE m.is_driving), 0) / 1000)::numeric, 1)
    FROM moves AS m
    GROUP BY m.crew_id
$$;
COMMENT ON FUNCTION dispatch.driven(date) IS
'How far and how long each crew drove on a day, by its positions.';
