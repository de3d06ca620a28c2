-- Find the median position of the clusters, of one region or of all.
-- params: region (NULL: all). returns: longitude, latitude; NULL if no cluster has a position.
SELECT
    percentile_disc(0.5) WITHIN GROUP (ORDER BY st_x(c.geom)) AS longitude,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY st_y(c.geom)) AS latitude
FROM tickets.geo_clusters AS c
WHERE c.geom IS NOT NULL AND (%(region)s::text IS NULL OR c.region = %(region)s);
