-- Find the median position of each cluster from the feed's positions of its tickets, if there are
-- at least five and half of them are within 0.1 degrees (11 km).
-- params: regions, clusters (of one length). returns: region, cluster, longitude, latitude.
WITH quartiles AS (
    SELECT
        p.cluster,
        tickets.region_key(p.region) AS region,
        percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY t.longitude) AS longitudes,
        percentile_disc(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY t.latitude) AS latitudes
    FROM unnest(%(regions)s::text[], %(clusters)s::text[]) AS p (region, cluster)
    INNER JOIN tickets.all_tickets AS t
        ON
            tickets.name_key(p.cluster) = tickets.name_key(t.cluster)
            AND tickets.region_key(p.region) = tickets.region_key(t.region)
    WHERE t.geo_source = 'feed'
    GROUP BY tickets.region_key(p.region), p.cluster
    HAVING count(*) >= 5
)

SELECT
    q.region,
    q.cluster,
    q.longitudes[2] AS longitude,
    q.latitudes[2] AS latitude
FROM quartiles AS q
WHERE
    q.longitudes[3] - q.longitudes[1] < 0.1
    AND q.latitudes[3] - q.latitudes[1] < 0.1;
