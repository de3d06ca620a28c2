-- Find the locations of open tickets without a lasting position, newest ticket first.
-- A ticket whose own coordinates are trusted needs none.
-- params: expired_before (NULL: answers never expire).
-- returns: cluster, location_name, its stored answer, the cluster's longitude and latitude.
WITH places AS (
    SELECT
        tickets.place_key(t.cluster, t.location_name) AS place_key,
        min(t.cluster) AS cluster,
        min(t.location_name) AS location_name,
        max(coalesce(t.created_at_service, t.first_seen_at)) AS created_at
    FROM tickets.all_tickets AS t
    WHERE
        t.is_open
        AND t.location_name IS NOT NULL
        AND t.geo_source IS DISTINCT FROM 'feed'
    GROUP BY tickets.place_key(t.cluster, t.location_name)
)

SELECT
    p.cluster,
    p.location_name,
    g.provider,
    g.query,
    g.reason,
    coalesce(g.asked_at < %(expired_before)s::timestamptz, FALSE) AS is_expired,
    st_x(c.geom) AS longitude,
    st_y(c.geom) AS latitude
FROM places AS p
LEFT JOIN tickets.geo_locations AS g ON p.place_key = g.place_key
LEFT JOIN tickets.geo_clusters AS c ON tickets.name_key(p.cluster) = tickets.name_key(c.cluster)
WHERE
    g.place_key IS NULL
    OR (
        NOT g.is_manual
        AND (g.geom IS NULL OR g.asked_at < %(expired_before)s::timestamptz)
    )
ORDER BY p.created_at DESC NULLS LAST, p.place_key ASC;
