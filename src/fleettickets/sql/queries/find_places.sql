-- The clusters and locations that a person names: by their name as the tickets have it, whatever
-- the case, or by their cleaned text.
-- params: name, cluster (NULL: any). returns: kind, cluster, location_name, query, tickets.
WITH ticket_places AS (
    SELECT
        t.cluster,
        t.location_name
    FROM tickets.inc AS t
    UNION ALL
    SELECT
        t.cluster,
        t.location_name
    FROM tickets.crq AS t
)

SELECT
    'cluster' AS kind,
    p.cluster,
    NULL AS location_name,
    g.query,
    count(*) AS tickets
FROM ticket_places AS p
LEFT JOIN tickets.geo_clusters AS g ON p.cluster = g.cluster
WHERE
    %(cluster)s::text IS NULL
    AND (lower(p.cluster) = lower(%(name)s) OR g.query = lower(%(name)s))
GROUP BY p.cluster, g.query
UNION ALL
SELECT
    'location' AS kind,
    min(p.cluster) AS cluster,
    min(p.location_name) AS location_name,
    g.query,
    count(*) AS tickets
FROM ticket_places AS p
LEFT JOIN tickets.geo_locations AS g
    ON g.place_key = tickets.place_key(p.cluster, p.location_name)
WHERE
    (%(cluster)s::text IS NULL OR lower(p.cluster) = lower(%(cluster)s))
    AND (lower(p.location_name) = lower(%(name)s) OR g.query = lower(%(name)s))
GROUP BY tickets.place_key(p.cluster, p.location_name), g.query
ORDER BY kind ASC, cluster ASC, location_name ASC;
