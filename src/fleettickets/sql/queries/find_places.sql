-- Find the clusters and locations with a name that a person typed: as the tickets spell it, in any
-- case, or as cleaned text.
-- params: region (NULL: any), name, cluster (NULL: any; '': none). returns: kind, region, cluster,
-- location_name, query, is_manual, longitude, latitude, tickets.
WITH named_clusters AS (
    SELECT t.cluster
    FROM tickets.all_tickets AS t
    WHERE %(cluster)s::text IS NULL AND lower(coalesce(t.cluster, '')) = lower(%(name)s)
    UNION
    SELECT g.cluster
    FROM tickets.geo_clusters AS g
    WHERE %(cluster)s::text IS NULL AND g.query = lower(%(name)s)
),

named_locations AS (
    SELECT
        lower(coalesce(t.cluster, '')) AS cluster,
        tickets.place_key(t.region, t.cluster, t.location_name) AS place_key
    FROM tickets.all_tickets AS t
    WHERE lower(t.location_name) = lower(%(name)s)
    UNION
    SELECT
        lower(coalesce(g.cluster, '')) AS cluster,
        g.place_key
    FROM tickets.geo_locations AS g
    WHERE g.query = lower(%(name)s)
)

SELECT
    'cluster' AS kind,
    tickets.region_key(t.region) AS region,
    t.cluster,
    NULL AS location_name,
    g.query,
    coalesce(g.is_manual, FALSE) AS is_manual,
    st_x(g.geom) AS longitude,
    st_y(g.geom) AS latitude,
    count(*) AS tickets
FROM named_clusters AS n
INNER JOIN tickets.all_tickets AS t
    ON lower(n.cluster) = lower(coalesce(t.cluster, '')) AND n.cluster = t.cluster
LEFT JOIN tickets.geo_clusters AS g
    ON tickets.region_key(t.region) = g.region AND t.cluster = g.cluster
WHERE %(region)s::text IS NULL OR tickets.region_key(t.region) = tickets.region_key(%(region)s)
GROUP BY tickets.region_key(t.region), t.cluster, g.region, g.cluster
UNION ALL
SELECT
    'location' AS kind,
    min(tickets.region_key(t.region)) AS region,
    min(t.cluster) AS cluster,
    min(t.location_name) AS location_name,
    g.query,
    coalesce(g.is_manual, FALSE) AS is_manual,
    st_x(g.geom) AS longitude,
    st_y(g.geom) AS latitude,
    count(*) AS tickets
FROM named_locations AS n
INNER JOIN tickets.all_tickets AS t
    ON
        n.cluster = lower(coalesce(t.cluster, ''))
        AND n.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
LEFT JOIN tickets.geo_locations AS g ON n.place_key = g.place_key
WHERE
    (%(cluster)s::text IS NULL OR n.cluster = lower(%(cluster)s))
    AND (
        %(region)s::text IS NULL
        OR tickets.region_key(t.region) = tickets.region_key(%(region)s)
    )
GROUP BY n.place_key, g.place_key
ORDER BY kind ASC, region ASC, cluster ASC, location_name ASC;
