-- Find the median position of each cluster from the feed's positions of its tickets, if there are
-- at least five and half of them are within 0.1 degrees (11 km).
-- params: clusters. returns: cluster, longitude, latitude.
WITH quartiles AS (
    SELECT
        a.cluster,
        percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY t.longitude) AS longitudes,
        percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY t.latitude) AS latitudes
    FROM unnest(%(clusters)s::text[]) AS a (cluster)
    INNER JOIN tickets.all_tickets AS t
        ON tickets.name_key(a.cluster) = tickets.name_key(t.cluster)
    WHERE t.geo_source = 'feed'
    GROUP BY a.cluster
    HAVING count(*) >= 5
)

SELECT
    q.cluster,
    q.longitudes[2] AS longitude,
    q.latitudes[2] AS latitude
FROM quartiles AS q
WHERE
    q.longitudes[3] - q.longitudes[1] < 0.1
    AND q.latitudes[3] - q.latitudes[1] < 0.1;
