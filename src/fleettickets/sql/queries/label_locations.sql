-- Store the cleaned text of locations that people set.
-- params: regions, clusters, names, queries (arrays of one length). returns: nothing.
UPDATE tickets.geo_locations AS g
SET query = p.query
FROM
    unnest(%(regions)s::text[], %(clusters)s::text[], %(names)s::text[], %(queries)s::text[])
        AS p (region, cluster, location_name, query)
WHERE g.place_key = tickets.place_key(p.region, p.cluster, p.location_name);
