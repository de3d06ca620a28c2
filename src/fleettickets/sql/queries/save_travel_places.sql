-- Give each place a number, unless it has one.
-- params: latitudes and longitudes (integer[] of one length, in 1/100000 of a degree).
-- returns: place_id of each, in their order.
WITH given AS (
    SELECT
        g.latitude,
        g.longitude,
        g.number
    FROM
        unnest(%(latitudes)s::integer[], %(longitudes)s::integer[])
        WITH ORDINALITY AS g (latitude, longitude, number)
),

saved AS (
    INSERT INTO dispatch.travel_places AS p (latitude_e5, longitude_e5)
    SELECT
        g.latitude,
        g.longitude
    FROM given AS g
    -- Two servers at once wait for each other in one order.
    ORDER BY g.latitude, g.longitude
    -- So that a place that exists is returned, too.
    ON CONFLICT (latitude_e5, longitude_e5) DO UPDATE SET latitude_e5 = excluded.latitude_e5
    RETURNING p.place_id, p.latitude_e5, p.longitude_e5
)

SELECT s.place_id
FROM given AS g
INNER JOIN saved AS s ON g.latitude = s.latitude_e5 AND g.longitude = s.longitude_e5
ORDER BY g.number;
