-- Forget clusters' positions, also those set by hand; their tickets follow by trigger.
-- params: clusters. returns: nothing.
DELETE FROM tickets.geo_clusters AS g
WHERE g.cluster = any(%(clusters)s);
