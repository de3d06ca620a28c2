-- Delete clusters' positions, even those set by hand; a trigger updates their tickets.
-- params: regions, clusters (arrays of one length). returns: nothing.
DELETE FROM tickets.geo_clusters AS g
USING unnest(%(regions)s::text[], %(clusters)s::text[]) AS p (region, cluster)
WHERE
    g.region = tickets.region_key(p.region)
    AND tickets.name_key(g.cluster) = tickets.name_key(p.cluster);
