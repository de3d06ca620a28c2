-- Find the clusters of open tickets without a lasting position, those with most tickets first.
-- params: expired_before (NULL: answers never expire). returns: region, cluster, its stored answer.
WITH counted AS (
    SELECT
        t.cluster,
        tickets.region_key(t.region) AS region,
        count(*) AS open_tickets
    FROM tickets.all_tickets AS t
    WHERE t.is_open AND t.cluster IS NOT NULL
    GROUP BY tickets.region_key(t.region), t.cluster
)

SELECT
    c.region,
    c.cluster,
    g.provider,
    g.query,
    g.reason,
    coalesce(g.asked_at < %(expired_before)s::timestamptz, FALSE) AS is_expired
FROM counted AS c
LEFT JOIN tickets.geo_clusters AS g ON c.region = g.region AND c.cluster = g.cluster
LEFT JOIN tickets.geo_clusters AS m
    ON g.cluster IS NULL AND m.region = '' AND c.cluster = m.cluster AND m.is_manual
WHERE
    (g.cluster IS NULL AND m.cluster IS NULL)
    OR (
        NOT g.is_manual
        AND (
            g.geom IS NULL
            OR g.provider IN ('feed', 'places')
            OR g.asked_at < %(expired_before)s::timestamptz
        )
    )
ORDER BY c.open_tickets DESC, c.cluster ASC, c.region ASC;
