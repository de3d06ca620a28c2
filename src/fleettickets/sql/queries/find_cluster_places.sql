-- Find the locations of clusters' tickets, at most 80 of each cluster: they show where it is.
-- params: regions, clusters (arrays of one length).
-- returns: cluster_no (from 1), location_name.
WITH asked AS (
    SELECT
        p.region,
        p.cluster,
        p.cluster_no
    FROM
        unnest(%(regions)s::text[], %(clusters)s::text[])
        WITH ORDINALITY AS p (region, cluster, cluster_no)
),

named AS (
    SELECT DISTINCT
        a.cluster_no,
        t.location_name
    FROM asked AS a
    INNER JOIN tickets.all_tickets AS t
        ON
            tickets.name_key(a.cluster) = tickets.name_key(t.cluster)
            AND tickets.region_key(a.region) = tickets.region_key(t.region)
    WHERE t.location_name IS NOT NULL
),

numbered AS (
    SELECT
        n.cluster_no,
        n.location_name,
        row_number() OVER (PARTITION BY n.cluster_no ORDER BY n.location_name) AS location_no
    FROM named AS n
)

SELECT
    n.cluster_no,
    n.location_name
FROM numbered AS n
WHERE n.location_no <= 80
ORDER BY n.cluster_no ASC, n.location_name ASC;
