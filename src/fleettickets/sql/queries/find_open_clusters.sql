-- Find the clusters of open and waiting tickets without a lasting position, those with most open
-- tickets first; then those that only closed tickets have, those with the latest closing first.
-- params: expired_before (NULL: answers never expire), with_closed (FALSE: leave the latter out).
-- returns: region; cluster, as most of its tickets write it; its stored answer.
WITH keys AS (
    SELECT
        tickets.region_key(t.region) AS region,
        tickets.name_key(t.cluster) AS cluster_key
    FROM tickets.all_tickets AS t
    WHERE (t.is_open OR t.lifecycle = 'waiting') AND tickets.name_key(t.cluster) <> ''
    UNION
    SELECT
        t.region,
        t.cluster_key
    FROM tickets.ticket_clusters AS t
    WHERE %(with_closed)s::boolean
),

-- Most clusters have a position, so the tickets are read only of the others.
found AS MATERIALIZED (
    SELECT
        k.region,
        k.cluster_key,
        g.provider,
        g.query,
        g.reason,
        coalesce(g.asked_at < %(expired_before)s::timestamptz, FALSE) AS is_expired
    FROM keys AS k
    LEFT JOIN tickets.geo_clusters AS g
        ON k.region = g.region AND k.cluster_key = tickets.name_key(g.cluster)
    LEFT JOIN tickets.geo_clusters AS m
        ON
            g.cluster IS NULL
            AND m.region = ''
            AND k.cluster_key = tickets.name_key(m.cluster)
            AND m.is_manual
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
)

SELECT
    f.region,
    c.cluster,
    f.provider,
    f.query,
    f.reason,
    f.is_expired
FROM found AS f
INNER JOIN LATERAL (
    SELECT
        mode() WITHIN GROUP (ORDER BY t.cluster) AS cluster,
        count(*) FILTER (WHERE t.is_open) AS open_tickets,
        CASE WHEN bool_and(t.lifecycle = 'closed') THEN max(t.closed_at) END AS last_closed_at,
        bool_and(t.lifecycle = 'closed') AS is_closed
    FROM tickets.all_tickets AS t
    WHERE tickets.name_key(t.cluster) = f.cluster_key AND tickets.name_key(t.region) = f.region
) AS c ON TRUE
ORDER BY
    c.open_tickets DESC,
    c.is_closed ASC,
    c.last_closed_at DESC NULLS LAST,
    c.cluster ASC,
    f.region ASC;
