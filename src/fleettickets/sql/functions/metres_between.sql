-- How far two points are from each other, as the crow flies; exact enough within a city.
-- params: p_latitude, p_longitude, p_other_latitude, p_other_longitude. returns: metres.
CREATE OR REPLACE FUNCTION dispatch.metres_between(
    p_latitude float8, p_longitude float8, p_other_latitude float8, p_other_longitude float8
)
RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT
        111195 * sqrt(
            (p_latitude - p_other_latitude) ^ 2
            + ((p_longitude - p_other_longitude) * cosd(p_latitude)) ^ 2
        )
$$;
COMMENT ON FUNCTION dispatch.metres_between(float8, float8, float8, float8) IS
'Metres between two points, as the crow flies.';
