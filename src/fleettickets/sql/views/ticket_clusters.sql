-- The clusters of all tickets, by their keys. It jumps from cluster to cluster in an index
-- (place_idx), so that the cost depends on the number of clusters.
CREATE OR REPLACE VIEW tickets.ticket_clusters AS
WITH RECURSIVE clusters AS (
    (
        SELECT
            tickets.name_key(t.cluster) AS cluster_key,
            tickets.name_key(t.region) AS region
        FROM tickets.all_tickets AS t
        WHERE tickets.name_key(t.cluster) > ''
        ORDER BY tickets.name_key(t.cluster) ASC, tickets.name_key(t.region) ASC
        LIMIT 1
    )
    UNION ALL
    SELECT
        later.cluster_key,
        later.region
    FROM clusters AS c
    CROSS JOIN LATERAL (
        SELECT
            tickets.name_key(t.cluster) AS cluster_key,
            tickets.name_key(t.region) AS region
        FROM tickets.all_tickets AS t
        WHERE (tickets.name_key(t.cluster), tickets.name_key(t.region)) > (c.cluster_key, c.region)
        ORDER BY tickets.name_key(t.cluster) ASC, tickets.name_key(t.region) ASC
        LIMIT 1
    ) AS later
)

SELECT
    c.region,
    c.cluster_key
FROM clusters AS c;
COMMENT ON VIEW tickets.ticket_clusters IS
'The clusters of all tickets, by their keys: region (region_key) and cluster_key (name_key).';
