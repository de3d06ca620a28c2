-- Collect the places of the earlier installation's tickets, for positions that it kept by location
-- alone.
-- params: none. returns: nothing.
INSERT INTO earlier_places (place_key, cluster, location_name)
SELECT DISTINCT ON (tickets.place_key(n.cluster, n.location_name))
    tickets.place_key(n.cluster, n.location_name) AS place_key,
    n.cluster,
    n.location_name
FROM {table} AS o
CROSS JOIN
    LATERAL (
        VALUES (
            nullif(btrim(o.raw ->> 'cluster'), ''),
            nullif(btrim(o.raw ->> 'location_name'), '')
        )
    ) AS n (cluster, location_name)
WHERE n.location_name IS NOT NULL
ORDER BY tickets.place_key(n.cluster, n.location_name), n.cluster, n.location_name
ON CONFLICT (place_key) DO NOTHING
