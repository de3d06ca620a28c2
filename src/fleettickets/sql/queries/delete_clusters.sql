-- Delete clusters' positions, even those set by hand; a trigger updates their tickets.
-- params: clusters. returns: nothing.
DELETE FROM tickets.geo_clusters AS g
WHERE tickets.name_key(g.cluster) IN (
    SELECT tickets.name_key(c.cluster) FROM unnest(%(clusters)s::text[]) AS c (cluster)
);
