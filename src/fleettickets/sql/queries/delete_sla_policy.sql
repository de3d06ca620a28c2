-- Forget a cluster's own targets; the dataset's hold there again.
-- params: dataset, cluster. returns: one row for the line that was there.
DELETE FROM tickets.sla_policy AS p
WHERE p.dataset = %(dataset)s AND p.cluster = %(cluster)s
RETURNING p.cluster;
