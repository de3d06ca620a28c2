-- Delete clusters' positions, even those set by hand; a trigger updates their tickets.
-- params: clusters. returns: nothing.
DELETE FROM tickets.geo_clusters AS g
WHERE g.cluster = any(%(clusters)s);
