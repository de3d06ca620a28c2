-- Store the cleaned text of clusters that people set.
-- params: regions, clusters, queries (arrays of one length). returns: nothing.
UPDATE tickets.geo_clusters AS g
SET query = p.query
FROM
    unnest(%(regions)s::text[], %(clusters)s::text[], %(queries)s::text[])
        AS p (region, cluster, query)
WHERE
    g.region = tickets.region_key(p.region)
    AND tickets.name_key(g.cluster) = tickets.name_key(p.cluster);
