-- Find the places that people set before any run had cleaned their text.
-- params: none. returns: kind, region, cluster, location_name.
SELECT
    'cluster' AS kind,
    c.region,
    c.cluster,
    NULL AS location_name
FROM tickets.geo_clusters AS c
WHERE c.is_manual AND c.query IS NULL
UNION ALL
SELECT
    'location' AS kind,
    tickets.region_key(l.region) AS region,
    l.cluster,
    l.location_name
FROM tickets.geo_locations AS l
WHERE l.is_manual AND l.query IS NULL;
