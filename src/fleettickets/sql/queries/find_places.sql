-- Find the clusters and locations with a name that a person typed: in any of the tickets' spellings
-- (name_key), or as cleaned text.
-- params: region (NULL: any), name, cluster (NULL: any; '': none). returns: kind, region, cluster,
-- location_name, query, is_manual, longitude, latitude, tickets.
WITH named_clusters AS (
    SELECT tickets.name_key(t.cluster) AS cluster_key
    FROM tickets.all_tickets AS t
    WHERE
        %(cluster)s::text IS NULL
        AND tickets.name_key(t.cluster) = nullif(tickets.name_key(%(name)s), '')
    UNION
    SELECT tickets.name_key(g.cluster) AS cluster_key
    FROM tickets.geo_clusters AS g
    WHERE %(cluster)s::text IS NULL AND g.query = lower(%(name)s)
),

named_locations AS (
    SELECT
        tickets.name_key(t.cluster) AS cluster,
        tickets.place_key(t.region, t.cluster, t.location_name) AS place_key
    FROM tickets.all_tickets AS t
    WHERE tickets.name_key(t.location_name) = tickets.name_key(%(name)s)
    UNION
    SELECT
        tickets.name_key(g.cluster) AS cluster,
        g.place_key
    FROM tickets.geo_locations AS g
    WHERE g.query = lower(%(name)s)
)

SELECT
    'cluster' AS kind,
    tickets.region_key(t.region) AS region,
    mode() WITHIN GROUP (ORDER BY t.cluster) AS cluster,
    NULL AS location_name,
    g.query,
    coalesce(g.is_manual, FALSE) AS is_manual,
    st_x(g.geom) AS longitude,
    st_y(g.geom) AS latitude,
    count(*) AS tickets
FROM named_clusters AS n
INNER JOIN tickets.all_tickets AS t ON n.cluster_key = tickets.name_key(t.cluster)
LEFT JOIN tickets.geo_clusters AS g
    ON tickets.region_key(t.region) = g.region AND n.cluster_key = tickets.name_key(g.cluster)
WHERE %(region)s::text IS NULL OR tickets.region_key(t.region) = tickets.region_key(%(region)s)
GROUP BY tickets.region_key(t.region), n.cluster_key, g.region, g.cluster
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
        n.cluster = tickets.name_key(t.cluster)
        AND n.place_key = tickets.place_key(t.region, t.cluster, t.location_name)
LEFT JOIN tickets.geo_locations AS g ON n.place_key = g.place_key
WHERE
    (%(cluster)s::text IS NULL OR n.cluster = tickets.name_key(%(cluster)s))
    AND (
        %(region)s::text IS NULL
        OR tickets.region_key(t.region) = tickets.region_key(%(region)s)
    )
GROUP BY n.place_key, g.place_key
ORDER BY kind ASC, region ASC, cluster ASC, location_name ASC;
