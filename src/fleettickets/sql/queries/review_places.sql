-- List places without a position of their own, and clusters in two places, with the reason: those
-- with most open tickets first, and of these the ones whose answer is farthest from the evidence.
-- params: max_places. returns: kind, region, cluster, place, query, provider, reason, answer,
-- refused_longitude, refused_latitude, asked_at, open_tickets, far_m.
WITH open_places AS (
    SELECT
        t.cluster,
        t.location_name,
        tickets.region_key(t.region) AS region
    FROM tickets.all_tickets AS t
    WHERE t.is_open
),

by_cluster AS (
    SELECT
        o.region,
        tickets.name_key(o.cluster) AS cluster_key,
        count(*) AS open_tickets
    FROM open_places AS o
    GROUP BY o.region, tickets.name_key(o.cluster)
),

by_location AS (
    SELECT
        tickets.place_key(o.region, o.cluster, o.location_name) AS place_key,
        count(*) AS open_tickets
    FROM open_places AS o
    WHERE o.location_name IS NOT NULL
    GROUP BY tickets.place_key(o.region, o.cluster, o.location_name)
)

SELECT
    'cluster' AS kind,
    g.region,
    g.cluster,
    g.cluster AS place,
    g.query,
    g.provider,
    g.reason,
    g.answer,
    st_x(g.refused_geom) AS refused_longitude,
    st_y(g.refused_geom) AS refused_latitude,
    g.asked_at,
    coalesce(o.open_tickets, 0) AS open_tickets,
    st_distance(g.refused_geom::geography, g.geom::geography) AS far_m
FROM tickets.geo_clusters AS g
LEFT JOIN by_cluster AS o
    ON g.region = o.region AND tickets.name_key(g.cluster) = o.cluster_key
WHERE g.geom IS NULL OR g.reason IS NOT NULL
UNION ALL
SELECT
    'location' AS kind,
    tickets.region_key(g.region) AS region,
    g.cluster,
    g.location_name AS place,
    g.query,
    g.provider,
    g.reason,
    g.answer,
    st_x(g.refused_geom) AS refused_longitude,
    st_y(g.refused_geom) AS refused_latitude,
    g.asked_at,
    coalesce(o.open_tickets, 0) AS open_tickets,
    st_distance(g.refused_geom::geography, c.geom::geography) AS far_m
FROM tickets.geo_locations AS g
LEFT JOIN by_location AS o ON g.place_key = o.place_key
LEFT JOIN tickets.geo_clusters AS c
    ON
        tickets.region_key(g.region) = c.region
        AND tickets.name_key(g.cluster) = tickets.name_key(c.cluster)
WHERE g.geom IS NULL
ORDER BY open_tickets DESC, far_m DESC NULLS LAST, kind ASC, cluster ASC, place ASC
LIMIT %(max_places)s;
