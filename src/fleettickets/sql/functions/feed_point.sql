-- The feed's own position, if it can be one.
-- params: p_longitude, p_latitude; the service area (NULL: the whole globe).
-- returns: a point of SRID 4326, or NULL.
CREATE OR REPLACE FUNCTION tickets.feed_point(
    p_longitude double precision,
    p_latitude double precision,
    p_west double precision,
    p_south double precision,
    p_east double precision,
    p_north double precision
) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN p_longitude = 0 AND p_latitude = 0 THEN NULL
        WHEN p_west IS NULL
            OR (
                p_longitude BETWEEN p_west AND p_east
                AND p_latitude BETWEEN p_south AND p_north
            )
            THEN public.st_setsrid(public.st_makepoint(p_longitude, p_latitude), 4326)
        WHEN p_latitude BETWEEN p_west AND p_east AND p_longitude BETWEEN p_south AND p_north
            THEN public.st_setsrid(public.st_makepoint(p_latitude, p_longitude), 4326)
    END
$$;
COMMENT ON FUNCTION tickets.feed_point(
    double precision, double precision,
    double precision, double precision, double precision, double precision
) IS
'The feed''s own position (SRID 4326) within the area (NULL: anywhere), also where latitude and '
'longitude stand in each other''s place; NULL when it is blank, (0, 0) or outside.';
