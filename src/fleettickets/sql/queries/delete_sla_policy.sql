-- Delete a cluster's own targets, so that the dataset's apply to it again.
-- params: dataset, cluster. returns: the deleted row's cluster, or no row.
DELETE FROM tickets.sla_policy AS p
WHERE
    p.dataset = %(dataset)s
    AND p.cluster IS NOT NULL
    AND tickets.name_key(p.cluster) = tickets.name_key(%(cluster)s)
RETURNING p.cluster;
