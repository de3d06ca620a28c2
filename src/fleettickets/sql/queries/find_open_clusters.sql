-- Find the clusters of open and waiting tickets without a lasting position, those with most open
-- tickets first; then those that only closed tickets have.
-- params: expired_before (NULL: answers never expire), closed_days (of the tickets that were closed
-- in so many days before the last closing, too; NULL: of none).
-- returns: region; cluster, as most of its tickets write it; its stored answer.
WITH counted AS (
    SELECT
        tickets.region_key(t.region) AS region,
        mode() WITHIN GROUP (ORDER BY t.cluster) AS cluster,
        count(*) FILTER (WHERE t.is_open) AS open_tickets
    FROM tickets.all_tickets AS t
    WHERE
        (
            t.is_open
            OR t.lifecycle = 'waiting'
            OR t.closed_at >= (
                SELECT max(l.closed_at) FROM tickets.all_tickets AS l
            ) - make_interval(days => %(closed_days)s::integer)
        )
        AND tickets.name_key(t.cluster) <> ''
    GROUP BY tickets.region_key(t.region), tickets.name_key(t.cluster)
)

SELECT
    c.region,
    c.cluster,
    g.provider,
    g.query,
    g.reason,
    coalesce(g.asked_at < %(expired_before)s::timestamptz, FALSE) AS is_expired
FROM counted AS c
LEFT JOIN tickets.geo_clusters AS g
    ON c.region = g.region AND tickets.name_key(c.cluster) = tickets.name_key(g.cluster)
LEFT JOIN tickets.geo_clusters AS m
    ON
        g.cluster IS NULL
        AND m.region = ''
        AND tickets.name_key(c.cluster) = tickets.name_key(m.cluster)
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
ORDER BY c.open_tickets DESC, c.cluster ASC, c.region ASC;
