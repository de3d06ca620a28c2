-- Find the locations of open tickets without a lasting position, newest ticket first.
-- A ticket whose own coordinates are trusted needs none.
-- params: expired_before (NULL: answers never expire).
-- returns: region, cluster, location_name, its stored answer, the cluster's longitude and latitude.
WITH places AS (
    SELECT
        tickets.place_key(t.region, t.cluster, t.location_name) AS place_key,
        min(tickets.region_key(t.region)) AS region,
        min(t.cluster) AS cluster,
        min(t.location_name) AS location_name,
        max(coalesce(t.created_at_service, t.first_seen_at)) AS created_at
    FROM tickets.all_tickets AS t
    WHERE
        t.is_open
        AND t.location_name IS NOT NULL
        AND t.geo_source IS DISTINCT FROM 'feed'
    GROUP BY tickets.place_key(t.region, t.cluster, t.location_name)
)

SELECT
    p.region,
    p.cluster,
    p.location_name,
    g.provider,
    g.query,
    g.reason,
    coalesce(g.asked_at < %(expired_before)s::timestamptz, FALSE) AS is_expired,
    st_x(coalesce(c.geom, d.geom)) AS longitude,
    st_y(coalesce(c.geom, d.geom)) AS latitude
FROM places AS p
LEFT JOIN tickets.geo_locations AS g ON p.place_key = g.place_key
LEFT JOIN tickets.geo_clusters AS c
    ON p.region = c.region AND tickets.name_key(p.cluster) = tickets.name_key(c.cluster)
LEFT JOIN tickets.geo_clusters AS d
    ON
        c.cluster IS NULL
        AND d.region = ''
        AND tickets.name_key(p.cluster) = tickets.name_key(d.cluster)
LEFT JOIN tickets.geo_locations AS m
    ON
        g.place_key IS NULL
        AND m.place_key = tickets.place_key(p.cluster, p.location_name)
        AND m.is_manual
WHERE
    (g.place_key IS NULL AND m.place_key IS NULL)
    OR (
        NOT g.is_manual
        AND (g.geom IS NULL OR g.asked_at < %(expired_before)s::timestamptz)
    )
ORDER BY p.created_at DESC NULLS LAST, p.place_key ASC;
