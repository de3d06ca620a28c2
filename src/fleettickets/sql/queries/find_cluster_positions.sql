-- Find where all clusters are.
-- params: none. returns: longitude, latitude.
SELECT
    st_x(g.geom) AS longitude,
    st_y(g.geom) AS latitude
FROM tickets.geo_clusters AS g
WHERE g.geom IS NOT NULL;
